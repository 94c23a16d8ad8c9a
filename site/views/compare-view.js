// Compare: two models on one test set in four linked panels, after Murugesan et al. 2019 (DeepCompare).

import { html } from "../vendor/lit.js";
import { hasManyClasses, isAnswering, isBehind, isOfPictures } from "../state/compare.js";
import { pictureTour, textTour } from "./compare-tour.js";
import { Keys, historyStep } from "./keys.js";
import { StoreView } from "./store-view.js";
import "./compare-bar-view.js";
import "./compare-confusion-view.js";
import "./compare-detail-view.js";
import "./compare-filters-view.js";
import "./compare-grid-view.js";
import "./compare-labels-view.js";
import "./compare-layers-view.js";
import "./compare-maps-view.js";
import "./compare-metrics-view.js";
import "./compare-mistakes-view.js";
import "./compare-neuron-view.js";
import "./compare-outcomes-view.js";
import "./compare-photograph-view.js";
import "./compare-ranking-view.js";
import "./compare-status-view.js";
import "./compare-table-view.js";
import "./compare-treemap-view.js";
import "./compare-words-view.js";
import "./tour-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @extends {StoreView<CompareState>} */
class CompareView extends StoreView {
  constructor() {
    super();
    new Keys(this, (event) => {
      const step = historyStep(event);
      if (step) this.tell(step);
      return Boolean(step);
    });
    // Pictures' errors do not bubble.
    this.addEventListener("error", (event) => this.onMissing(event), { capture: true });
  }

  /** @param {Event} event */
  onMissing({ target }) {
    if (target instanceof HTMLImageElement) this.tell("pictureMissed", { address: target.src });
  }

  render() {
    const { store } = this;
    const { manifest } = this.state;
    return html`
      <diptych-tour .store=${store} .steps=${isOfPictures(this.state) ? pictureTour : textTour}></diptych-tour>
      <diptych-compare-bar .store=${store}></diptych-compare-bar>
      ${manifest ? this.panels() : html`<div class="compare empty"></div>`}
      <diptych-compare-status .store=${store}></diptych-compare-status>
    `;
  }

  panels() {
    const { store } = this;
    const pictures = isOfPictures(this.state);
    const many = hasManyClasses(this.state);
    return html`<div class="compare" ?data-behind=${isBehind(this.state)} aria-busy=${isAnswering(this.state)}>
      <div class="column inside">
        <section class="panel" aria-label="Layer weights">
          <diptych-compare-layers .store=${store}></diptych-compare-layers>
        </section>
        <section class="panel grows" aria-label="Activation">
          <diptych-compare-neuron .store=${store}></diptych-compare-neuron>
          ${pictures ? html`<diptych-compare-maps .store=${store}></diptych-compare-maps>` : null}
          <diptych-compare-ranking .store=${store}></diptych-compare-ranking>
        </section>
      </div>
      <section class="panel results" aria-label="Test results">
        <diptych-compare-filters .store=${store}></diptych-compare-filters>
        ${this.state.look === "grid"
          ? html`<diptych-compare-grid .store=${store}></diptych-compare-grid>`
          : html`<diptych-compare-table .store=${store}></diptych-compare-table>`}
        ${pictures
          ? html`<diptych-compare-photograph .store=${store}></diptych-compare-photograph>`
          : html`<diptych-compare-detail .store=${store}></diptych-compare-detail>`}
      </section>
      <div class="column summary">
        <section class="panel" aria-label="Metrics">
          <diptych-compare-metrics .store=${store}></diptych-compare-metrics>
        </section>
        <section class="panel grows" aria-label="Treemap">
          ${many
            ? html`<diptych-compare-outcomes .store=${store}></diptych-compare-outcomes>`
            : html`<diptych-compare-treemap .store=${store}></diptych-compare-treemap>`}
        </section>
        <section class="panel" aria-label=${pictures ? "Labels" : "Words"}>
          ${pictures
            ? html`<diptych-compare-labels .store=${store}></diptych-compare-labels>`
            : html`<diptych-compare-words .store=${store}></diptych-compare-words>`}
        </section>
        <section class="panel" aria-label="Confusion matrices">
          ${many
            ? html`<diptych-compare-mistakes .store=${store}></diptych-compare-mistakes>`
            : html`<diptych-compare-confusion .store=${store}></diptych-compare-confusion>`}
        </section>
      </div>
    </div>`;
  }
}

customElements.define("diptych-compare", CompareView);
