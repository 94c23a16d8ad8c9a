// Instances in any number of which only those on screen exist: scrolling, and walking with the arrow keys.

import { rowWindow, scrollTo } from "../charts/window.js";
import { isBehind, viewKey } from "../state/compare.js";
import { FrameSize } from "./frame-size.js";
import { reveal } from "./reveal.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Rows} Rows */

/** Rows asked for beyond the edges, so that slow scrolling never sees an empty one. */
const AHEAD = 25;

/** What a table and a grid of instances share; each row holds `perRow` of them. @extends {StoreView<CompareState>} */
export class WindowedView extends StoreView {
  constructor() {
    super();
    /** How far down, in pixels. */
    this.scrolled = 0;
    /** Where the rows were scrolled to last. */
    this.placed = 0;
    /** The instance that the arrow keys stand on, counted in the order of the view. */
    this.cursor = 0;
    this.shownKey = "";
    this.frame = new FrameSize(this, ".instances", { width: 580, height: 430 });
  }

  /** Pixels that stay above the rows. */
  get head() {
    return 0;
  }

  get rowHeight() {
    return 42;
  }

  get perRow() {
    return 1;
  }

  get height() {
    return Math.max(this.rowHeight, this.frame.size.height - this.head);
  }

  get scroller() {
    return /** @type {HTMLElement} */ (this.querySelector(".instances"));
  }

  get count() {
    return this.state.view?.counts.selected ?? 0;
  }

  get rowCount() {
    return Math.ceil(this.count / this.perRow);
  }

  /** In rows. */
  get window() {
    const { rowHeight, height, scrolled } = this;
    return rowWindow(this.rowCount, { rowHeight, height, scrollTop: scrolled });
  }

  /** First and last but one instance on screen. */
  get seen() {
    const { first, stop } = this.window;
    return { first: first * this.perRow, stop: Math.min(this.count, stop * this.perRow) };
  }

  willUpdate() {
    // Another selection begins at its first row.
    const key = viewKey(this.state);
    if (key === this.shownKey) return;
    this.shownKey = key;
    this.cursor = 0;
    this.scrolled = 0;
  }

  updated() {
    if (!this.scroller) return;
    // Reading where the rows stand would lay the page out at every change.
    if (this.placed !== this.scrolled) this.scroller.scrollTop = this.placed = this.scrolled;
    this.askForRows();
  }

  askForRows() {
    const { view, rows } = this.state;
    if (!view || isBehind(this.state)) return;
    const { first, stop } = this.seen;
    if (first >= rows.start && stop <= Math.max(rows.stop, rows.start)) return;
    const ahead = AHEAD * this.perRow;
    this.tell("rowsScrolled", { start: Math.max(0, first - ahead), stop: stop + ahead });
  }

  onScroll() {
    const { scrollTop } = this.scroller;
    if (scrollTop === this.scrolled) return;
    this.scrolled = this.placed = scrollTop;
    this.requestUpdate();
  }

  /** The id for aria-activedescendant; none where the cursor is out of sight. */
  get active() {
    const { first, stop } = this.seen;
    return this.cursor >= first && this.cursor < stop ? `instance-${this.cursor}` : "";
  }

  /** @param {number} at @param {string} id */
  choose(at, id) {
    this.cursor = at;
    this.tell("instanceChosen", { id });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (/** @type {HTMLElement} */ (event.target).closest("button")) return;
    const { count, perRow, cursor } = this;
    const page = perRow * Math.max(1, Math.floor(this.height / this.rowHeight) - 1);
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: cursor + perRow < count ? cursor + perRow : cursor,
      ArrowUp: cursor - perRow >= 0 ? cursor - perRow : cursor,
      ...(perRow > 1 ? { ArrowRight: cursor + 1, ArrowLeft: cursor - 1 } : {}),
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: count - 1,
    };
    const { instance } = this.state;
    if (event.key === "Escape" && instance !== null) this.tell("instanceChosen", { id: instance });
    else if (event.key === "Enter" || event.key === " ") {
      const rows = this.state.view?.rows;
      const id = rows?.id[cursor - rows.start];
      if (id !== undefined) this.tell("instanceChosen", { id });
    } else if (event.key in moves && !event.altKey) this.moveTo(Math.max(0, Math.min(count - 1, moves[event.key])));
    else return;
    event.preventDefault();
  }

  /** Takes the focus, with the cursor on an instance where that is among the rows at hand. @param {string} id */
  async standOn(id) {
    const { rows } = this.state.view ?? {};
    const i = rows?.id.indexOf(id) ?? -1;
    if (rows && i >= 0) this.moveTo(rows.start + i);
    await this.updateComplete;
    this.scroller.focus({ preventScroll: true });
    reveal(this.querySelector(`[id="${this.active}"]`) ?? this.scroller);
  }

  /** @param {number} at */
  moveTo(at) {
    this.cursor = at;
    const { rowHeight, height, rowCount } = this;
    const row = Math.floor(at / this.perRow);
    const frame = { rowHeight, height };
    const { first } = this.window;
    const fit = Math.max(1, Math.floor(height / rowHeight));
    if (row < first || (row === first && this.scrolled % rowHeight)) this.scrolled = scrollTo(row, rowCount, frame);
    else if (row >= first + fit) this.scrolled = Math.max(0, scrollTo(row + 1, rowCount, frame) - height);
    this.requestUpdate();
  }
}
