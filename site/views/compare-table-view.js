// The instances, one a row: a table of any length of which only what is on screen exists.

import { html, repeat } from "../vendor/lit.js";
import { measured, percent, whole } from "../charts/format.js";
import { isAnswering, isBehind, isOfPictures, mayAnswer } from "../state/compare.js";
import { classMark, className, instanceMark, modelName, shortName } from "./compare-names.js";
import { nothingHere } from "./compare-nothing.js";
import { photo, valuesAt } from "./compare-photo.js";
import { unanswered } from "./compare-unanswered.js";
import { WindowedView } from "./compare-windowed.js";

/** @typedef {import("../state/compare-types.js").Rows} Rows */

/** The row of heads, which stays while the others scroll. */
const HEAD = 30;

class CompareTableView extends WindowedView {
  get head() {
    return HEAD;
  }

  render() {
    const { view, selection, instance } = this.state;
    if (!view || !selection) return null;
    const { first, stop, top, total } = this.window;
    const { rows, counts } = view;
    const models = view.selection.models;
    const hasNeuron = !!view.histogram;
    const seen = Array.from({ length: Math.max(0, stop - first) }, (_, i) => first + i);
    const pictures = isOfPictures(this.state);
    const titled = pictures && rows.truth.some((truth, i) => this.titleOf(rows, i) !== className(this.state, truth));
    return html`
      <div
        class="instances ${pictures ? "pictured" : ""} ${titled ? "titled" : ""}"
        role="grid"
        aria-label="Test results"
        data-testid="instances"
        data-count=${counts.selected}
        aria-rowcount=${counts.selected + 1}
        aria-colcount=${3 + models.length + (hasNeuron ? 1 : 0)}
        ?data-behind=${isBehind(this.state)}
        aria-busy=${isAnswering(this.state)}
        tabindex="0"
        aria-activedescendant=${this.active}
        style=${this.columns(models.length, hasNeuron)}
        @keydown=${this.onKey}
        @scroll=${this.onScroll}
      >
        <div class="head" role="rowgroup">
          <div role="row" aria-rowindex="1" class="row">
            ${this.headCell("disagreement", "≠", "how far A and B are apart")}
            ${pictures ? this.headCell("id", "", "place in the test set") : this.headCell("text", "Text", "text")}
            ${this.headCell("truth", "Truth", "ground truth")}
            ${models.map((id) => this.modelHead(id))}
            ${hasNeuron ? this.headCell("activation", "Acts", "activation of the chosen neuron") : null}
          </div>
        </div>
        <div class="body" role="rowgroup" style=${`height: ${total}px`}>
          <div class="seen" role="presentation" style=${`transform: translateY(${top}px)`}>
            ${repeat(seen, (at) => rows.id[at - rows.start] ?? at, (at) => this.row(at, rows, instance, hasNeuron))}
          </div>
        </div>
      </div>
      ${counts.selected ? null : nothingHere(this)}
    `;
  }

  /** @param {number} models @param {boolean} hasNeuron */
  columns(models, hasNeuron) {
    const mark = models > 2 ? 30 + 10 * models : 40;
    return `--mark: ${mark}px; --models: ${models}; --acts: ${hasNeuron ? "62px" : ""}`;
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
  headCell(by, text, what) {
    return html`<div role="columnheader" aria-sort=${this.sorting(by)} class=${by}>${this.sorter(by, text, what)}</div>`;
  }

  /** @param {string} id */
  modelHead(id) {
    const name = modelName(this.state, id);
    const sorts = [this.sorting(`predicted:${id}`), this.sorting(`confidence:${id}`)];
    return html`<div role="columnheader" aria-sort=${sorts.find((sort) => sort !== "none") ?? "none"} class="model">
      ${this.sorter(`predicted:${id}`, shortName(this.state, id), `what ${name} says`)}
      ${this.sorter(`confidence:${id}`, "%", `how sure ${name} is`)}
    </div>`;
  }

  /** @param {number} at @param {Rows} rows @param {string | null} instance @param {boolean} hasNeuron */
  row(at, rows, instance, hasNeuron) {
    const i = at - rows.start;
    if (i < 0 || i >= rows.id.length) {
      return html`<div class="row waiting" role="row" aria-rowindex=${at + 2}>
        <div role="gridcell"></div>
        <div role="gridcell" class="text">${mayAnswer(this.state) ? "…" : unanswered(this.state, "Reading", "read")}</div>
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
      <div role="gridcell" class="text">${this.what(rows, i)}</div>
      <div role="gridcell" class="truth">${classMark(this.state, truth)}</div>
      ${models.map((model) => this.answer(rows.predicted[model][i], rows.confidence[model][i], truth))}
      ${hasNeuron
        ? html`<div role="gridcell" class="number activation">${rows.activation ? measured(rows.activation[i]) : ""}</div>`
        : null}
    </div>`;
  }

  /** What the instance is: its text, its picture, or its columns. @param {Rows} rows @param {number} i */
  what(rows, i) {
    if (!isOfPictures(this.state)) return html`<span>${rows.text ? rows.text[i] : valuesOf(rows, i)}</span>`;
    const name = this.titleOf(rows, i);
    return html`${photo(this.state, valuesAt(rows, i), { name })}<span class="title">${name}</span>`;
  }

  /** @param {Rows} rows @param {number} i */
  titleOf(rows, i) {
    return rows.values.title?.[i] || className(this.state, rows.truth[i]);
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
