// What stands in the place of instances where the selection is empty.

import { html } from "../vendor/lit.js";
import { focusInstances } from "./compare-focus.js";

/** @param {import("./store-view.js").StoreView<any>} view */
export function nothingHere(view) {
  const showAll = (/** @type {MouseEvent} */ event) => {
    focusInstances(view, event);
    view.tell("selectionCleared");
  };
  return html`<p class="nothing">
    No instance is like that.
    <button class="plain" @click=${showAll}>Show all</button>
  </p>`;
}
