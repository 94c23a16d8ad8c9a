// What the CNN's filters found: the words that won each, the filter that moves the answer most first.

import { html } from "../vendor/lit.js";
import { present, readingOf } from "../state/sentence.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */
/** @typedef {import("../model/filters.js").Winner} Winner */

const FEW = 8;

/** @extends {StoreView<SentenceState>} */
class SentenceFiltersView extends StoreView {
  static properties = { ...StoreView.properties, rows: { state: true } };

  constructor() {
    super();
    this.rows = FEW;
  }

  render() {
    const { filters, labels } = this.state;
    const { text } = present(this.state);
    const reading = readingOf(this.state, text);
    const winners = filters && reading?.total ? filters.winners : [];
    const most = Math.max(...winners.map(({ contribution }) => Math.abs(contribution)), 1e-6);
    const fresh = filters?.key === text;
    return html`
      <section class="card" aria-label="Filters of the CNN">
        <header class="card-top">
          <h2>What the CNN’s filters found</h2>
          <p class="key muted">
            ${winners.length && filters
              ? html`<span
                  title="Activation times the slope of the logits: how far each moves the answer"
                  >▲ for, ▼ against <b>${labels[filters.classIndex]}</b>, in logits</span
                >`
              : null}
          </p>
        </header>
        ${winners.length
          ? html`<ol class="ngrams ${fresh ? "" : "stale"}" data-testid="sentence-filters">
                ${winners.slice(0, this.rows).map((winner) => this.row(winner, most, fresh))}
              </ol>
              <button
                class="plain more"
                ?hidden=${winners.length <= FEW}
                @click=${() => (this.rows = this.rows > FEW ? FEW : 40)}
              >
                ${this.rows > FEW ? "Fewer" : `More of ${winners.length} filters that answer`}
              </button>`
          : html`<p class="muted empty-note">
              ${reading?.total ? "Looking …" : "Nothing to find without words."}
            </p>`}
      </section>
    `;
  }

  /** @param {Winner} winner @param {number} most @param {boolean} fresh */
  row(winner, most, fresh) {
    const { layer, width, index, start, stop, contribution } = winner;
    const against = contribution < 0;
    const point = () => fresh && this.tell("wordsPointed", { start, stop });
    const end = () => this.tell("pointingEnded");
    return html`<li>
      <button
        class="plain found"
        data-layer=${layer}
        data-filter=${index}
        data-contribution=${contribution}
        @mouseenter=${point}
        @mouseleave=${end}
        @focus=${point}
        @blur=${end}
      >
        <span class="ngram">${this.words(winner)}</span>
        <span class="which muted">${width} words · filter ${index}</span>
        <span class="pull ${against ? "opposing" : ""}" style=${`--size: ${Math.abs(contribution) / most}`}></span>
        <span class="number ${against ? "fall" : "rise"}"
          >${against ? "▼ −" : "▲ +"}${Math.abs(contribution).toFixed(2)}</span
        >
      </button>
    </li>`;
  }

  /** @param {Winner} winner */
  words({ start, stop }) {
    const { filters } = this.state;
    const key = filters?.key ?? "";
    const words = readingOf(this.state, key)?.words ?? [];
    return words.length >= stop ? key.slice(words[start].start, words[stop - 1].end) : "";
  }
}

customElements.define("diptych-sentence-filters", SentenceFiltersView);
