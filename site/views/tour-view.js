// A tutorial in short steps: a card at the head of the page and a ring around the real control it speaks of.

import { html } from "../vendor/lit.js";
import { EdgeHeight } from "./edge-height.js";
import { KeepFocus } from "./keep-focus.js";
import { reveal } from "./reveal.js";
import { StoreView } from "./store-view.js";

/**
 * @typedef {object} Step
 * @property {string} target selector of the control
 * @property {string} text what to know or to do
 * @property {(state: any) => boolean} [done] for a step that asks for something: true once it was done
 */

/** Steps through `state.step`; the card of a task waits until the task is done. @extends {StoreView<any>} */
class TourView extends StoreView {
  static properties = { ...StoreView.properties, steps: { attribute: false } };

  constructor() {
    super();
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Element | null} */
    this.target = null;
    new EdgeHeight(this, "--tour");
    new KeepFocus(this, ".tour", ".tour .buttons button", "[data-testid=tutorial]");
  }

  /** @param {number | null} step */
  go(step) {
    this.tell("tutorialStepped", { step: step !== null && step < this.steps.length ? step : null });
  }

  render() {
    const { step } = this.state;
    if (step === null) return null;
    const { text, done } = this.steps[step];
    const waits = done && !done(this.state);
    const last = step === this.steps.length - 1;
    return html`
      <section class="tour" role="region" aria-label="Tutorial" data-testid="tour">
        <span class="count">${step + 1} of ${this.steps.length}</span>
        <p aria-live="polite">${text} ${done && !waits ? html`<b>Done.</b>` : null}</p>
        <div class="buttons">
          <button ?disabled=${step === 0} @click=${() => this.go(step - 1)}>Back</button>
          <button class=${waits ? "" : "primary"} @click=${() => this.go(step + 1)}>
            ${last ? "Finish" : waits ? "Skip this" : "Next"}
          </button>
          <button class="plain" ?hidden=${last} @click=${() => this.go(null)}>End the tutorial</button>
        </div>
      </section>
    `;
  }

  updated() {
    const { step } = this.state;
    const target = step === null ? null : document.querySelector(this.steps[step]?.target);
    if (target === this.target) return;
    this.target?.classList.remove("pointed-at");
    target?.classList.add("pointed-at");
    if (target) show(target);
    this.target = target;
  }
}

/** Scrolls a target clear of the card and of the status line; of one larger than that, its beginning.
 * @param {Element} target */
function show(target) {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const room = window.innerHeight - parseFloat(scrollPaddingTop) - parseFloat(scrollPaddingBottom);
  const fits = target.getBoundingClientRect().height <= room;
  reveal(target, fits ? "nearest" : "start");
}

customElements.define("diptych-tour", TourView);
