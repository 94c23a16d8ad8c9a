// A change in percentage points with sign and direction, never by colour alone.

import { html } from "../vendor/lit.js";

/** @param {number} change */
export function signed(change) {
  const text = Math.abs(change).toFixed(1);
  if (text === "0.0") return html`<span class="still">0.0</span>`;
  return change > 0 ? html`<span class="rise">▲ +${text}</span>` : html`<span class="fall">▼ −${text}</span>`;
}
