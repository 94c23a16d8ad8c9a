// The instances, one a row: a table of any length of which only what is on screen exists.

import { html } from "../vendor/lit.js";
import { measured, percent, whole } from "../charts/format.js";
import { rowWindow, scrollTo } from "../charts/window.js";
import { isBehind, viewKey } from "../state/compare.js";
import { classMark, instanceMark, modelName } from "./compare-names.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Rows} Rows */

const ROW = 42;

/** The row of heads, which stays while the others scroll. */
const HEAD = 30;

/** Rows asked for beyond the edges, so that slow scrolling never sees an empty one. */
const AHEAD = 25;

/** @extends {StoreView<CompareState>} */
class CompareTableView extends StoreView {
  constructor() {
    super();
    /** How far down, in pixels. */
    this.scrolled = 0;
    /** Where the table was scrolled to last. */
    this.placed = 0;
    this.height = 400;
    /** The row that the arrow keys stand on. */
    this.cursor = 0;
    this.shownKey = "";
    /** @type {HTMLElement | null} */
    this.observed = null;
    this.sizes = new ResizeObserver(([{ contentRect }]) => {
      const height = contentRect.height - HEAD;
      if (height === this.height || height <= 0) return;
      this.height = height;
      this.requestUpdate();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.observed = null;
  }

  get scroller() {
    return /** @type {HTMLElement} */ (this.querySelector(".instances"));
  }

  get count() {
    return this.state.view?.counts.selected ?? 0;
  }

  get window() {
    return rowWindow(this.count, { rowHeight: ROW, height: this.height, scrollTop: this.scrolled });
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
    if (this.observed !== this.scroller) {
      this.sizes.disconnect();
      this.sizes.observe((this.observed = this.scroller));
    }
    // Reading where the table stands would lay the page out at every change.
    if (this.placed !== this.scrolled) this.scroller.scrollTop = this.placed = this.scrolled;
    this.askForRows();
  }

  askForRows() {
    const { view, rows } = this.state;
    if (!view || isBehind(this.state)) return;
    const { first, stop } = this.window;
    if (first >= rows.start && stop <= Math.max(rows.stop, rows.start)) return;
    this.tell("rowsScrolled", { start: Math.max(0, first - AHEAD), stop: stop + AHEAD });
  }

  onScroll() {
    const { scrollTop } = this.scroller;
    if (scrollTop === this.scrolled) return;
    this.scrolled = this.placed = scrollTop;
    this.requestUpdate();
  }

  render() {
    const { view, selection, instance } = this.state;
    if (!view || !selection) return null;
    const { first, stop, top, total } = this.window;
    const { rows, counts } = view;
    const models = view.selection.models;
    const hasNeuron = !!view.histogram;
    const seen = Array.from({ length: Math.max(0, stop - first) }, (_, i) => first + i);
    const active = seen.includes(this.cursor) ? `instance-${this.cursor}` : "";
    return html`
      <div
        class="instances"
        role="grid"
        aria-label="Test results"
        data-testid="instances"
        data-count=${counts.selected}
        aria-rowcount=${counts.selected + 1}
        aria-colcount=${3 + models.length + (hasNeuron ? 1 : 0)}
        aria-busy=${isBehind(this.state)}
        tabindex="0"
        aria-activedescendant=${active}
        style=${this.columns(models.length, hasNeuron)}
        @keydown=${this.onKey}
        @scroll=${this.onScroll}
      >
        <div class="head" role="rowgroup">
          <div role="row" aria-rowindex="1" class="row">
            ${this.head("disagreement", "≠", "how far A and B are apart")} ${this.head("text", "Text", "text")}
            ${this.head("truth", "Truth", "ground truth")}
            ${models.map((id) => this.modelHead(id))}
            ${hasNeuron ? this.head("activation", "Acts", "activation of the chosen neuron") : null}
          </div>
        </div>
        <div class="body" role="rowgroup" style=${`height: ${total}px`}>
          <div class="seen" role="presentation" style=${`transform: translateY(${top}px)`}>
            ${seen.map((at) => this.row(at, rows, instance, hasNeuron))}
          </div>
        </div>
      </div>
      ${counts.selected ? null : this.nothing()}
    `;
  }

  /** @param {number} models @param {boolean} hasNeuron */
  columns(models, hasNeuron) {
    const mark = models > 2 ? 30 + 10 * models : 40;
    return `--mark: ${mark}px; --models: ${models}; --acts: ${hasNeuron ? "62px" : ""}`;
  }

  nothing() {
    return html`<p class="nothing">
      No instance is like that.
      <button class="plain" @click=${() => this.tell("selectionCleared")}>Show all</button>
    </p>`;
  }

  /** @param {string} by */
  sorting(by) {
    const { order, neuron } = this.state.selection ?? {};
    const now = order ?? (neuron ? { by: "activation", descending: true } : null);
    return now?.by === by ? (now.descending ? "descending" : "ascending") : "none";
  }

  /** @param {string} by @param {string} text @param {string} what */
  sorter(by, text, what) {
    const sorting = this.sorting(by);
    const arrow = { descending: " ▼", ascending: " ▲", none: "" }[sorting];
    return html`<button
      class="plain"
      data-order=${by}
      title="Order by ${what}"
      aria-label="${text}${sorting === "none" ? "" : `, ${sorting}`}: order by ${what}"
      aria-pressed=${sorting !== "none"}
      @click=${() => this.tell("orderChosen", { by })}
    >
      ${text}${arrow}
    </button>`;
  }

  /** @param {string} by @param {string} text @param {string} what */
  head(by, text, what) {
    return html`<div role="columnheader" aria-sort=${this.sorting(by)} class=${by}>${this.sorter(by, text, what)}</div>`;
  }

  /** @param {string} id */
  modelHead(id) {
    const name = modelName(this.state, id);
    const sorts = [this.sorting(`predicted:${id}`), this.sorting(`confidence:${id}`)];
    return html`<div role="columnheader" aria-sort=${sorts.find((sort) => sort !== "none") ?? "none"} class="model">
      ${this.sorter(`predicted:${id}`, name, `what ${name} says`)}
      ${this.sorter(`confidence:${id}`, "%", `how sure ${name} is`)}
    </div>`;
  }

  /** @param {number} at @param {Rows} rows @param {string | null} instance @param {boolean} hasNeuron */
  row(at, rows, instance, hasNeuron) {
    const i = at - rows.start;
    if (i < 0 || i >= rows.id.length) {
      return html`<div class="row waiting" role="row" aria-rowindex=${at + 2}>
        <div role="gridcell"></div>
        <div role="gridcell" class="text">…</div>
      </div>`;
    }
    const id = rows.id[i];
    const models = this.state.view?.selection.models ?? [];
    const truth = rows.truth[i];
    return html`<div
      class="row"
      role="row"
      id="instance-${at}"
      data-id=${id}
      data-truth=${truth}
      aria-rowindex=${at + 2}
      aria-selected=${id === instance}
      ?data-cursor=${at === this.cursor}
      @click=${() => this.choose(at, id)}
    >
      <div role="gridcell" class="mark">${this.mark(truth, models, rows, i)}</div>
      <div role="gridcell" class="text"><span>${rows.text ? rows.text[i] : valuesOf(rows, i)}</span></div>
      <div role="gridcell" class="truth">${classMark(this.state, truth)}</div>
      ${models.map((model) => this.answer(rows.predicted[model][i], rows.confidence[model][i], truth))}
      ${hasNeuron
        ? html`<div role="gridcell" class="number activation">${rows.activation ? measured(rows.activation[i]) : ""}</div>`
        : null}
    </div>`;
  }

  /** @param {number} truth @param {string[]} models @param {Rows} rows @param {number} i */
  mark(truth, models, rows, i) {
    const predicted = models.map((model) => rows.predicted[model][i]);
    return instanceMark(this.state, truth, predicted, this.state.glyph);
  }

  /** @param {number} predicted @param {number} confidence @param {number} truth */
  answer(predicted, confidence, truth) {
    const wrong = truth >= 0 && predicted !== truth;
    return html`<div role="gridcell" class="answer ${wrong ? "wrong" : ""}">
      ${classMark(this.state, predicted)}
      <span class="sure" style=${`--share: ${confidence}`}
        ><span>${percent(confidence, 0)}</span>${wrong
          ? html`<b title="wrong"><span aria-hidden="true">✗</span><span class="visually-hidden">wrong</span></b>`
          : null}</span
      >
    </div>`;
  }

  /** @param {number} at @param {string} id */
  choose(at, id) {
    this.cursor = at;
    this.tell("instanceChosen", { id });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (/** @type {HTMLElement} */ (event.target).closest("button")) return;
    const { count } = this;
    const page = Math.max(1, Math.floor(this.height / ROW) - 1);
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: this.cursor + 1,
      ArrowUp: this.cursor - 1,
      PageDown: this.cursor + page,
      PageUp: this.cursor - page,
      Home: 0,
      End: count - 1,
    };
    if (event.key === "Enter" || event.key === " ") {
      const rows = this.state.view?.rows;
      const id = rows?.id[this.cursor - rows.start];
      if (id !== undefined) this.tell("instanceChosen", { id });
    } else if (event.key in moves && !event.altKey) this.moveTo(Math.max(0, Math.min(count - 1, moves[event.key])));
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  moveTo(at) {
    this.cursor = at;
    const frame = { rowHeight: ROW, height: this.height };
    const { first } = this.window;
    const fit = Math.floor(this.height / ROW);
    if (at < first || (at === first && this.scrolled % ROW)) this.scrolled = scrollTo(at, this.count, frame);
    else if (at >= first + fit) this.scrolled = Math.max(0, scrollTo(at + 1, this.count, frame) - this.height);
    this.requestUpdate();
  }
}

/** What an instance without text is, column by column. @param {Rows} rows @param {number} i */
function valuesOf(rows, i) {
  const columns = Object.entries(rows.values);
  return columns.map(([name, values]) => `${name} ${show(values[i])}`).join(" · ") || `instance ${rows.id[i]}`;
}

/** @param {unknown} value */
export function show(value) {
  if (typeof value !== "number") return String(value ?? "–");
  return Number.isInteger(value) ? whole(value) : measured(value);
}

customElements.define("diptych-compare-table", CompareTableView);
