// One entry of a drop-down list.

import { html, live } from "../vendor/lit.js";

/**
 * Chosen by its property, as the attribute says nothing once a person has touched the entry; and set against
 * what the browser shows, not what was drawn last, as what a person chose may be undone or refused.
 * @param {string | number} value @param {unknown} text @param {boolean} isChosen
 */
export function option(value, text, isChosen) {
  return html`<option value=${value} .selected=${live(isChosen)}>${text}</option>`;
}
