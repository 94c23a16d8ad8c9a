// Which instances: how the models agree, what the truth is, what the text holds.

import { html } from "../vendor/lit.js";
import { classMark, instanceMark, modelName } from "./compare-names.js";
import { isSame } from "../state/selection.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** More classes than this are chosen from a list. */
const MOST_BUTTONS = 5;

const DESIGNS = /** @type {const} */ ([
  { id: "final", title: "Predictions side by side in the truth's frame" },
  { id: "first", title: "Separate marks: the truth's square, a disc a model" },
]);

/** @extends {StoreView<CompareState>} */
class CompareFiltersView extends StoreView {
  render() {
    const { selection, glyph, manifest } = this.state;
    if (!selection || !manifest) return null;
    const two = selection.models.length === 2;
    const options = [
      { value: "any", text: "All", title: "However the models answer" },
      { value: "agree", text: "Agree", title: "The models say the same" },
      { value: "disagree", text: "Disagree", title: "The models say different things" },
      { value: "all-correct", text: two ? "Both right" : "All right", title: "Every model is right" },
      { value: "all-wrong", text: two ? "Both wrong" : "All wrong", title: "Every model is wrong" },
      ...selection.models.map((id) => this.only(id)),
    ];
    return html`
      <div class="filters">
        <div class="choice" role="group" aria-label="Agreement" data-testid="agreement">
          ${options.map(
            ({ value, text, title }) => html`<button
              data-agreement=${value}
              title=${title}
              aria-pressed=${selection.agreement === value}
              @click=${() => this.tell("agreementChosen", { agreement: value })}
            >
              ${text}
            </button>`,
          )}
        </div>
        ${manifest.classes.length > MOST_BUTTONS ? this.truthList() : this.truthButtons()}
        <input
          type="search"
          placeholder=${manifest.task.kind === "text" ? "Search in the texts" : "Search"}
          aria-label="Search in the instances"
          data-testid="search"
          .value=${selection.search}
          @input=${(/** @type {any} */ e) => this.tell("searched", { text: e.target.value })}
        />
        <div class="choice designs" role="group" aria-label="Marks of the instances">
          ${DESIGNS.map(
            ({ id, title }) => html`<button
              data-glyph=${id}
              title=${title}
              aria-label=${title}
              aria-pressed=${glyph === id}
              @click=${() => this.tell("glyphChosen", { glyph: id })}
            >
              ${instanceMark(this.state, 0, [0, 1], id)}
            </button>`,
          )}
        </div>
      </div>
    `;
  }

  /** @param {string} id */
  only(id) {
    const { selection } = this.state;
    const others = (selection?.models ?? []).filter((other) => other !== id);
    const wrong = others.map((other) => `${modelName(this.state, other)} wrong`).join(", ");
    const name = modelName(this.state, id);
    return { value: `only:${id}`, text: `Only ${name} right`, title: `${name} right, ${wrong}` };
  }

  truthButtons() {
    const { manifest, selection } = this.state;
    return html`<div class="choice" role="group" aria-label="Ground truth" data-testid="truth">
      ${manifest?.classes.map(
        (_, i) => html`<button
          data-truth=${i}
          aria-pressed=${selection?.truth.includes(i)}
          @click=${() => this.tell("filterChosen", { patch: { truth: [i] } })}
        >
          ${classMark(this.state, i)}
        </button>`,
      )}
    </div>`;
  }

  truthList() {
    const { manifest, selection } = this.state;
    const now = selection?.truth ?? [];
    const choose = (/** @type {string} */ value) =>
      this.tell("selectionChanged", { patch: { truth: value === "" ? [] : [Number(value)] } });
    return html`<select
      aria-label="Ground truth"
      data-testid="truth"
      @change=${(/** @type {any} */ e) => choose(e.target.value)}
    >
      <option value="" ?selected=${!now.length}>any truth</option>
      ${manifest?.classes.map(
        ({ title }, i) => html`<option value=${i} ?selected=${isSame(now, [i])}>${title}</option>`,
      )}
    </select>`;
  }
}

customElements.define("diptych-compare-filters", CompareFiltersView);
