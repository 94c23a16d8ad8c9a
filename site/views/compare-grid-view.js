// The instances as a grid of pictures, each with the mark of what it is and what every model says.

import { html, repeat } from "../vendor/lit.js";
import { measured, percent } from "../charts/format.js";
import { isAnswering, isBehind, mayAnswer } from "../state/compare.js";
import { className, instanceMark, modelName } from "./compare-names.js";
import { nothingHere } from "./compare-nothing.js";
import { noPhoto, photo, valuesAt } from "./compare-photo.js";
import { unanswered } from "./compare-unanswered.js";
import { WindowedView } from "./compare-windowed.js";

/** @typedef {import("../state/compare-types.js").Rows} Rows */

/** The least side of a picture, and what is around it, in pixels. */
const SIDE = 104;
const GAP = 8;
const CAPTION = 20;

class CompareGridView extends WindowedView {
  get perRow() {
    return Math.max(2, Math.floor((this.frame.size.width + GAP) / (SIDE + GAP)));
  }

  /** Of a picture, in pixels. */
  get side() {
    return Math.floor((this.frame.size.width + GAP) / this.perRow) - GAP;
  }

  get rowHeight() {
    return this.side + CAPTION + GAP;
  }

  render() {
    const { view, selection } = this.state;
    if (!view || !selection) return null;
    const { rows, counts } = view;
    const { first, stop, top, total } = this.window;
    const { perRow } = this;
    const lines = Array.from({ length: Math.max(0, stop - first) }, (_, i) => first + i);
    return html`
      <div
        class="instances tiles"
        role="grid"
        aria-label="Test results"
        data-testid="instances"
        data-count=${counts.selected}
        aria-rowcount=${this.rowCount}
        aria-colcount=${perRow}
        ?data-behind=${isBehind(this.state)}
        aria-busy=${isAnswering(this.state)}
        tabindex="0"
        aria-activedescendant=${this.active}
        style=${`--per-row: ${perRow}; --side: ${this.side}px; --line: ${this.rowHeight}px`}
        @keydown=${this.onKey}
        @scroll=${this.onScroll}
      >
        <div class="body" role="rowgroup" data-testid="instances-grid" style=${`height: ${total}px`}>
          <div class="seen" role="presentation" style=${`transform: translateY(${top}px)`}>
            ${lines.map(
              (line) => html`<div class="tile-row" role="row" aria-rowindex=${line + 1}>
                ${this.cells(line * perRow, Math.min(counts.selected, (line + 1) * perRow), rows)}
              </div>`,
            )}
          </div>
        </div>
      </div>
      ${counts.selected ? null : nothingHere(this)}
    `;
  }

  /** @param {number} first @param {number} stop @param {Rows} rows */
  cells(first, stop, rows) {
    const places = Array.from({ length: Math.max(0, stop - first) }, (_, i) => first + i);
    const idAt = (/** @type {number} */ at) => rows.id[at - rows.start];
    // A picture of its own for each instance: one that is taken over shows the one before until it has loaded.
    return repeat(places, (at) => idAt(at) ?? at, (at) => this.cell(at, rows, idAt(at)));
  }

  /** @param {number} at @param {Rows} rows @param {string | undefined} id */
  cell(at, rows, id) {
    if (id === undefined && mayAnswer(this.state)) return html`<div class="tile waiting" role="gridcell"></div>`;
    if (id === undefined) {
      return html`<div class="tile" role="gridcell">${noPhoto(unanswered(this.state, "Reading", "read"))}</div>`;
    }
    const i = at - rows.start;
    const { instance, glyph, view } = this.state;
    const models = view?.selection.models ?? [];
    const truth = rows.truth[i];
    const values = valuesAt(rows, i);
    const name = values.title || className(this.state, truth);
    const predicted = models.map((model) => rows.predicted[model][i]);
    const said = models.map(
      (model, m) => `${modelName(this.state, model)} says ${className(this.state, predicted[m])} (${percent(rows.confidence[model][i], 0)})`,
    );
    return html`<div
      class="tile"
      role="gridcell"
      id="instance-${at}"
      data-id=${id}
      data-truth=${truth}
      aria-selected=${id === instance}
      ?data-cursor=${at === this.cursor}
      title=${[`truth ${className(this.state, truth)}`, ...said].join("\n")}
      @click=${() => this.choose(at, id)}
    >
      ${photo(this.state, values, { name })}
      <span class="over">
        ${instanceMark(this.state, truth, predicted, glyph)}
        ${rows.activation ? html`<span class="acts">${measured(rows.activation[i])}</span>` : null}
      </span>
      <span class="caption">${name}</span>
    </div>`;
  }
}

customElements.define("diptych-compare-grid", CompareGridView);
