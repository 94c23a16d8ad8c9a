// The photographs that activate the chosen neuron most, and where in each of them it acts.

import { html, repeat } from "../vendor/lit.js";
import { mapGradient } from "../charts/feature-map.js";
import { measured, whole } from "../charts/format.js";
import { isAnswering, isBehind } from "../state/compare.js";
import { photo } from "./compare-photo.js";
import { unanswered } from "./compare-unanswered.js";
import { StoreView } from "./store-view.js";
import "./feature-map-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").FeatureMaps} FeatureMaps */

/** @extends {StoreView<CompareState>} */
class CompareMapsView extends StoreView {
  render() {
    const { view, selection, bare } = this.state;
    if (!view || !selection?.neuron) return null;
    const maps = view.maps;
    if (!maps) {
      if (isBehind(this.state)) {
        return html`<p class="hint muted" aria-busy=${isAnswering(this.state)}>
          ${unanswered(this.state, "Looking for photographs", "looked for")}
        </p>`;
      }
      return html`<p class="hint muted">Where these neurons act was not recorded.</p>`;
    }
    return html`
      <header class="panel-head">
        <h3>Acts most on</h3>
        <span class="scale" title="How strongly the neuron acts there, up to its strongest on any photograph">
          <span>0</span><i style=${`background-image: ${mapGradient()}`}></i><span>${measured(maps.peak)}</span>
        </span>
        <button
          data-testid="maps-bare"
          aria-pressed=${!bare}
          title="Paint over the photographs where the neuron acts"
          @click=${() => this.tell("mapsHidden", { bare: !bare })}
        >
          Where
        </button>
      </header>
      <ol
        class="neuron-photographs"
        data-testid="neuron-photographs"
        ?data-behind=${isBehind(this.state)}
        aria-busy=${isAnswering(this.state)}
      >
        ${repeat(maps.ids, (id) => id, (id, i) => this.one(maps, id, i))}
      </ol>
      ${maps.ids.length
        ? null
        : html`<p class="hint muted">
            None of the ${whole(maps.recorded)} photographs that it acts on most is in the selection.
          </p>`}
    `;
  }

  /** @param {FeatureMaps} maps @param {string} id @param {number} i */
  one({ ids, shape, values, activations, columns }, id, i) {
    const own = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[i]]));
    const name = own.title || id;
    const over = this.state.bare
      ? null
      : html`<diptych-feature-map .values=${values[i]} .shape=${shape}></diptych-feature-map>`;
    return html`<li>
      <button
        class="plain"
        data-id=${id}
        data-activation=${activations[i]}
        aria-pressed=${id === this.state.instance}
        aria-label="${name}, activation ${measured(activations[i])}, ${i + 1} of ${ids.length}"
        title="${name}: ${measured(activations[i])}"
        @click=${() => this.tell("instanceChosen", { id })}
      >
        ${photo(this.state, own, { name, over })}
        <span class="number">${measured(activations[i])}</span>
      </button>
    </li>`;
  }
}

customElements.define("diptych-compare-maps", CompareMapsView);
