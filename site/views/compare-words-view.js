// The words of the selection and of what each model has right or wrong; a bar filters.

import { html } from "../vendor/lit.js";
import { percent, signed, whole } from "../charts/format.js";
import { pair } from "../state/compare.js";
import { modelName } from "./compare-names.js";
import { isPart } from "./compare-whole.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @extends {StoreView<CompareState>} */
class CompareWordsView extends StoreView {
  static properties = { ...StoreView.properties, group: { state: true } };

  constructor() {
    super();
    /** "" for the selection, else "<model id>|right" or "…|wrong". */
    this.group = "";
  }

  get groups() {
    const { view } = this.state;
    const named = pair(this.state).flatMap((id) =>
      view?.words?.groups?.[id]
        ? ["right", "wrong"].map((how) => ({ id: `${id}|${how}`, text: `${modelName(this.state, id)} ${how}` }))
        : [],
    );
    return [{ id: "", text: "Selection" }, ...named];
  }

  render() {
    const { view, words: options } = this.state;
    if (!view) return null;
    if (!view.words) return html`<header class="panel-head"><h2>Words</h2></header>
      <p class="hint muted">These instances have no text.</p>`;
    const { groups } = this;
    const group = groups.some(({ id }) => id === this.group) ? this.group : "";
    return html`
      <header class="panel-head">
        <h2>Words</h2>
        <label title="Words such as “the” and “of”"
          ><input
            type="checkbox"
            data-testid="stop-words"
            .checked=${options.stopWords}
            @change=${(/** @type {any} */ e) => this.tell("wordOptionsChosen", { patch: { stopWords: e.target.checked } })}
          />
          stop-words</label
        >
        <div class="choice" role="group" aria-label="Order of the words" ?hidden=${group !== ""}>
          ${[
            { by: "count", text: "Frequent", title: "The words that most of the selected instances hold" },
            { by: "z", text: "Telling", title: "By log-odds: more frequent here than in the rest (Monroe et al. 2008)" },
          ].map(
            ({ by, text, title }) => html`<button
              data-by=${by}
              title=${title}
              aria-pressed=${options.by === by}
              @click=${() => this.tell("wordOptionsChosen", { patch: { by } })}
            >
              ${text}
            </button>`,
          )}
        </div>
      </header>
      <div class="choice tabs" role="group" aria-label="Whose words">
        ${groups.map(
          ({ id, text }) => html`<button
            data-group=${id}
            aria-pressed=${group === id}
            @click=${() => (this.group = id)}
          >
            ${text}
          </button>`,
        )}
      </div>
      ${this.bars(group)}
    `;
  }

  /** @param {string} group */
  bars(group) {
    const words = /** @type {import("../state/compare-types.js").Words} */ (this.state.view?.words);
    const [model, how] = group.split("|");
    const listed = group ? (words.groups?.[model]?.[/** @type {"right" | "wrong"} */ (how)] ?? []) : words.selected;
    const most = Math.max(1, ...listed.map(({ count }) => count));
    const correct = group ? { [model]: how === "right" } : {};
    const part = isPart(this.state);
    return html`<ol class="bars" data-testid="words" data-group=${group} style=${`--rows: ${Math.ceil(listed.length / 2)}`}>
      ${listed.map((each) => this.word(each, most, correct, part))}
      ${listed.length ? null : html`<li class="hint muted">No words here.</li>`}
    </ol>`;
  }

  /** @param {{word: string, count: number, rate: number, rest?: number, z?: number | null}} word @param {number} most
   * @param {Record<string, boolean>} correct @param {boolean} part */
  word({ word, count, rate, rest, z }, most, correct, part) {
    const told = typeof z === "number";
    const more = told ? `, log-odds z ${signed(z, 2)} against the ${whole(rest ?? 0)} of the rest` : "";
    return html`<li>
      <button
        class="plain"
        data-word=${word}
        data-count=${count}
        aria-pressed=${this.state.selection?.words.includes(word)}
        title="“${word}” in ${whole(count)} instances (${percent(rate)})${more}"
        @click=${() => this.tell("wordChosen", { word, correct })}
      >
        <i class="bar" style=${`--share: ${count / most}`}></i>
        <span class="word">${word}</span>
        ${part && told ? html`<span class="odds ${Math.abs(z) > 1.96 ? "sure" : ""}">${signed(z)}</span>` : null}
        <span class="number">${whole(count)}</span>
      </button>
    </li>`;
  }
}

customElements.define("diptych-compare-words", CompareWordsView);
