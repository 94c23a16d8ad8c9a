// Probe's other side: one sentence, edited by word, and what two networks believe before and after.

import { html } from "../vendor/lit.js";
import { isBehind } from "../state/sentence.js";
import { sentenceTour } from "./sentence-tour.js";
import { Keys, historyStep } from "./keys.js";
import { StoreView } from "./store-view.js";
import "./neighbours-view.js";
import "./many-button.js";
import "./many-sentences-view.js";
import "./sentence-examples-view.js";
import "./sentence-filters-view.js";
import "./sentence-scores-view.js";
import "./sentence-status-view.js";
import "./sentence-text-view.js";
import "./sentence-trace-view.js";
import "./sentence-words-view.js";
import "./tour-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

/** @extends {StoreView<SentenceState>} */
class SentenceView extends StoreView {
  constructor() {
    super();
    /** @type {import("../state/store.js").Store<import("../state/many.js").ManyState>} */
    this.many = /** @type {any} */ (undefined);
    /** @type {import("../state/start-neighbours.js").Neighbours} */
    this.neighbours = /** @type {any} */ (undefined);
    const press = (/** @type {KeyboardEvent} */ event) => {
      const step = historyStep(event);
      if (step) this.tell(step);
      return Boolean(step);
    };
    // In the text, too, undo goes by steps.
    new Keys(this, press, "input, select, dialog *");
  }

  render() {
    const { store } = this;
    return html`
      <diptych-tour .store=${store} .steps=${sentenceTour}></diptych-tour>
      <div class="sentences">
        <diptych-sentence-examples .store=${store}></diptych-sentence-examples>
        <div class="bench" aria-busy=${isBehind(this.state)}>
          <diptych-sentence-text .store=${store}></diptych-sentence-text>
          <diptych-sentence-words .store=${store}></diptych-sentence-words>
          <p><diptych-many-button .store=${this.many}></diptych-many-button></p>
          <div class="networks">
            ${Object.keys(this.state.networks).map(
              (id, i) => html`<diptych-sentence-scores
                .store=${store}
                .network=${id}
                style=${`--network: var(--network-${i + 1})`}
              ></diptych-sentence-scores>`,
            )}
          </div>
          <div class="explained">
            <diptych-sentence-trace .store=${store}></diptych-sentence-trace>
            <diptych-sentence-filters .store=${store}></diptych-sentence-filters>
          </div>
          <diptych-many-sentences .store=${this.many} .sentence=${store}></diptych-many-sentences>
          <diptych-neighbours .store=${this.neighbours.store} .host=${this.neighbours.host}></diptych-neighbours>
        </div>
      </div>
      <diptych-sentence-status .store=${store}></diptych-sentence-status>
    `;
  }
}

customElements.define("diptych-sentence", SentenceView);
