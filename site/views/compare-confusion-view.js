// The confusion matrices, one a model: truth downwards, prediction across; a cell filters.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { whole } from "../charts/format.js";
import { isSame } from "../state/selection.js";
import { className, modelName, shortName } from "./compare-names.js";
import { wholeView } from "./compare-whole.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Confusion} Confusion */

/** More classes than this are listed pair by pair: what is mistaken for what. */
const MOST_SQUARE = 10;

/** Pairs listed. */
const MOST_PAIRS = 30;

/** @extends {StoreView<CompareState>} */
class CompareConfusionView extends StoreView {
  render() {
    const { view, manifest } = this.state;
    if (!view || !manifest) return null;
    const square = manifest.classes.length <= MOST_SQUARE;
    return html`
      ${square ? null : html`<header class="panel-head"><h2>Most frequent mistakes</h2></header>`}
      <div class="confusions" data-testid="confusion">
        ${view.selection.models.map((id) => (square ? this.matrix(id) : this.pairs(id)))}
      </div>
    `;
  }

  /** Counts by truth, then prediction. @param {Confusion | undefined} confusion @param {number} size */
  table(confusion, size) {
    if (confusion?.matrix) return confusion.matrix;
    const table = Array.from({ length: size }, () => Array(size).fill(0));
    for (const [truth, said, count] of confusion?.cells ?? []) table[truth][said] = count;
    return table;
  }

  /** @param {string} id */
  matrix(id) {
    const { view, manifest } = this.state;
    const size = manifest?.classes.length ?? 0;
    const now = this.table(view?.confusion[id], size);
    const all = this.table((wholeView(this.state) ?? view)?.confusion[id], size);
    const name = modelName(this.state, id);
    return html`<table class="confusion" data-model=${id}>
      <caption class="visually-hidden">Confusion matrix of ${name}: truth downwards, what it says across</caption>
      <colgroup><col class="names" /></colgroup>
      <thead>
        <tr>
          <td title="${name} says">${shortName(this.state, id)} says</td>
          ${now.map(
            (_, i) => html`<th scope="col" title=${className(this.state, i)} style=${`--class: ${classColour(i)}`}>
              ${className(this.state, i)}
            </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${now.map(
          (row, truth) => html`<tr>
            <th scope="row" title=${className(this.state, truth)} style=${`--class: ${classColour(truth)}`}>
              ${className(this.state, truth)}
            </th>
            ${row.map((count, said) => this.cell({ id, truth, said, count, whole: all[truth][said], row: all[truth] }))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {{id: string, truth: number, said: number, count: number, whole: number, row: number[]}} cell */
  cell({ id, truth, said, count, whole: all, row }) {
    const total = row.reduce((sum, each) => sum + each, 0);
    const name = `${className(this.state, truth)}, ${modelName(this.state, id)} says ${className(this.state, said)}`;
    return html`<td>
      <button
        data-truth=${truth}
        data-predicted=${said}
        data-count=${count}
        class=${truth === said ? "right" : ""}
        aria-pressed=${this.isChosen(id, truth, said)}
        aria-label="${name}: ${whole(count)}"
        title="${name}: ${whole(count)}${count === all ? "" : ` of ${whole(all)}`}"
        style=${`--share: ${total ? count / total : 0}`}
        @click=${() => this.choose(id, truth, said)}
      >
        ${whole(count)}
      </button>
    </td>`;
  }

  /** @param {string} id */
  pairs(id) {
    const { view, manifest } = this.state;
    const table = this.table(view?.confusion[id], manifest?.classes.length ?? 0);
    const pairs = table
      .flatMap((row, truth) => row.map((count, said) => ({ truth, said, count })))
      .filter(({ truth, said, count }) => count && truth !== said)
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_PAIRS);
    return html`<ol class="pairs" aria-label="${modelName(this.state, id)}: mistakes" tabindex="0">
      <li class="muted">${modelName(this.state, id)}</li>
      ${pairs.map(
        ({ truth, said, count }) => html`<li>
          <button
            class="plain"
            data-truth=${truth}
            data-predicted=${said}
            aria-pressed=${this.isChosen(id, truth, said)}
            @click=${() => this.choose(id, truth, said)}
          >
            <span>${className(this.state, truth)} → ${className(this.state, said)}</span>
            <span class="number">${whole(count)}</span>
          </button>
        </li>`,
      )}
    </ol>`;
  }

  /** @param {string} id @param {number} truth @param {number} said */
  isChosen(id, truth, said) {
    const { selection } = this.state;
    return !!selection && isSame(selection.truth, [truth]) && isSame(selection.predicted[id] ?? [], [said]);
  }

  /** @param {string} id @param {number} truth @param {number} said */
  choose(id, truth, said) {
    this.tell("filterChosen", { patch: { truth: [truth], predicted: { [id]: [said] } } });
  }
}

customElements.define("diptych-compare-confusion", CompareConfusionView);
