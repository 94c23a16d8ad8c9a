// Undo and redo, the same in both workbenches.

import { html } from "../vendor/lit.js";
import { icons } from "./icons.js";

/**
 * @param {(type: "undone" | "redone") => void} tell
 * @param {{canUndo: boolean, canRedo: boolean}} can
 */
export function historyButtons(tell, { canUndo, canRedo }) {
  return html`
    <button
      class="icon"
      data-testid="undo"
      aria-label="Undo"
      title="Undo (Ctrl+Z)"
      ?disabled=${!canUndo}
      @click=${() => tell("undone")}
    >
      ${icons.undo}
    </button>
    <button
      class="icon"
      data-testid="redo"
      aria-label="Redo"
      title="Redo (Ctrl+Shift+Z)"
      ?disabled=${!canRedo}
      @click=${() => tell("redone")}
    >
      ${icons.redo}
    </button>
  `;
}
