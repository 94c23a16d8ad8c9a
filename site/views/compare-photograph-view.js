// The chosen photograph, large, with the chosen neuron's map over it and every model's first five beside the truth.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { percent } from "../charts/format.js";
import { mayAnswer } from "../state/compare.js";
import { ChosenView } from "./compare-chosen.js";
import { className, modelName, shortName } from "./compare-names.js";
import { photo } from "./compare-photo.js";
import { show } from "./compare-table-view.js";
import { openInProbe } from "./compare-to-probe.js";
import { unanswered } from "./compare-unanswered.js";
import { icons } from "./icons.js";
import "./feature-map-view.js";

/** @typedef {import("../state/compare-types.js").Instance} Instance */

/** Columns that are shown otherwise than by their name. */
const OWN = ["image", "thumbnail", "title", "photo"];

class ComparePhotographView extends ChosenView {
  render() {
    const { instance, instanceData } = this.state;
    if (instance === null) {
      return html`<p class="detail hint muted">
        Choose a photograph to see it large, with what every model makes of it and what it does to every neuron.
      </p>`;
    }
    return html`<section
      class="detail photograph"
      aria-label="The chosen photograph"
      data-testid="detail"
      @keydown=${this.onKey}
    >
      ${instanceData
        ? this.chosen(instanceData)
        : html`<p class="muted" aria-busy=${mayAnswer(this.state)}>
            ${unanswered(this.state, `Reading ${instance}`, "read")}
          </p>`}
      <button
        class="icon"
        aria-label="Put the photograph away"
        title="Put the photograph away"
        @click=${() => this.putAway()}
      >
        ${icons.close}
      </button>
    </section>`;
  }

  /** @param {Instance} data */
  chosen(data) {
    const { id, truth, values, top5, probabilities } = data;
    const name = values.title || className(this.state, truth);
    const others = Object.entries(values).filter(([column]) => !OWN.includes(column));
    return html`
      ${photo(this.state, values, { name, whole: true, over: this.map(id) })}
      <div class="told">
        <p class="facts">
          <b title="ground truth">${className(this.state, truth)}</b>
          ${name === className(this.state, truth) ? null : html`<span>${name}</span>`}
          ${others.map(([column, value]) => html`<span class="muted">${column} ${show(value)}</span>`)}
          ${openInProbe(this.state, data)}
        </p>
        <div class="first-five">
          ${Object.keys(probabilities).map((model) => this.answers(model, top5?.[model] ?? [], probabilities[model], truth))}
        </div>
      </div>
    `;
  }

  /** Where the chosen neuron acts on this one, if that was recorded. @param {string} id */
  map(id) {
    const maps = this.state.bare ? null : this.state.view?.maps;
    const at = maps?.ids.indexOf(id) ?? -1;
    if (!maps || at < 0) return null;
    return html`<diptych-feature-map .values=${maps.values[at]} .shape=${maps.shape}></diptych-feature-map>`;
  }

  /** @param {string} model @param {number[]} first @param {number[]} probabilities @param {number} truth */
  answers(model, first, probabilities, truth) {
    const missed = truth >= 0 && !first.includes(truth);
    return html`<table data-model=${model}>
      <caption title=${modelName(this.state, model)}>
        ${shortName(this.state, model)}
      </caption>
      <tbody>
        ${first.map((each) => this.answer(each, probabilities[each], truth))}
        ${missed ? this.answer(truth, probabilities[truth], truth, 1 + rank(probabilities, truth)) : null}
      </tbody>
    </table>`;
  }

  /** @param {number} label @param {number} share @param {number} truth @param {number} [place] behind the first five */
  answer(label, share, truth, place) {
    const right = label === truth;
    return html`<tr
      data-class-index=${label}
      data-confidence=${share}
      class=${right ? "right" : ""}
      style=${`--share: ${share}; --class: ${classColour(label)}`}
    >
      <th scope="row" title=${className(this.state, label)}>
        ${right ? html`<span title="the truth">✓<span class="visually-hidden"> the truth: </span></span>` : null}
        ${className(this.state, label)}
      </th>
      <td class="number">${place ? html`<span class="muted">no. ${place}</span> ` : null}${percent(share)}</td>
    </tr>`;
  }
}

/** How many classes come before one. @param {number[]} probabilities @param {number} label */
function rank(probabilities, label) {
  return probabilities.filter((p, i) => p > probabilities[label] || (p === probabilities[label] && i < label)).length;
}

customElements.define("diptych-compare-photograph", ComparePhotographView);
