// The chosen instance: its whole text and what each model makes of it.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { percent } from "../charts/format.js";
import { mayAnswer } from "../state/compare.js";
import { ChosenView } from "./compare-chosen.js";
import { classMark, className, modelName, shortName } from "./compare-names.js";
import { photo } from "./compare-photo.js";
import { show } from "./compare-table-view.js";
import { openInProbe } from "./compare-to-probe.js";
import { unanswered } from "./compare-unanswered.js";
import { icons } from "./icons.js";

/** A probability too small to be seen in a bar. */
const LEAST = 0.005;

class CompareDetailView extends ChosenView {
  render() {
    const { instance, instanceData } = this.state;
    if (instance === null) {
      return html`<p class="detail hint muted">
        Choose a row to read it whole and to see what it does to every neuron.
      </p>`;
    }
    if (!instanceData) {
      return html`<p class="detail hint muted" aria-busy=${mayAnswer(this.state)}>
        ${unanswered(this.state, `Reading instance ${instance}`, "read")}
      </p>`;
    }
    const { text, truth, values, probabilities } = instanceData;
    const others = Object.entries(values).filter(([name]) => name !== "text" && name !== "image");
    return html`
      <section class="detail" aria-label="The chosen instance" data-testid="detail" @keydown=${this.onKey}>
        <div class="words">
          ${values.image ? photo(this.state, values, { name: `instance ${instance}` }) : null}
          ${text === null ? null : html`<p tabindex="0" class="whole">${text}</p>`}
          <p class="muted facts">
            ${openInProbe(this.state, instanceData)}
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
          @click=${() => this.putAway()}
        >
          ${icons.close}
        </button>
      </section>
    `;
  }

  /** What a model says, and its probabilities as one bar. @param {string} id @param {number[]} probabilities */
  answer(id, probabilities) {
    const likeliest = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a])[0];
    const all = probabilities.map((each, i) => `${className(this.state, i)} ${percent(each)}`);
    return html`<div title=${all.join(", ")}>
      <dt title=${modelName(this.state, id)}>${shortName(this.state, id)}</dt>
      <dd>${className(this.state, likeliest)}</dd>
      <dd class="number">${percent(probabilities[likeliest])}</dd>
      <dd class="stack" aria-hidden="true">
        ${probabilities
          .map((each, i) => ({ each, i }))
          .filter(({ each }) => each > LEAST)
          .map(({ each, i }) => html`<i style=${`flex-grow: ${each}; --class: ${classColour(i)}`}></i>`)}
      </dd>
    </div>`;
  }
}

customElements.define("diptych-compare-detail", CompareDetailView);
