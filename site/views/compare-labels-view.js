// The labels of the selection, in the place of words: true ones, predicted ones, and where a model is wrong.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { isSame } from "../state/selection.js";
import { NO_PART, barFigures, barMark, isUntold, orderChoice, saidOfBar } from "./compare-bars.js";
import { className, shortName } from "./compare-names.js";
import { isPart } from "./compare-whole.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Label} Label */
/** @typedef {Partial<import("../state/compare-types.js").Selection>} Patch */

/** @extends {StoreView<CompareState>} */
class CompareLabelsView extends StoreView {
  static properties = { ...StoreView.properties, group: { state: true } };

  constructor() {
    super();
    /** "" for the truth, else "<model id>|said" or "…|wrong". */
    this.group = "";
  }

  get groups() {
    const { view } = this.state;
    const models = view?.selection.models ?? [];
    const name = (/** @type {string} */ id) => shortName(this.state, id);
    return [
      ...(view?.labels?.truth ? [{ id: "", text: "Truth" }] : []),
      ...models.map((id) => ({ id: `${id}|said`, text: `${name(id)} says` })),
      ...(view?.labels?.groups ? models.map((id) => ({ id: `${id}|wrong`, text: `${name(id)} wrong` })) : []),
    ];
  }

  render() {
    const { view } = this.state;
    if (!view?.labels) return null;
    const { groups } = this;
    const group = groups.some(({ id }) => id === this.group) ? this.group : groups[0].id;
    const [model, how] = group.split("|");
    return html`
      <header class="panel-head">
        <h2>Labels</h2>
        <select
          aria-label="Which labels"
          data-testid="labels-of"
          @change=${(/** @type {any} */ e) => (this.group = e.target.value)}
        >
          ${groups.map(({ id, text }) => option(id, text, id === group))}
        </select>
        ${orderChoice(this, {
          of: "labels",
          frequent: "The labels that most of the selected instances have",
          hidden: how === "wrong",
        })}
      </header>
      <div class="labels" data-testid="labels" data-group=${group} role="region" aria-label="Labels" tabindex="0">
        ${how === "wrong" ? this.wrong(model) : this.bars(model && how ? this.said(model) : this.true())}
      </div>
    `;
  }

  true() {
    const labels = this.state.view?.labels?.truth ?? [];
    return { labels, patch: (/** @type {number} */ c) => ({ truth: [c] }), title: "" };
  }

  /** @param {string} model */
  said(model) {
    const labels = this.state.view?.labels?.predicted[model] ?? [];
    return { labels, patch: (/** @type {number} */ c) => ({ predicted: { [model]: [c] } }), title: "" };
  }

  /** What it is beside what the model says. @param {string} model */
  wrong(model) {
    const { truth, predicted } = this.state.view?.labels?.groups?.[model].wrong ?? { truth: [], predicted: [] };
    const correct = { [model]: false };
    return html`<div class="beside">
      ${this.bars({ labels: truth, patch: (c) => ({ correct, truth: [c] }), title: "It is" })}
      ${this.bars({ labels: predicted, patch: (c) => ({ correct, predicted: { [model]: [c] } }), title: "It says" })}
    </div>`;
  }

  /** @param {{labels: Label[], patch: (label: number) => Patch, title: string}} list */
  bars({ labels, patch, title }) {
    const part = isPart(this.state);
    const untold = !title && isUntold(this.state);
    const listed = untold ? [] : labels;
    const most = Math.max(1, ...listed.map(({ count }) => count));
    const rows = title ? listed.length : Math.ceil(listed.length / 2);
    return html`<section>
      ${title ? html`<h3 class="muted">${title}</h3>` : null}
      <ol class="bars" style=${`--rows: ${rows}`}>
        ${listed.map((each) => this.label(each, most, patch(each.class), part))}
        ${listed.length ? null : html`<li class="hint muted">${untold ? NO_PART : "No labels here."}</li>`}
      </ol>
    </section>`;
  }

  /** @param {Label} label @param {number} most @param {Patch} patch @param {boolean} part */
  label(label, most, patch, part) {
    const name = className(this.state, label.class);
    return html`<li>
      <button
        class="plain"
        data-class-index=${label.class}
        data-count=${label.count}
        aria-pressed=${this.isChosen(patch)}
        title="${name}: ${saidOfBar(label)}"
        @click=${() => this.tell("filterChosen", { patch })}
      >
        ${barMark(label, most)}
        <i class="dot" style=${`--class: ${classColour(label.class)}`}></i>
        <span class="word">${name}</span>
        ${barFigures(label, part)}
      </button>
    </li>`;
  }

  /** @param {Patch} patch */
  isChosen({ truth, predicted = {}, correct = {} }) {
    const { selection } = this.state;
    if (!selection) return false;
    const said = Object.entries(predicted).every(([id, own]) => isSame(selection.predicted[id] ?? [], own));
    const right = Object.entries(correct).every(([id, own]) => selection.correct[id] === own);
    return said && right && (!truth || isSame(selection.truth, truth));
  }
}

customElements.define("diptych-compare-labels", CompareLabelsView);
