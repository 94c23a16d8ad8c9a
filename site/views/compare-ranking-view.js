// The neurons that tell the selection apart from the rest, most telling first.

import { html } from "../vendor/lit.js";
import { isBehind, mayAnswer, pair, rankingKey } from "../state/compare.js";
import { NO_PART } from "./compare-bars.js";
import { unanswered } from "./compare-unanswered.js";
import { isPart } from "./compare-whole.js";
import { shortName } from "./compare-names.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Ranking} Ranking */

/** Neurons listed. */
const MOST = 12;

/** @extends {StoreView<CompareState>} */
class CompareRankingView extends StoreView {
  updated() {
    // The ranking is of the layer that is on screen.
    const { rank, layers } = this.state;
    if (rank && layers[rank.model] && layers[rank.model] !== rank.layer) this.ask(rank.model);
  }

  /** @param {string | null} model @param {boolean} [kept] against the selection that was kept, or the rest */
  ask(model, kept = this.isAgainstKept) {
    const { layers } = this.state;
    const against = kept ? this.state.kept?.selection : "rest";
    this.tell("rankAsked", { rank: model && { model, layer: layers[model], against } });
  }

  get isAgainstKept() {
    const { rank } = this.state;
    return !!rank && rank.against !== "rest";
  }

  render() {
    const { layers, rank } = this.state;
    const models = pair(this.state).filter((id) => layers[id]);
    return html`
      <header class="panel-head">
        <h3 title="AUC: the chance that a selected instance activates the neuron more than one of the rest">
          Neurons that tell the selection from the rest
        </h3>
        <div class="choice" role="group" aria-label="Model whose neurons are ranked" data-testid="rank">
          ${models.map(
            (id) => html`<button
              data-rank=${id}
              aria-pressed=${rank?.model === id}
              @click=${() => this.ask(rank?.model === id ? null : id)}
            >
              ${shortName(this.state, id)}
            </button>`,
          )}
        </div>
      </header>
      ${rank ? this.against(rank.model) : null} ${this.list()}
    `;
  }

  /** @param {string} model */
  against(model) {
    const { kept } = this.state;
    return html`<div class="against">
      ${kept
        ? html`<label class="field">
            <span class="muted">against</span>
            <select
              data-testid="rank-against"
              @change=${(/** @type {any} */ e) => this.ask(model, e.target.value === "kept")}
            >
              ${option("rest", "the rest", !this.isAgainstKept)}
              ${option("kept", kept.text, this.isAgainstKept)}
            </select>
          </label>`
        : html`<span class="muted">against the rest</span>`}
      <button
        data-testid="keep-selection"
        title="Set what is selected next against what is selected now"
        ?disabled=${!isPart(this.state)}
        @click=${() => this.tell("selectionKept")}
      >
        Keep to compare with
      </button>
    </div>`;
  }

  list() {
    const { rank, ranking } = this.state;
    if (!rank) return html`<p class="hint muted">Choose a model to rank the neurons of its layer.</p>`;
    if (!isPart(this.state) && (ranking || !isBehind(this.state))) return html`<p class="hint muted">${NO_PART}</p>`;
    if (!ranking) {
      return html`<p class="hint muted" aria-busy=${mayAnswer(this.state)}>
        ${unanswered(this.state, "Ranking", "ranked")}
      </p>`;
    }
    const { index, auc } = ranking.neurons;
    if (!ranking.counts[1] && this.isAgainstKept) {
      return html`<p class="hint muted">Kept: now select what to set against it.</p>`;
    }
    if (auc[0] === null || auc[0] === undefined) {
      return html`<p class="hint muted">Nothing to compare: the selection is empty.</p>`;
    }
    const behind = this.state.rankingKey !== rankingKey(this.state);
    return html`<ol
      class="ranking"
      data-testid="ranking"
      ?data-behind=${behind}
      aria-busy=${behind && mayAnswer(this.state)}
    >
      ${index.slice(0, MOST).map((neuron, i) => this.neuron(ranking, neuron, /** @type {number} */ (auc[i])))}
    </ol>`;
  }

  /** @param {Ranking} ranking @param {number} index @param {number} auc */
  neuron({ model, layer }, index, auc) {
    const { neuron } = this.state.selection ?? {};
    const chosen = neuron?.model === model && neuron.layer === layer && neuron.index === index;
    const from = Math.min(auc, 0.5);
    return html`<li>
      <button
        class="plain"
        data-neuron=${index}
        aria-pressed=${chosen}
        title="Acts ${auc >= 0.5 ? "more" : "less"} on the selection: AUC ${auc.toFixed(3)}"
        @click=${() => this.tell("neuronChosen", { model, layer, index })}
      >
        <span>${index}</span>
        <i class="lean" style=${`--from: ${from}; --size: ${Math.abs(auc - 0.5)}`}></i>
        <span class="number">${auc.toFixed(2)}</span>
      </button>
    </li>`;
  }
}

customElements.define("diptych-compare-ranking", CompareRankingView);
