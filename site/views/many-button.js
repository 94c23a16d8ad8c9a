// The button that shows and hides the run over many inputs.

import { html } from "../vendor/lit.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */

/** @extends {StoreView<ManyState>} */
class ManyButton extends StoreView {
  constructor() {
    super();
    this.onKey = this.onKey.bind(this);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.onKey);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches?.("input:not([type=range], [type=checkbox]), textarea, select, dialog *");
    if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (!this.querySelector("button")?.checkVisibility()) return;
    event.preventDefault();
    this.toggle();
  }

  toggle() {
    this.tell("manyShown", { shown: !this.state.open });
  }

  render() {
    return html`<button
      data-testid="many"
      title="Do the same to many and count how often the networks change their minds (A)"
      aria-pressed=${this.state.open}
      @click=${this.toggle}
    >
      Apply to many
    </button>`;
  }
}

customElements.define("diptych-many-button", ManyButton);
