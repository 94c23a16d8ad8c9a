// What stands in the place of instances where the selection is empty.

import { html } from "../vendor/lit.js";

/** @param {import("./store-view.js").StoreView<any>} view */
export function nothingHere(view) {
  return html`<p class="nothing">
    No instance is like that.
    <button class="plain" @click=${() => view.tell("selectionCleared")}>Show all</button>
  </p>`;
}
