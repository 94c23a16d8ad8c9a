// What can be done to the picture: what happens to the region, tool, undo, redo, reset; and in a row of their own
// the options of what was chosen, so that no choice moves anything else.

import { html } from "../vendor/lit.js";
import { hasRegion } from "../state/edits.js";
import { FILLERS, isSeeded } from "../state/fillers.js";
import { modifiedKey } from "../state/probe.js";
import { historyButtons } from "./history-buttons.js";
import { icons } from "./icons.js";
import { KeepFocus } from "./keep-focus.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

const TOOLS = /** @type {const} */ ([
  { id: "brush", title: "Brush", key: "B" },
  { id: "rectangle", title: "Rectangle", key: "R" },
  { id: "lasso", title: "Lasso", key: "L" },
  { id: "wand", title: "Wand: takes what has the colour of the place you touch", key: "W" },
  { id: "eraser", title: "Eraser: gives the original back", key: "E" },
]);

const SIZES = [512, 768, 1024, 2048];

/** @extends {StoreView<ProbeState>} */
class ToolbarView extends StoreView {
  constructor() {
    super();
    new KeepFocus(this, ".toolbar .history", ".toolbar .history button");
    new KeepFocus(this, ".toolbar .options", ".toolbar .options input", ".toolbar .options select");
  }

  render() {
    const { state } = this;
    const { tool, action } = state;
    return html`
      <div class="toolbar" role="toolbar" aria-label="Edit">
        <div class="choice" role="group" aria-label="What happens to the region">
          ${["fill", "blur"].map(
            (id) => html`<button
              data-action=${id}
              aria-pressed=${action === id}
              @click=${() => this.tell("actionChosen", { action: id })}
            >
              ${id === "fill" ? "Fill in" : "Blur"}
            </button>`,
          )}
        </div>
        <div class="choice" role="group" aria-label="Tool">
          ${TOOLS.map(
            ({ id, title, key }) => html`<button
              class="icon"
              data-tool=${id}
              data-testid="tool-${id}"
              title="${title} (${key})"
              aria-label=${title}
              aria-pressed=${tool === id}
              @click=${() => this.tell("toolChosen", { tool: id })}
            >
              ${icons[id]}
            </button>`,
          )}
        </div>
        <button
          data-testid="mask-tools"
          title="Invert, grow, shrink, feather, open and save the mask (M)"
          aria-expanded=${state.mask.open}
          @click=${() => this.tell("maskToolsShown", { shown: !state.mask.open })}
        >
          ${icons.mask} Mask
        </button>
        <div class="history">
          ${historyButtons((type) => this.tell(type), { canUndo: state.cursor > 0, canRedo: state.cursor < state.edits.length })}
          <button
            class="plain"
            data-testid="reset"
            title="Back to the original (can be undone)"
            ?disabled=${modifiedKey(state) === state.originalKey}
            @click=${() => this.tell("resetRequested")}
          >
            ${icons.reset} Reset
          </button>
        </div>
        <div class="options">
          <div class="either">
            <div ?data-away=${action !== "fill"}>${this.filling()}</div>
            <div ?data-away=${action !== "blur"}>${this.blurring()}</div>
          </div>
          ${this.sizes()}
          <div class="either">
            <div ?data-away=${tool === "wand"}>${this.brush()}</div>
            <div ?data-away=${tool !== "wand"}>${this.wand()}</div>
          </div>
        </div>
      </div>
    `;
  }

  brush() {
    const { brushSize } = this.state;
    return slider({
      name: "Brush",
      id: "brush-size",
      title: "Brush size in pixels ( [ and ] )",
      range: [2, 60],
      value: brushSize,
      said: `${brushSize} px`,
      choose: (size) => this.tell("brushSized", { size }),
    });
  }

  wand() {
    const { tolerance, contiguous, subtract } = this.state.mask;
    return html`
      ${slider({
        name: "Tolerance",
        id: "wand-tolerance",
        title: "How different a colour may be (CIELAB, ΔE)",
        range: [0, 100],
        value: tolerance,
        said: `ΔE ${tolerance}`,
        choose: (value) => this.tell("toleranceChosen", { tolerance: value }),
      })}
      <span class="wand">
        <label title="Only what hangs together with the place you touch">
          <input
            type="checkbox"
            data-testid="wand-contiguous"
            .checked=${contiguous}
            @change=${(/** @type {any} */ e) => this.tell("contiguousChosen", { contiguous: e.target.checked })}
          />
          connected
        </label>
        <label title="Take it out of the mask (or hold Alt)">
          <input
            type="checkbox"
            data-testid="wand-subtract"
            .checked=${subtract}
            @change=${(/** @type {any} */ e) => this.tell("subtractChosen", { subtract: e.target.checked })}
          />
          subtract
        </label>
      </span>
    `;
  }

  filling() {
    const { fillMethod, seed } = this.state;
    return html`
      <label>
        <span>Method</span>
        <select
          data-testid="fill-method"
          @change=${(/** @type {any} */ e) => this.tell("fillMethodChosen", { method: e.target.value })}
        >
          ${FILLERS.map(
            ({ group, methods }) => html`<optgroup label=${group}>
              ${methods.map(({ id, title }) => option(id, title, id === fillMethod))}
            </optgroup>`,
          )}
        </select>
      </label>
      <button
        class="icon"
        data-testid="another-fill"
        title=${isSeeded(fillMethod)
          ? `Another fill: the same method with another seed, ${seed} now (N)`
          : "Another fill: this method always fills in the same way, others have a seed"}
        aria-label="Another fill"
        ?disabled=${!isSeeded(fillMethod) || !hasRegion(this.state, "fill")}
        @click=${() => this.tell("anotherFillWanted")}
      >
        ${icons.another}
      </button>
    `;
  }

  blurring() {
    const { sigma } = this.state;
    return html`
      <label class="size">
        <span>Strength</span>
        <input
          type="range"
          min="1"
          max="30"
          .value=${String(sigma)}
          @change=${(/** @type {any} */ e) => this.tell("sigmaChosen", { sigma: Number(e.target.value) })}
        />
      </label>
      <button
        data-testid="blur-whole"
        @click=${() => this.tell("strokeFinished", { edit: { action: "blur", shape: "whole" } })}
      >
        Whole picture
      </button>
    `;
  }

  sizes() {
    const { longSide, source } = this.state;
    const { width = 0, height = 0 } = source?.natural ?? {};
    const own = Math.max(width, height);
    const sizes = SIZES.filter((size, i) => i === 0 || size <= own || SIZES[i - 1] < own);
    return html`<label ?hidden=${sizes.length < 2}>
      <span>Edit at</span>
      <select
        data-testid="long-side"
        title="Pixels on the long side"
        @change=${(/** @type {any} */ e) => this.tell("longSideChosen", { longSide: Number(e.target.value) })}
      >
        ${sizes.map((size) => option(size, `${Math.min(size, own)} px`, size === longSide))}
      </select>
    </label>`;
  }
}

/**
 * A number to be dragged, which is told at every step.
 * @param {object} what
 * @param {string} what.name
 * @param {string} what.id
 * @param {string} what.title
 * @param {[number, number]} what.range
 * @param {number} what.value
 * @param {string} what.said it, in words
 * @param {(value: number) => void} what.choose
 */
function slider({ name, id, title, range: [min, max], value, said, choose }) {
  return html`
    <label class="size">
      <span>${name}</span>
      <input
        type="range"
        min=${min}
        max=${max}
        data-testid=${id}
        title=${title}
        .value=${String(value)}
        @input=${(/** @type {any} */ e) => choose(Number(e.target.value))}
      />
      <output class="number">${said}</output>
    </label>
  `;
}

customElements.define("diptych-toolbar", ToolbarView);
