// What the bars of words and of labels have in common: their order, and what a bar says.

import { html } from "../vendor/lit.js";
import { percent, signed, whole } from "../charts/format.js";
import { isPart } from "./compare-whole.js";

/** @typedef {{count: number, rate: number, rest?: number, z?: number | null}} Counted */

const TELLING = "By log-odds: more frequent here than in the rest (Monroe et al. 2008)";

/** What stands in the place of telling ones where nothing is selected to tell from the rest. */
export const NO_PART = "Select a part of the test set first.";

/** Whether telling ones are asked for where there are none. @param {import("../state/compare.js").CompareState} state */
export function isUntold(state) {
  return state.words.by === "z" && !isPart(state);
}

// |z| beyond which a difference is sure at 95 %.
const SURE = 1.96;

/**
 * The choice between frequent and telling ones.
 * @param {import("./store-view.js").StoreView<import("../state/compare.js").CompareState>} view
 * @param {{of: string, frequent: string, hidden: boolean}} facts of: "words"; frequent: what the frequent ones are
 */
export function orderChoice(view, { of, frequent, hidden }) {
  return html`<div class="choice" role="group" aria-label="Order of the ${of}" ?hidden=${hidden}>
    ${[
      { by: "count", text: "Frequent", title: frequent },
      { by: "z", text: "Telling", title: TELLING },
    ].map(
      ({ by, text, title }) => html`<button
        data-by=${by}
        title=${title}
        aria-pressed=${view.state.words.by === by}
        @click=${() => view.tell("wordOptionsChosen", { patch: { by } })}
      >
        ${text}
      </button>`,
    )}
  </div>`;
}

/** How many there are, and how much that differs from the rest, in words. @param {Counted} counted */
export function saidOfBar({ count, rate, rest, z }) {
  const more = typeof z === "number" ? `, log-odds z ${signed(z, 2)} against the ${whole(rest ?? 0)} of the rest` : "";
  return `${whole(count)} instances (${percent(rate)})${more}`;
}

/** The bar itself. @param {Counted} counted @param {number} most the longest bar's count */
export function barMark({ count }, most) {
  return html`<i class="bar" style=${`--share: ${count / most}`}></i>`;
}

/** The figures behind a bar's name. @param {Counted} counted @param {boolean} part whether there is a rest */
export function barFigures({ count, z }, part) {
  const isTold = part && typeof z === "number";
  return html`${isTold ? html`<span class="odds ${Math.abs(z) > SURE ? "sure" : ""}">${signed(z)}</span>` : null}
    <span class="number">${whole(count)}</span>`;
}
