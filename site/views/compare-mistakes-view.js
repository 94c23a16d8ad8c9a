// What is taken for what where classes are many: the most frequent mistakes, every model beside the others.

import { html } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { isSame } from "../state/selection.js";
import { className, modelName, shortName } from "./compare-names.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Mistakes} Mistakes */
/** @typedef {Partial<import("../state/compare-types.js").Selection>} Patch */

/** @extends {StoreView<CompareState>} */
class CompareMistakesView extends StoreView {
  static properties = { ...StoreView.properties, still: { state: true } };

  constructor() {
    super();
    /** Whether only those are counted whose truth is among the first five. */
    this.still = false;
  }

  render() {
    const { view } = this.state;
    const mistakes = view?.mistakes;
    if (!view || !mistakes) return null;
    const { models } = view.selection;
    const counts = this.still ? mistakes.among5 : mistakes.count;
    const rest = this.still ? mistakes.rest.among5 : mistakes.rest.count;
    const places = [...mistakes.truth.keys()].filter((i) => models.some((id) => counts[id][i]));
    return html`
      <header class="panel-head">
        <h2>Most frequent mistakes</h2>
        <div class="choice" role="group" aria-label="Which mistakes">
          ${[
            { still: false, text: "All", title: "Wherever the first answer is wrong" },
            { still: true, text: "Right among five", title: "Where the right answer is among the first five" },
          ].map(
            ({ still, text, title }) => html`<button
              data-still=${still}
              title=${title}
              aria-pressed=${this.still === still}
              @click=${() => (this.still = still)}
            >
              ${text}
            </button>`,
          )}
        </div>
      </header>
      <div class="mistakes" data-testid="confusion" role="region" aria-label="Most frequent mistakes" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">It is → it is taken for</th>
              ${models.map((id) => html`<th scope="col" class="number" title=${modelName(this.state, id)}>${shortName(this.state, id)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${places.map((i) => this.row(mistakes, i, counts, models))}
          </tbody>
          ${mistakes.rest.mistakes ? this.rest(mistakes.rest.mistakes, rest, models) : null}
        </table>
        ${places.length ? null : html`<p class="hint muted">No mistakes here.</p>`}
      </div>
    `;
  }

  /** @param {Mistakes} mistakes @param {number} i @param {Record<string, number[]>} counts @param {string[]} models */
  row({ truth, predicted }, i, counts, models) {
    const is = className(this.state, truth[i]);
    const said = className(this.state, predicted[i]);
    return html`<tr data-truth=${truth[i]} data-predicted=${predicted[i]}>
      <th scope="row" title="${is} → ${said}"><span>${is}</span> → <span>${said}</span></th>
      ${models.map((id) => this.count(id, truth[i], predicted[i], counts[id][i]))}
    </tr>`;
  }

  /** @param {string} model @param {number} truth @param {number} predicted @param {number} count */
  count(model, truth, predicted, count) {
    if (!count) return html`<td class="number muted">–</td>`;
    const name = modelName(this.state, model);
    const mistake = `${className(this.state, truth)} taken for ${className(this.state, predicted)}`;
    return html`<td class="number">
      <button
        class="plain"
        data-model=${model}
        data-truth=${truth}
        data-predicted=${predicted}
        data-count=${count}
        aria-pressed=${this.isChosen(model, truth, predicted)}
        aria-label="${mistake} by ${name}: ${whole(count)}"
        title="${mistake} by ${name}: ${whole(count)}"
        @click=${() => this.tell("filterChosen", { patch: this.patch(model, truth, predicted) })}
      >
        ${whole(count)}
      </button>
    </td>`;
  }

  /** @param {number} mistakes @param {Record<string, number>} counts @param {string[]} models */
  rest(mistakes, counts, models) {
    return html`<tfoot>
      <tr data-rest=${mistakes}>
        <th scope="row">${whole(mistakes)} others</th>
        ${models.map((id) => html`<td class="number">${whole(counts[id])}</td>`)}
      </tr>
    </tfoot>`;
  }

  /** @param {string} model @param {number} truth @param {number} predicted @returns {Patch} */
  patch(model, truth, predicted) {
    const correct5 = this.still ? { correct5: { [model]: true } } : {};
    return { truth: [truth], predicted: { [model]: [predicted] }, ...correct5 };
  }

  /** @param {string} model @param {number} truth @param {number} predicted */
  isChosen(model, truth, predicted) {
    const { selection } = this.state;
    return (
      !!selection &&
      isSame(selection.truth, [truth]) &&
      isSame(selection.predicted[model] ?? [], [predicted]) &&
      (!this.still || selection.correct5[model] === true)
    );
  }
}

customElements.define("diptych-compare-mistakes", CompareMistakesView);
