// Which instances: how the models agree, what the truth is, what the text holds.

import { guard, html } from "../vendor/lit.js";
import { classMark, className, instanceMark, modelName, presentClasses, shortName } from "./compare-names.js";
import { isOfPictures } from "../state/compare.js";
import { isSame } from "../state/selection.js";
import { icons } from "./icons.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** More classes than this are chosen from a list. */
const MOST_BUTTONS = 5;

const DESIGNS = /** @type {const} */ ([
  { id: "final", title: "Predictions side by side in the truth's frame" },
  { id: "first", title: "Separate marks: the truth's square, a disc a model" },
]);

/** @extends {StoreView<CompareState>} */
class CompareFiltersView extends StoreView {
  render() {
    const { selection, glyph, manifest } = this.state;
    if (!selection || !manifest) return null;
    const two = selection.models.length === 2;
    const options = [
      { value: "any", text: "All", title: "However the models answer" },
      { value: "agree", text: "Agree", title: "The models say the same" },
      { value: "disagree", text: "Disagree", title: "The models say different things" },
      { value: "all-correct", text: two ? "Both right" : "All right", title: "Every model is right" },
      { value: "all-wrong", text: two ? "Both wrong" : "All wrong", title: "Every model is wrong" },
      ...selection.models.map((id) => this.only(id)),
    ];
    return html`
      <div class="filters">
        <div class="choice" role="group" aria-label="Agreement" data-testid="agreement">
          ${options.map(
            ({ value, text, title }) => html`<button
              data-agreement=${value}
              title=${title}
              aria-pressed=${selection.agreement === value}
              @click=${() => this.tell("agreementChosen", { agreement: value })}
            >
              ${text}
            </button>`,
          )}
        </div>
        ${manifest.classes.length > MOST_BUTTONS ? this.truthList() : this.truthButtons()}
        <input
          type="search"
          placeholder=${{ text: "Search in the texts", image: "Search labels", table: "Search" }[manifest.task.kind]}
          aria-label="Search in the instances"
          data-testid="search"
          .value=${selection.search}
          @input=${(/** @type {any} */ e) => this.tell("searched", { text: e.target.value })}
        />
        ${isOfPictures(this.state) ? this.looks() : null}
        <div class="choice designs" role="group" aria-label="Marks of the instances">
          ${DESIGNS.map(
            ({ id, title }) => html`<button
              data-glyph=${id}
              title=${title}
              aria-label=${title}
              aria-pressed=${glyph === id}
              @click=${() => this.tell("glyphChosen", { glyph: id })}
            >
              ${instanceMark(this.state, 0, selection.models.map((_, i) => i % 2), id)}
            </button>`,
          )}
        </div>
      </div>
    `;
  }

  /** Grid or table; the grid has no heads to order by. */
  looks() {
    const { look, selection } = this.state;
    const { by, descending } = selection?.order ?? { by: "", descending: false };
    const name = (/** @type {string} */ id) => shortName(this.state, id);
    const orders = [
      { by: "", descending: false, text: selection?.neuron ? "most active" : "as recorded" },
      { by: "disagreement", descending: true, text: "models furthest apart" },
      { by: "truth", descending: false, text: "by truth" },
      ...(selection?.models ?? []).flatMap((id) => [
        { by: `confidence:${id}`, descending: true, text: `${name(id)} surest` },
        { by: `confidence:${id}`, descending: false, text: `${name(id)} least sure` },
      ]),
    ];
    const choose = (/** @type {string} */ at) => {
      const chosen = orders[Number(at)];
      const order = chosen.by ? { by: chosen.by, descending: chosen.descending } : null;
      this.tell("selectionChanged", { patch: { order } });
    };
    return html`${look === "grid"
        ? html`<select
            aria-label="Order of the photographs"
            data-testid="order"
            @change=${(/** @type {any} */ e) => choose(e.target.value)}
          >
            ${orders.map((each, i) => option(i, each.text, each.by === by && each.descending === descending))}
          </select>`
        : null}
      <div class="choice looks" role="group" aria-label="Layout of the photographs" data-testid="look">
        ${[
          { id: "grid", title: "A grid of photographs", icon: icons.grid },
          { id: "table", title: "A table with what each model says", icon: icons.table },
        ].map(
          ({ id, title, icon }) => html`<button
            data-look=${id}
            title=${title}
            aria-label=${title}
            aria-pressed=${look === id}
            @click=${() => this.tell("lookChosen", { look: id })}
          >
            ${icon}
          </button>`,
        )}
      </div>`;
  }

  /** @param {string} id */
  only(id) {
    const { selection } = this.state;
    const others = (selection?.models ?? []).filter((other) => other !== id);
    const wrong = others.map((other) => `${modelName(this.state, other)} wrong`).join(", ");
    const text = `Only ${shortName(this.state, id)} right`;
    return { value: `only:${id}`, text, title: `${modelName(this.state, id)} right, ${wrong}` };
  }

  truthButtons() {
    const { manifest, selection } = this.state;
    return html`<div class="choice" role="group" aria-label="Ground truth" data-testid="truth">
      ${manifest?.classes.map(
        (_, i) => html`<button
          data-truth=${i}
          aria-pressed=${selection?.truth.includes(i)}
          @click=${() => this.tell("filterChosen", { patch: { truth: [i] } })}
        >
          ${classMark(this.state, i)}
        </button>`,
      )}
    </div>`;
  }

  truthList() {
    const { selection } = this.state;
    const now = selection?.truth ?? [];
    const classes = presentClasses(this.state);
    const choose = (/** @type {string} */ value) =>
      this.tell("selectionChanged", { patch: { truth: value === "" ? [] : [Number(value)] } });
    return html`<select
      aria-label="Ground truth"
      data-testid="truth"
      @change=${(/** @type {any} */ e) => choose(e.target.value)}
    >
      ${option("", "any truth", !now.length)}
      ${now.length > 1 ? option("", `${now.length} classes`, true) : null}
      ${guard([classes, now], () =>
        classes.map((i) => option(i, className(this.state, i), isSame(now, [i]))),
      )}
    </select>`;
  }
}

customElements.define("diptych-compare-filters", CompareFiltersView);
