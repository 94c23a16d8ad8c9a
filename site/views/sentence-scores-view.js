// What one network answers for the original and for the sentence as it stands, with the change.

import { html } from "../vendor/lit.js";
import { tableRows } from "../state/rows.js";
import { hasWords, present } from "../state/sentence.js";
import { changeOfMind, saidOf, scoresTable, waitingFor } from "./scores-parts.js";
import { signed } from "./signed.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */
/** @typedef {import("../state/rows.js").Row} Row */

/** Rows carry `data-class-index`, `data-confidence` (percent) and `data-change` (percentage points).
 * @extends {StoreView<SentenceState>} */
class SentenceScoresView extends StoreView {
  static properties = { ...StoreView.properties, network: {} };

  constructor() {
    super();
    this.network = "";
  }

  get answers() {
    return this.state.networks[this.network];
  }

  render() {
    const { name, status, error } = this.answers;
    return html`
      <section class="scores" aria-label=${name}>
        <header>
          <h2>${name}</h2>
          <p class="verdict" aria-live="polite">${this.verdict()}</p>
        </header>
        ${status === "failed"
          ? html`<p class="failed">
              ${error}
              <button
                data-testid="retry-${this.network}"
                @click=${() => this.tell("networkRetried", { network: this.network })}
              >
                Try again
              </button>
            </p>`
          : this.pair()}
      </section>
    `;
  }

  pair() {
    const { labels } = this.state;
    const { text, original } = present(this.state);
    const of = (/** @type {string} */ key, /** @type {"original" | "modified"} */ which) =>
      hasWords(this.state, key) ? this.answers[which] : null;
    const before = of(original, "original");
    const after = of(text, "modified");
    // Without an original there is nothing to compare with.
    const network = /** @type {any} */ ({ original: before ?? after, modified: after, search: "" });
    const rows = tableRows(network, labels, { rows: 5, sort: "original" });
    return html`<div class="pair">
      ${this.table("original", before ? rows.original : [])}${this.table("modified", after ? rows.modified : [])}
    </div>`;
  }

  /** The change of mind in one line. */
  verdict() {
    const { labels } = this.state;
    const { original, modified, status } = this.answers;
    const step = present(this.state);
    const isMute = this.state.read && !hasWords(this.state, step.text);
    if (status !== "failed" && isMute) return "has no words to read";
    if (status === "failed" || !modified) return waitingFor(this.answers, "reading …");
    const after = saidOf(modified.probabilities, labels);
    if (!original || step.text === step.original || !hasWords(this.state, step.original)) {
      return html`finds it <b>${after.name}</b> ${after.percent}`;
    }
    return changeOfMind(saidOf(original.probabilities, labels), after, "still finds it");
  }

  /** @param {"original" | "modified"} which @param {Row[]} rows */
  table(which, rows) {
    const { labels, read } = this.state;
    const text = present(this.state)[which === "original" ? "original" : "text"];
    const empty = Boolean(read) && !hasWords(this.state, text);
    return scoresTable(this.answers, which, [
      ...rows.map((row) => this.row(which, row)),
      ...labels.slice(rows.length).map(
        (_, i) => html`<tr class="empty">
          <td colspan="${which === "original" ? 2 : 3}">${i === 0 && empty ? "no words, so no answer" : ""}</td>
        </tr>`,
      ),
    ]);
  }

  /** @param {"original" | "modified"} which @param {Row} row */
  row(which, row) {
    const { classIndex, change } = row;
    const confidence = (which === "original" ? row.original : row.modified) ?? 0;
    return html`
      <tr data-class-index=${classIndex} data-confidence=${confidence} data-change=${which === "modified" ? change : 0}>
        <td class="class">${this.state.labels[classIndex]}</td>
        <td class="number confidence" style=${`--confidence: ${confidence / 100}`}>${confidence.toFixed(1)}</td>
        ${which === "modified" ? html`<td class="number change">${signed(change)}</td>` : null}
      </tr>
    `;
  }
}

customElements.define("diptych-sentence-scores", SentenceScoresView);
