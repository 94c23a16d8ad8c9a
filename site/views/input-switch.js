// The switch at Probe's top: a photograph or a sentence.

import { html } from "../vendor/lit.js";

/** @typedef {import("../state/inputs.js").Input} Input */

const INPUTS = /** @type {const} */ ([
  { id: "photograph", title: "Photograph" },
  { id: "sentence", title: "Sentence" },
]);

/** Tells whoever contains it, by the event `input-chosen`. @param {Input} open */
export function inputSwitch(open) {
  return html`<div class="choice input-switch" role="radiogroup" aria-label="What to probe" @keydown=${onKey}>
    ${INPUTS.map(
      ({ id, title }) => html`<button
        role="radio"
        data-testid="probe-input-${id}"
        aria-checked=${id === open}
        tabindex=${id === open ? 0 : -1}
        @click=${(/** @type {Event} */ e) => choose(e.currentTarget, id)}
      >
        ${title}
      </button>`,
    )}
  </div>`;
}

/** @param {EventTarget | null} from @param {Input} input */
function choose(from, input) {
  from?.dispatchEvent(new CustomEvent("input-chosen", { detail: input, bubbles: true }));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const here = /** @type {HTMLElement} */ (event.target);
  const other = INPUTS.find(({ id }) => !here.dataset.testid?.endsWith(id));
  if (other) choose(here, other.id);
}
