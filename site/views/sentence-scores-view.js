// What one network answers for the original and for the sentence as it stands, with the change.

import { html } from "../vendor/lit.js";
import { tableRows } from "../state/rows.js";
import { bestOf, hasWords, present } from "../state/sentence.js";
import { signed } from "./signed.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */
/** @typedef {import("../state/rows.js").Row} Row */

const COLUMNS = { original: "Original", modified: "Modified" };

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
    const { original, modified, status, loaded, total } = this.answers;
    const step = present(this.state);
    if (status === "failed") return "";
    if (this.state.read && !hasWords(this.state, step.text)) return "has no words to read";
    if (!modified) {
      const percent = total ? ` ${Math.round((100 * loaded) / total)} %` : "";
      return status === "loading" ? `loading${percent} …` : "reading …";
    }
    const said = (/** @type {Float32Array} */ probabilities) => {
      const first = bestOf(probabilities);
      return { name: labels[first], percent: `${(100 * probabilities[first]).toFixed(1)} %`, first };
    };
    const after = said(modified.probabilities);
    if (!original || step.text === step.original || !hasWords(this.state, step.original)) {
      return html`finds it <b>${after.name}</b> ${after.percent}`;
    }
    const before = said(original.probabilities);
    return after.first === before.first
      ? html`still finds it <b>${after.name}</b> ${before.percent} → ${after.percent}`
      : html`<b>${before.name}</b> ${before.percent} → <b class="changed">${after.name}</b> ${after.percent}`;
  }

  /** @param {"original" | "modified"} which @param {Row[]} rows */
  table(which, rows) {
    const { labels, read } = this.state;
    const text = present(this.state)[which === "original" ? "original" : "text"];
    const empty = Boolean(read) && !hasWords(this.state, text);
    return html`
      <table data-testid="scores-${this.network}-${which}">
        <caption class="visually-hidden">
          ${this.answers.name}: ${COLUMNS[which]}
        </caption>
        <thead>
          <tr>
            <th scope="col">${COLUMNS[which]}</th>
            <th scope="col" class="number">Confidence %</th>
            ${which === "modified" ? html`<th scope="col" class="number">Change</th>` : null}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.row(which, row))}
          ${labels.slice(rows.length).map(
            (_, i) => html`<tr class="empty">
              <td colspan="3">${i === 0 && empty ? "no words, so no answer" : ""}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    `;
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
