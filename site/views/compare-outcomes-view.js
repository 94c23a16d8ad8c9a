// The treemap where classes are many: every instance by how A and B fare, then by class; a cell filters.

import { html } from "../vendor/lit.js";
import { percent, whole } from "../charts/format.js";
import { countIn, outcomeCells } from "../charts/outcomes.js";
import { hasManyClasses } from "../state/compare.js";
import { isSame } from "../state/selection.js";
import { className, modelName, shortName } from "./compare-names.js";
import { isPart, wholeView } from "./compare-whole.js";
import { FrameSize } from "./frame-size.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../charts/outcomes.js").OutcomeCell} OutcomeCell */
/** @typedef {import("../charts/outcomes.js").OutcomeTree} OutcomeTree */

const HEADER = 19;

/** Square pixels in which a class's name can be read. */
const READABLE = 900;

/** @type {Record<string, string>} */
const COLOURS = {
  "both-right": "var(--class-2)",
  "only-a": "var(--network-1)",
  "only-b": "var(--network-2)",
  "both-wrong-same": "var(--class-3)",
  "both-wrong-different": "var(--class-6)",
  "unknown-same": "var(--class-none)",
  "unknown-different": "var(--class-none)",
};

/** @extends {StoreView<CompareState>} */
class CompareOutcomesView extends StoreView {
  static properties = { ...StoreView.properties, zoomed: { state: true } };

  constructor() {
    super();
    /** Whether the selection alone fills the frame. */
    this.zoomed = false;
    this.frame = new FrameSize(this, ".treemap", { width: 380, height: 150 });
  }

  get pair() {
    return /** @type {import("../state/compare-types.js").View} */ (this.state.view).treemap.models;
  }

  /** @param {string} outcome */
  nameOf(outcome) {
    const [a, b] = this.pair.map((id) => shortName(this.state, id));
    return {
      "both-right": "both right",
      "only-a": `only ${a}`,
      "only-b": `only ${b}`,
      "both-wrong-same": "both wrong, same",
      "both-wrong-different": "both wrong, different",
      "unknown-same": "truth unknown, same",
      "unknown-different": "truth unknown, different",
    }[outcome];
  }

  render() {
    const { view } = this.state;
    // A view that is on its way out is drawn once more, with the next bundle's state.
    if (!view || !hasManyClasses(this.state)) return null;
    const part = isPart(this.state);
    const all = wholeView(this.state);
    const tree = all && !(part && this.zoomed) ? all.treemap : view.treemap;
    const [a, b] = this.pair.map((id) => modelName(this.state, id));
    const [shortA, shortB] = this.pair.map((id) => shortName(this.state, id));
    const cells = tree.count ? outcomeCells(tree, { ...this.frame.size, header: HEADER, least: READABLE }) : [];
    return html`
      <header class="panel-head">
        <h2 title="${a} against ${b}">${shortA} against ${shortB}</h2>
        <div class="choice" role="group" aria-label="What fills the frame" ?hidden=${!part || !all}>
          <button aria-pressed=${!this.zoomed} @click=${() => (this.zoomed = false)}>Whole</button>
          <button aria-pressed=${this.zoomed} @click=${() => (this.zoomed = true)}>Selection</button>
        </div>
      </header>
      <div class="treemap" data-testid="treemap" role="group" aria-label="Instances by right and wrong, then by class">
        ${tree.count
          ? cells.map((cell) => this.cell(cell, cells, tree))
          : html`<p class="hint muted">No instance is selected.</p>`}
      </div>
    `;
  }

  /** @param {OutcomeCell} cell @param {OutcomeCell[]} cells @param {OutcomeTree} tree */
  cell(cell, cells, tree) {
    const { outcome, leaf, count, x, y, width, height } = cell;
    const now = /** @type {import("../state/compare-types.js").View} */ (this.state.view).treemap;
    const siblings = cells.flatMap((each) => (each.outcome === outcome && each.leaf ? [each.leaf] : []));
    const selected = tree === now ? count : countIn(now, cell, siblings);
    const share = selected === null ? (countIn(now, { outcome, leaf: null }, []) ?? 0) / this.sizeOf(outcome, cells) : selected / count;
    const words = `${this.nameOf(outcome)}${leaf ? `: ${this.leafName(cell)}` : ""}`;
    const told = selected === null || selected === count ? whole(count) : `${whole(selected)} of ${whole(count)}`;
    return html`<button
      class=${leaf ? "cell leaf" : "cell over"}
      data-outcome=${outcome}
      data-class-index=${leaf ? (leaf.class ?? "") : ""}
      data-classes=${leaf ? leaf.classes : ""}
      data-count=${count}
      data-selected=${selected ?? ""}
      aria-pressed=${this.isChosen(cell)}
      title="${words}: ${told} (${percent(count / tree.count)} of all)"
      style=${`left: ${x}px; top: ${y}px; width: ${width}px; height: ${leaf ? height : HEADER}px;
        --a: ${COLOURS[outcome]}; --b: ${COLOURS[outcome]}; --share: ${share}`}
      @click=${() => this.tell("filterChosen", { patch: this.patch(cell) })}
    >
      <span class="visually-hidden">${words}: ${told}</span>
      ${this.label(cell, selected ?? count)}
    </button>`;
  }

  /** @param {string} outcome @param {OutcomeCell[]} cells */
  sizeOf(outcome, cells) {
    return cells.find((cell) => cell.outcome === outcome && !cell.leaf)?.count ?? 1;
  }

  /** @param {OutcomeCell} cell */
  leafName({ outcome, leaf }) {
    if (!leaf) return "";
    if (leaf.class !== null) {
      const name = className(this.state, leaf.class);
      return outcome.startsWith("unknown") ? `${modelName(this.state, this.pair[0])} says ${name}` : name;
    }
    const named = leaf.count < this.ofOutcome(outcome);
    return named ? `${whole(leaf.classes)} others` : `${whole(leaf.classes)} classes`;
  }

  /** @param {string} outcome */
  ofOutcome(outcome) {
    const tree = (this.zoomed ? this.state.view : wholeView(this.state))?.treemap ?? this.state.view?.treemap;
    return tree?.children.find((node) => node.outcome === outcome)?.count ?? 0;
  }

  /** @param {OutcomeCell} cell @param {number} selected */
  label(cell, selected) {
    const { outcome, leaf, width, height } = cell;
    if (!leaf) {
      if (width < 40) return null;
      return html`<span class="name" aria-hidden="true">${this.nameOf(outcome)}</span>
        ${width > 150 ? html`<span class="number" aria-hidden="true">${whole(selected)}</span>` : null}`;
    }
    if (width < 34 || height < 15) return null;
    return html`<span class="said" aria-hidden="true">${this.leafName(cell)}</span>
      ${height > 34 ? html`<span class="number" aria-hidden="true">${whole(selected)}</span>` : null}`;
  }

  /** @param {OutcomeCell} cell @returns {Partial<import("../state/compare-types.js").Selection>} */
  patch({ outcome, leaf }) {
    if (!leaf?.members.length) return { outcome };
    if (outcome.startsWith("unknown")) return { outcome, predicted: { [this.pair[0]]: leaf.members } };
    return { outcome, truth: leaf.members };
  }

  /** @param {OutcomeCell} cell */
  isChosen(cell) {
    const { selection } = this.state;
    if (selection?.outcome !== cell.outcome) return false;
    const { truth = [], predicted = {} } = this.patch(cell);
    const said = Object.entries(predicted).every(([id, classes]) => isSame(selection.predicted[id] ?? [], classes));
    return isSame(selection.truth, truth) && said;
  }
}

customElements.define("diptych-compare-outcomes", CompareOutcomesView);
