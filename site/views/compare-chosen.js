// What the details of a chosen instance have in common: it is brought on screen when it is chosen, and when it is
// put away, its row is.

import { reveal } from "./reveal.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** An answer later than this finds the person elsewhere, perhaps: the page is left where it is. In milliseconds. */
const SOON = 1500;

/** @extends {StoreView<CompareState>} */
export class ChosenView extends StoreView {
  constructor() {
    super();
    /** What was on screen last; what a link names is there from the start. @type {string | null | undefined} */
    this.shown = undefined;
    this.isRead = false;
    this.chosenAt = 0;
  }

  updated() {
    const { instance, instanceData } = this.state;
    const isOther = instance !== this.shown && this.shown !== undefined;
    const isReadNow = !!instanceData && !this.isRead;
    this.shown = instance;
    this.isRead = !!instanceData;
    if (instance === null) return;
    if (isOther) this.chosenAt = performance.now();
    const isSoon = this.chosenAt > 0 && performance.now() - this.chosenAt < SOON;
    if (this.firstElementChild && (isOther || (isReadNow && isSoon))) reveal(this.firstElementChild);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.putAway();
  }

  putAway() {
    const { instance } = this.state;
    this.tell("instanceChosen", { id: instance });
    const list = /** @type {import("./compare-windowed.js").WindowedView | null | undefined} */ (
      this.closest(".results")?.querySelector("diptych-compare-grid, diptych-compare-table")
    );
    list?.standOn(/** @type {string} */ (instance));
  }
}
