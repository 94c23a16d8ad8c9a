// The chosen instance: its whole text and what each model makes of it.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { percent } from "../charts/format.js";
import { classMark, className, modelName } from "./compare-names.js";
import { show } from "./compare-table-view.js";
import { icons } from "./icons.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** Classes shown of each model, the likeliest first. */
const MOST_CLASSES = 3;

/** @extends {StoreView<CompareState>} */
class CompareDetailView extends StoreView {
  render() {
    const { instance, instanceData } = this.state;
    if (instance === null) {
      return html`<p class="detail hint muted">
        Choose a row to read it whole and to see what it does to every neuron.
      </p>`;
    }
    if (!instanceData) return html`<p class="detail hint muted" aria-busy="true">Reading instance ${instance} …</p>`;
    const { text, truth, values, probabilities } = instanceData;
    const others = Object.entries(values).filter(([name]) => name !== "text" && name !== "image");
    return html`
      <section class="detail" aria-label="The chosen instance" data-testid="detail">
        <div class="words">
          ${values.image ? html`<img src=${this.address(values.image)} alt="Instance ${instance}" />` : null}
          ${text === null ? null : html`<p tabindex="0" class="whole">${text}</p>`}
          <p class="muted facts">
            <span>truth ${classMark(this.state, truth)}</span>
            ${others.map(([name, value]) => html`<span>${name} ${show(value)}</span>`)}
            <span>id ${instance}</span>
          </p>
        </div>
        <dl class="answers">
          ${Object.keys(probabilities).map((id) => this.answer(id, probabilities[id]))}
        </dl>
        <button
          class="icon"
          aria-label="Put the instance away"
          title="Put the instance away"
          @click=${() => this.tell("instanceChosen", { id: instance })}
        >
          ${icons.close}
        </button>
      </section>
    `;
  }

  /** @param {string} name of a picture in the bundle */
  address(name) {
    const { bundles, bundle } = this.state;
    const path = bundles.find(({ id }) => id === bundle)?.path ?? "";
    return `${path.replace(/\/?$/, "/")}${name}`;
  }

  /** @param {string} id @param {number[]} probabilities */
  answer(id, probabilities) {
    const likeliest = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
    const few = probabilities.length <= MOST_CLASSES ? [...probabilities.keys()] : likeliest.slice(0, MOST_CLASSES);
    return html`<div>
      <dt>${modelName(this.state, id)}</dt>
      ${few.map(
        (each) => html`<dd>
          <span>${className(this.state, each)}</span>
          <i class="bar" style=${`--share: ${probabilities[each]}; --class: ${classColour(each)}`}></i>
          <span class="number">${percent(probabilities[each])}</span>
        </dd>`,
      )}
    </div>`;
  }
}

customElements.define("diptych-compare-detail", CompareDetailView);
