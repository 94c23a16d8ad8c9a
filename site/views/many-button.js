// The button that shows and hides the run over many inputs.

import { html } from "../vendor/lit.js";
import { Keys } from "./keys.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */

/** @extends {StoreView<ManyState>} */
class ManyButton extends StoreView {
  constructor() {
    super();
    new Keys(this, ({ key, ctrlKey, metaKey, altKey }) => {
      const isAsked = key.toLowerCase() === "a" && !ctrlKey && !metaKey && !altKey;
      if (isAsked) this.toggle();
      return isAsked;
    });
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
