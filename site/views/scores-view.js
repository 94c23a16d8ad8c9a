// What one network answers for the original and for the modified picture, row by row, with the change.

import { html } from "../vendor/lit.js";
import { tableRows } from "../state/rows.js";
import { option } from "./option.js";
import { changeOfMind, saidOf, scoresTable, waitingFor } from "./scores-parts.js";
import { signed } from "./signed.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */
/** @typedef {import("../state/rows.js").Row} Row */

/** Rows carry `data-class-index`, `data-confidence` (percent) and `data-change` (percentage points).
 * @extends {StoreView<ProbeState>} */
class ScoresView extends StoreView {
  static properties = { ...StoreView.properties, network: {} };

  constructor() {
    super();
    this.network = "";
  }

  get answers() {
    return this.state.networks[this.network];
  }

  render() {
    const { name, status, error, search, preprocessing, preprocessings } = this.answers;
    const { labels, rows, sort } = this.state;
    const tables = tableRows(this.answers, labels, { rows, sort });
    return html`
      <section class="scores" aria-label=${name}>
        <header>
          <h2>${name}</h2>
          <p class="verdict" aria-live="polite">${this.verdict()}</p>
          <label ?hidden=${preprocessings.length < 2}>
            <span class="visually-hidden">Preprocessing of ${name}</span>
            <select
              title="Preprocessing"
              data-testid="preprocessing-${this.network}"
              @change=${(/** @type {any} */ e) => this.choosePreprocessing(e.target.value)}
            >
              ${preprocessings.map((each) => option(each, each, each === preprocessing))}
            </select>
          </label>
          <input
            type="search"
            placeholder="Find a class"
            aria-label="Find a class in ${name}"
            data-testid="search-${this.network}"
            .value=${search}
            @input=${(/** @type {any} */ e) => this.tell("searched", { network: this.network, search: e.target.value })}
          />
        </header>
        ${status === "failed"
          ? html`<p class="failed">
              ${error}
              <button @click=${() => this.tell("networkRetried", { network: this.network })}>Try again</button>
            </p>`
          : html`<div class="pair">${this.table("original", tables.original)}${this.table("modified", tables.modified)}</div>`}
      </section>
    `;
  }

  /** @param {string} preprocessing */
  choosePreprocessing(preprocessing) {
    this.tell("preprocessingChosen", { network: this.network, preprocessing });
  }

  /** The change of mind in one line: what it saw and what it sees now. */
  verdict() {
    const { original, modified } = this.answers;
    const { labels, originalKey, modified: picture } = this.state;
    if (!original) return waitingFor(this.answers, "looking …");
    const before = saidOf(original.probabilities, labels);
    if (picture.error) return html`saw <b>${before.name}</b> ${before.percent}, <b>no modified picture</b>`;
    if (!modified || modified.key === originalKey) return html`sees <b>${before.name}</b> ${before.percent}`;
    return changeOfMind(before, saidOf(modified.probabilities, labels), "still sees");
  }

  /** @param {"original" | "modified"} which @param {Row[]} rows */
  table(which, rows) {
    const { search } = this.answers;
    const missing = Math.max(0, 5 - rows.length);
    return scoresTable(this.answers, which, [
      ...rows.map((row) => this.row(which, row)),
      ...Array.from(
        { length: missing },
        (_, i) => html`<tr class="empty" aria-hidden="true">
          <td colspan=${which === "modified" ? 3 : 2}>${i === 0 && search && rows.length === 0 ? `no class is called “${search}”` : ""}</td>
        </tr>`,
      ),
    ]);
  }

  /** @param {"original" | "modified"} which @param {Row} row */
  row(which, row) {
    const { cam, labels, source } = this.state;
    const { classIndex, change, joined } = row;
    const confidence = which === "original" ? row.original : row.modified;
    const chosen = cam?.network === this.network && cam.classIndex === classIndex;
    const isMissing = which === "modified" && Boolean(this.state.modified.error);
    const isTruth = source?.truth === classIndex;
    return html`
      <tr
        data-class-index=${classIndex}
        data-confidence=${confidence ?? ""}
        data-change=${isMissing ? "" : which === "modified" ? change : 0}
        ?data-chosen=${chosen}
        class=${joined ? "joined" : ""}
      >
        <td class="class">
          <button
            class="plain"
            aria-pressed=${chosen}
            title="${labels[classIndex]}: show where ${this.answers.name} finds it"
            @click=${() => this.tell("classChosen", { network: this.network, classIndex })}
          >
            <span>${labels[classIndex]}</span>${isTruth
              ? html`<span class="truth" title="what the photograph shows">✓</span>`
              : null}
          </button>
        </td>
        <td class="number confidence" style=${`--confidence: ${(confidence ?? 0) / 100}`}>
          ${confidence?.toFixed(1) ?? (isMissing ? "–" : "…")}
        </td>
        ${which === "modified" ? html`<td class="number change">${isMissing ? "–" : signed(change)}</td>` : null}
      </tr>
    `;
  }
}

customElements.define("diptych-scores", ScoresView);
