// The sentence as text, what it is compared with, and undo, redo and reset.

import { html, live } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { present, readingOf } from "../state/sentence.js";
import { historyButtons } from "./history-buttons.js";
import { icons } from "./icons.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

/** @extends {StoreView<SentenceState>} */
class SentenceTextView extends StoreView {
  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.tell("originalHeld");
  }

  render() {
    const { steps, cursor } = this.state;
    const { text, original, follows } = present(this.state);
    const same = text === original;
    return html`
      <div class="sentence-head">
        <label for="sentence-text"><h2>Sentence</h2></label>
        <p class="count muted">${this.count(text)}</p>
        <div class="history">
          ${historyButtons((type) => this.tell(type), { canUndo: cursor > 0, canRedo: cursor < steps.length - 1 })}
          <button
            class="plain"
            data-testid="reset"
            title="Back to the original (can be undone)"
            ?disabled=${same}
            @click=${() => this.tell("resetRequested")}
          >
            ${icons.reset} Reset
          </button>
        </div>
      </div>
      <textarea
        id="sentence-text"
        data-testid="sentence"
        rows="2"
        spellcheck="false"
        placeholder="Write what a film review might say"
        aria-describedby="sentence-compared"
        .value=${live(text)}
        @input=${(/** @type {any} */ e) => this.tell("typed", { text: e.target.value, at: performance.now() })}
        @keydown=${this.onKey}
      ></textarea>
      <div class="compared" id="sentence-compared">
        ${follows
          ? html`<p class="muted">The first version is still being written. Press Enter to keep it, then change it.</p>`
          : same
            ? html`<p class="muted">Change it here, or click its words below: both networks answer at once.</p>`
            : html`<p class="was"><span class="muted">Compared with</span> ${original.slice(0, 300)}</p>`}
        <button
          class="plain"
          data-testid="sentence-hold"
          title="Compare with the sentence as it stands now (Enter)"
          ?disabled=${same && !follows}
          @click=${() => this.tell("originalHeld")}
        >
          Compare from here
        </button>
      </div>
    `;
  }

  /** @param {string} text */
  count(text) {
    const { length } = this.state;
    const total = readingOf(this.state, text)?.total ?? 0;
    if (total <= length) return `${total} of at most ${length} words`;
    return html`<span class="too-long">⚠ ${whole(total)} words: the networks read only the first ${length}</span>`;
  }
}

customElements.define("diptych-sentence-text", SentenceTextView);
