// What is done to the mask as a whole, and masks and pictures from and to files: a second row of tools.

import { html, live } from "../vendor/lit.js";
import { hasRegion, modifiedKey } from "../state/edits.js";
import { icons } from "./icons.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @extends {StoreView<ProbeState>} */
class MaskToolsView extends StoreView {
  /** @param {Event} event */
  open(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const file = input.files?.[0];
    if (file) this.tell("maskFileChosen", { blob: file, name: file.name });
    input.value = "";
  }

  render() {
    const { state } = this;
    const { open, pixels, feather } = state.mask;
    if (!open) return null;
    const none = !hasRegion(state, state.action);
    return html`
      <div class="toolbar mask-tools" role="toolbar" aria-label="Mask">
        <button data-testid="mask-invert" title="Invert the mask (I)" ?disabled=${none} @click=${() => this.tell("maskInverted")}>
          Invert
        </button>
        <div class="by">
          <button data-testid="mask-grow" title="Grow the mask (+)" ?disabled=${none} @click=${() => this.tell("maskGrown")}>
            Grow
          </button>
          <button
            data-testid="mask-shrink"
            title="Shrink the mask (−)"
            ?disabled=${none}
            @click=${() => this.tell("maskShrunk")}
          >
            Shrink
          </button>
          ${this.number("mask-pixels", "Grow or shrink by", pixels, 1, (value) =>
            this.tell("maskPixelsChosen", { pixels: value }),
          )}
        </div>
        <div class="by">
          <button
            data-testid="mask-feather"
            title="Fade the filling out around the mask (F)"
            ?disabled=${none}
            @click=${() => this.tell("maskFeathered")}
          >
            Feather
          </button>
          ${this.number("feather-pixels", "Feather by", feather, 0, (value) =>
            this.tell("featherChosen", { pixels: value }),
          )}
        </div>
        <div class="files">
          <label class="button" title="A picture whose white or opaque part becomes the mask">
            ${icons.upload} Open a mask
            <input
              class="visually-hidden"
              type="file"
              accept="image/*"
              data-testid="mask-import"
              .value=${live("")}
              @change=${this.open}
            />
          </label>
          <button
            data-testid="mask-export"
            title="Save the mask as PNG, white where it is"
            ?disabled=${none}
            @click=${() => this.tell("saveRequested", { what: "mask" })}
          >
            ${icons.download} Save mask
          </button>
          <button
            data-testid="picture-export"
            title="Save the modified picture as PNG"
            ?disabled=${modifiedKey(state) === state.originalKey || state.modified.error}
            @click=${() => this.tell("saveRequested", { what: "picture" })}
          >
            ${icons.download} Save picture
          </button>
        </div>
      </div>
    `;
  }

  /**
   * @param {string} testid
   * @param {string} label
   * @param {number} value
   * @param {number} min
   * @param {(value: number) => void} choose
   */
  number(testid, label, value, min, choose) {
    return html`<label>
      <span class="visually-hidden">${label}</span>
      <input
        type="number"
        min=${min}
        max="200"
        data-testid=${testid}
        .value=${String(value)}
        @input=${(/** @type {any} */ e) => choose(e.target.valueAsNumber)}
        @blur=${(/** @type {any} */ e) => (e.target.value = String(value))}
      />
      <span aria-hidden="true">px</span>
    </label>`;
  }
}

customElements.define("diptych-mask-tools", MaskToolsView);
