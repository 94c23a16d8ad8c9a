// How the answers are read: their order and number, and which map lies over the pictures.

import { html } from "../vendor/lit.js";
import { icons } from "./icons.js";
import { KeepFocus } from "./keep-focus.js";
import { HUES } from "./map-colours.js";
import { StoreView } from "./store-view.js";
import "./many-button.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @extends {StoreView<ProbeState>} */
class ReadingView extends StoreView {
  constructor() {
    super();
    /** @type {import("../state/store.js").Store<import("../state/many.js").ManyState>} */
    this.many = /** @type {any} */ (undefined);
    new KeepFocus(this, ".reading", "[data-testid=more]", "[data-testid=top]");
  }

  render() {
    const { sort, rows, fillers, labels } = this.state;
    return html`
      <div class="reading">
        <div class="choice" role="group" aria-label="Order of the rows">
          <button
            data-sort="original"
            aria-pressed=${sort === "original"}
            @click=${() => this.tell("sortChosen", { sort: "original" })}
          >
            Original order
          </button>
          <button
            data-sort="confidence"
            aria-pressed=${sort === "confidence"}
            @click=${() => this.tell("sortChosen", { sort: "confidence" })}
          >
            By new confidence
          </button>
        </div>
        <button
          class="plain"
          data-testid="more"
          ?disabled=${rows >= labels.length}
          @click=${() => this.tell("rowsChanged", { rows: rows * 2 })}
        >
          More classes
        </button>
        <button
          class="plain"
          data-testid="top"
          ?hidden=${rows <= 5}
          @click=${() => this.tell("rowsChanged", { rows: 5 })}
        >
          Top 5
        </button>
        <button
          data-testid="compare-fillers"
          title="Fill the same hole with every method (C)"
          aria-pressed=${fillers.open}
          @click=${() => this.tell("fillersShown", { shown: !fillers.open })}
        >
          Compare fillers
        </button>
        <diptych-many-button .store=${this.many}></diptych-many-button>
        <div class="map">${this.map()}</div>
      </div>
    `;
  }

  map() {
    const { cam, camBoth, camOpacity, labels, networks } = this.state;
    if (!cam) return html`<p class="muted hint">Choose a class to see where a network finds it.</p>`;
    const colour = (/** @type {number} */ i) => `background: rgb(${HUES[i].join(" ")})`;
    const names = Object.values(networks).map(({ name }) => name);
    const finder = networks[cam.network].name;
    const sought = labels[cam.classIndex];
    const where = camBoth ? `${names.join(" and ")} find` : `${finder} finds`;
    return html`
      <p title="Where ${where} ${sought}">
        ${camBoth
          ? html`<b>${sought}</b>:
              ${names.map((name, i) => html`<i class="swatch" style=${colour(i)}></i> ${name} `)}`
          : html`Where ${finder} finds <b>${sought}</b>`}
      </p>
      <label>
        <input
          type="checkbox"
          data-testid="cam-both"
          .checked=${camBoth}
          @change=${(/** @type {any} */ e) => this.tell("camBothChosen", { both: e.target.checked })}
        />
        both networks
      </label>
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        title="Opacity of the map"
        aria-label="Opacity of the map"
        data-testid="cam-opacity"
        .value=${String(camOpacity)}
        @input=${(/** @type {any} */ e) => this.tell("camOpacityChosen", { opacity: Number(e.target.value) })}
      />
      <button class="icon" title="Hide the map" aria-label="Hide the map" @click=${() => this.tell("classChosen", cam)}>
        ${icons.close}
      </button>
    `;
  }
}

customElements.define("diptych-reading", ReadingView);
