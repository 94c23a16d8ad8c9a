// The treemap: every instance by truth, then by what A says, then by what B says; a cell filters.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { percent, whole } from "../charts/format.js";
import { countAt, treemapCells } from "../charts/treemap.js";
import { hasManyClasses } from "../state/compare.js";
import { isSame } from "../state/selection.js";
import { className, modelName, shortName } from "./compare-names.js";
import { isPart, wholeView } from "./compare-whole.js";
import { FrameSize } from "./frame-size.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../charts/treemap.js").Cell} Cell */

const HEADER = 19;

/** @extends {StoreView<CompareState>} */
class CompareTreemapView extends StoreView {
  static properties = { ...StoreView.properties, zoomed: { state: true } };

  constructor() {
    super();
    this.frame = new FrameSize(this, ".treemap", { width: 380, height: 150 });
    /** Whether the selection alone fills the frame. */
    this.zoomed = false;
  }

  render() {
    const { view } = this.state;
    // A view that is on its way out is drawn once more, with the next bundle's state.
    if (!view || hasManyClasses(this.state)) return null;
    const part = isPart(this.state);
    const all = wholeView(this.state);
    const tree = all && !(part && this.zoomed) ? all.treemap : view.treemap;
    const [a, b] = view.treemap.models;
    return html`
      <header class="panel-head">
        <h2 title="Truth → ${modelName(this.state, a)} → ${modelName(this.state, b)}">
          Truth → ${shortName(this.state, a)} → ${shortName(this.state, b)}
        </h2>
        <div class="choice" role="group" aria-label="What fills the frame" ?hidden=${!part || !all}>
          <button aria-pressed=${!this.zoomed} @click=${() => (this.zoomed = false)}>Whole</button>
          <button aria-pressed=${this.zoomed} @click=${() => (this.zoomed = true)}>Selection</button>
        </div>
      </header>
      <div class="treemap" data-testid="treemap" role="group" aria-label="Instances by truth and predictions">
        ${tree.count
          ? treemapCells(tree, { ...this.frame.size, header: HEADER }).map((cell) => this.cell(cell, tree))
          : html`<p class="hint muted">No instance is selected.</p>`}
      </div>
    `;
  }

  /** @param {Cell} cell @param {import("../state/compare-types.js").View["treemap"]} tree */
  cell(cell, tree) {
    const { path, count, x, y, width, height, leaf } = cell;
    if (path.length === 2 && !leaf) return null;
    const view = /** @type {import("../state/compare-types.js").View} */ (this.state.view);
    const selected = tree === view.treemap ? count : countAt(view.treemap, path);
    const pressed = this.isChosen(path);
    const box = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${leaf ? height : HEADER}px;`;
    const [truth, a, b] = path;
    const colours = `--a: ${classColour(leaf ? (a ?? null) : truth)}; --b: ${classColour(leaf ? (b ?? null) : truth)};`;
    return html`<button
      class=${leaf ? "cell leaf" : "cell over"}
      data-path=${path.join(",")}
      data-count=${count}
      data-selected=${selected}
      aria-pressed=${pressed}
      title=${`${this.words(path)}: ${whole(selected)}${selected === count ? "" : ` of ${whole(count)}`} (${percent(count / tree.count)} of all)`}
      style=${`${box} ${colours} --share: ${count ? selected / count : 0}`}
      @click=${() => this.choose(path)}
    >
      <span class="visually-hidden">${this.words(path)}: ${whole(selected)} of ${whole(count)}</span>
      ${this.label(cell, selected)}
    </button>`;
  }

  /** @param {Cell} cell @param {number} selected */
  label({ path, leaf, width, height, count }, selected) {
    if (!leaf) {
      if (width < 40) return null;
      return html`<span class="name" aria-hidden="true">${className(this.state, path[0])}</span>
        ${width > 110 ? html`<span class="number" aria-hidden="true">${whole(selected)}</span>` : null}`;
    }
    if (width < 26 || height < 15) return null;
    const number = selected === count || width < 90 ? whole(selected) : `${whole(selected)} of ${whole(count)}`;
    const [, a, b] = path;
    const room = width > 120 && height > 34 && a !== undefined;
    return html`${room ? html`<span class="said" aria-hidden="true">${className(this.state, a)} · ${className(this.state, b)}</span>` : null}
      <span class="number" aria-hidden="true">${number}</span>`;
  }

  /** @param {(number | null)[]} path */
  words([truth, a, b]) {
    const [first, second] = /** @type {any} */ (this.state.view).treemap.models;
    const says = (/** @type {string} */ id, /** @type {number | null | undefined} */ c) =>
      c === undefined || c === null ? "" : `, ${modelName(this.state, id)} says ${className(this.state, c)}`;
    const start = a === null ? "others of " : "";
    return `${start}${className(this.state, truth)}${says(first, a)}${says(second, b)}`;
  }

  /** @param {(number | null)[]} path @returns {Partial<import("../state/compare-types.js").Selection>} */
  patch([truth, a, b]) {
    const [first, second] = /** @type {any} */ (this.state.view).treemap.models;
    const only = (/** @type {number | null | undefined} */ c) => (typeof c === "number" ? [c] : []);
    return { truth: only(truth), predicted: { [first]: only(a), [second]: only(b) } };
  }

  /** @param {(number | null)[]} path */
  isChosen(path) {
    const { selection } = this.state;
    if (!selection) return false;
    const { truth, predicted } = this.patch(path);
    const said = Object.entries(/** @type {Record<string, number[]>} */ (predicted));
    return isSame(selection.truth, truth) && said.every(([id, classes]) => isSame(selection.predicted[id] ?? [], classes));
  }

  /** @param {(number | null)[]} path */
  choose(path) {
    this.tell("filterChosen", { patch: this.patch(path) });
  }
}

customElements.define("diptych-compare-treemap", CompareTreemapView);
