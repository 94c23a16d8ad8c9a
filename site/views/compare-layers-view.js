// Panel (a): a heatmap for each model, how its colours read, and what is drawn.

import { html } from "../vendor/lit.js";
import { pair } from "../state/compare.js";
import { StoreView } from "./store-view.js";
import "./compare-weights-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @extends {StoreView<CompareState>} */
class CompareLayersView extends StoreView {
  static properties = { ...StoreView.properties, mode: { state: true } };

  constructor() {
    super();
    /** @type {"cells" | "matrix"} */
    this.mode = "cells";
  }

  render() {
    const { layers } = this.state;
    const models = pair(this.state).filter((id) => layers[id]);
    return html`
      <header class="panel-head">
        <h2>Layer weights</h2>
        <div class="choice" role="group" aria-label="What is drawn">
          ${[
            { id: "cells", text: "Neurons", title: "One cell a neuron: the mean of the weights into it" },
            { id: "matrix", text: "All weights", title: "Every weight: neurons across, inputs downwards; above them the means" },
          ].map(
            ({ id, text, title }) => html`<button
              data-mode=${id}
              title=${title}
              aria-pressed=${this.mode === id}
              @click=${() => (this.mode = /** @type {any} */ (id))}
            >
              ${text}
            </button>`,
          )}
        </div>
      </header>
      ${models.length
        ? html`<div class="heatmaps">
            ${models.map(
              (id) => html`<diptych-compare-weights
                .store=${this.store}
                .model=${id}
                .mode=${this.mode}
              ></diptych-compare-weights>`,
            )}
          </div>`
        : html`<p class="hint muted">No layer of these models was recorded.</p>`}
      ${this.legend()}
    `;
  }

  legend() {
    const { palette, instanceData } = this.state;
    return html`<div class="legend">
      <button
        class="plain palette"
        data-testid="palette"
        data-palette=${palette}
        aria-label="Colours of weights: ${palette === "safe" ? "purple and green" : "red and green"}"
        title="Other colours: purple–green can be told apart by the colour-blind, red–green is the paper's"
        @click=${() => this.tell("paletteChosen", { palette: palette === "safe" ? "paper" : "safe" })}
      >
        <span>−</span><i class="ramp"></i><span>+</span>
      </button>
      ${instanceData && this.mode === "cells"
        ? html`<span title="The area is the size of the chosen instance's activation"><i class="sizes"></i> acts</span>
            <span title="The chosen instance's activation is below zero"><i class="below"></i> below 0</span>`
        : html`<span>${this.mode === "matrix" ? "weight" : "mean weight"}</span>`}
      <span title="The same activation for every instance"><i class="dead"></i> dead</span>
      <span title="Above zero for every instance"><i class="always"></i> always on</span>
    </div>`;
  }
}

customElements.define("diptych-compare-layers", CompareLayersView);
