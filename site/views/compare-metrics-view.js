// How good each model is on the selection: side by side, with the difference, and where it stands on the whole.

import { guard, html } from "../vendor/lit.js";
import { percent, signed, whole } from "../charts/format.js";
import { pair } from "../state/compare.js";
import { className, modelName, presentClasses, shortName } from "./compare-names.js";
import { isPart, wholeView } from "./compare-whole.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Metrics} Metrics */

const ROWS = /** @type {const} */ ([
  { id: "accuracy", title: "Accuracy", note: "the share of right answers" },
  { id: "top5", title: "Top 5", note: "the share of instances whose truth is among the five likeliest classes" },
  { id: "precision", title: "Precision", note: "of what a model calls so, the share that is so" },
  { id: "recall", title: "Recall", note: "of what is so, the share that a model calls so" },
  { id: "f1", title: "F1", note: "harmonic mean of precision and recall" },
  { id: "auc", title: "AUC", note: "the chance that an instance of the class gets a higher probability than another" },
]);

/** @extends {StoreView<CompareState>} */
class CompareMetricsView extends StoreView {
  static properties = { ...StoreView.properties, of: { state: true } };

  constructor() {
    super();
    /** "macro" or the index of a class. */
    this.of = "macro";
  }

  /** @param {Metrics | undefined} metrics @param {(typeof ROWS)[number]["id"]} id @returns {number | null} */
  value(metrics, id) {
    if (!metrics) return null;
    if (id === "accuracy") return metrics.accuracy;
    if (id === "top5") return metrics.top5 ?? null;
    if (this.of === "macro") return metrics.macro[id];
    return metrics.classes[id][Number(this.of)] ?? null;
  }

  render() {
    const { view, manifest } = this.state;
    if (!view || !manifest) return null;
    if (Number(this.of) >= manifest.classes.length) this.of = "macro";
    const [a, b] = view.selection.models;
    const models = view.selection.models;
    const support = view.metrics[a]?.support ?? 0;
    return html`
      <table class="metrics" data-testid="metrics" data-support=${support}>
        <caption class="visually-hidden">
          Metrics over ${whole(support)} instances
        </caption>
        <thead>
          <tr>
            <th scope="col" class="of">
              <select
                aria-label="Precision, recall, F1 and AUC of"
                data-testid="metrics-of"
                @change=${(/** @type {any} */ e) => (this.of = e.target.value)}
              >
                ${option("macro", "all classes", this.of === "macro")}
                ${guard([presentClasses(this.state), this.of], () =>
                  presentClasses(this.state).map((i) => option(i, className(this.state, i), this.of === String(i))),
                )}
              </select>
            </th>
            ${models.map((id) => html`<th scope="col" title=${modelName(this.state, id)}>${shortName(this.state, id)}</th>`)}
            <th scope="col" class="number" title="${modelName(this.state, a)} less ${modelName(this.state, b)}, in points">
              ${models.length > 2 ? "A − B" : "Difference"}
            </th>
          </tr>
        </thead>
        <tbody>
          ${ROWS.filter(({ id }) => id !== "top5" || manifest.classes.length > 5).map((row) => this.row(row))}
        </tbody>
      </table>
    `;
  }

  /** @param {(typeof ROWS)[number]} row */
  row({ id, title, note }) {
    const view = /** @type {import("../state/compare-types.js").View} */ (this.state.view);
    const all = isPart(this.state) ? wholeView(this.state) : null;
    const [a, b] = pair(this.state).map((model) => this.value(view.metrics[model], id));
    const known = typeof a === "number" && typeof b === "number";
    return html`<tr data-metric=${id}>
      <th scope="row" title=${note}>${title}</th>
      ${view.selection.models.map((model) => {
        const value = this.value(view.metrics[model], id);
        const before = this.value(all?.metrics[model], id);
        return html`<td data-model=${model} data-value=${value ?? ""}>
          <div class="measure">
            <span class="track"
              ><i class="bar" style=${`--share: ${value ?? 0}`}></i>${before === null
                ? null
                : html`<i class="before" style=${`--share: ${before}`} title="whole test set: ${percent(before)}"></i>`}</span
            >
            <span class="number">${percent(value)}</span>
          </div>
        </td>`;
      })}
      <td class="number difference">
        ${known ? html`<span class=${a > b ? "ahead" : "behind"}>${signed(100 * (a - b))}</span>` : "–"}
      </td>
    </tr>`;
  }
}

customElements.define("diptych-compare-metrics", CompareMetricsView);
