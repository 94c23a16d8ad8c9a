// The words of the selection and of what each model has right or wrong; a bar filters.

import { html } from "../vendor/lit.js";
import { pair } from "../state/compare.js";
import { NO_PART, barFigures, barMark, isUntold, orderChoice, saidOfBar } from "./compare-bars.js";
import { modelName, shortName } from "./compare-names.js";
import { isPart } from "./compare-whole.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("./compare-bars.js").Counted & {word: string}} Word */

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
        ? ["right", "wrong"].map((how) => ({ id: `${id}|${how}`, model: id, how }))
        : [],
    );
    return [{ id: "", model: "", how: "Selection" }, ...named];
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
        ${orderChoice(this, {
          of: "words",
          frequent: "The words that most of the selected instances hold",
          hidden: group !== "",
        })}
      </header>
      <div class="choice tabs" role="group" aria-label="Whose words">
        ${groups.map(
          ({ id, model, how }) => html`<button
            data-group=${id}
            title=${model ? `${modelName(this.state, model)} ${how}` : "All selected instances"}
            aria-pressed=${group === id}
            @click=${() => (this.group = id)}
          >
            ${model ? shortName(this.state, model) : null} ${how}
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
    const part = isPart(this.state);
    const untold = !group && isUntold(this.state);
    const ofGroup = words.groups?.[model]?.[/** @type {"right" | "wrong"} */ (how)] ?? [];
    const listed = untold ? [] : group ? ofGroup : words.selected;
    const most = Math.max(1, ...listed.map(({ count }) => count));
    const correct = group ? { [model]: how === "right" } : {};
    return html`<ol class="bars" data-testid="words" data-group=${group} style=${`--rows: ${Math.ceil(listed.length / 2)}`}>
      ${listed.map((each) => this.word(each, most, correct, part))}
      ${listed.length ? null : html`<li class="hint muted">${untold ? NO_PART : "No words here."}</li>`}
    </ol>`;
  }

  /** @param {Word} word @param {number} most @param {Record<string, boolean>} correct @param {boolean} part */
  word(word, most, correct, part) {
    const name = word.word;
    return html`<li>
      <button
        class="plain"
        data-word=${name}
        data-count=${word.count}
        aria-pressed=${this.state.selection?.words.includes(name)}
        title="“${name}” in ${saidOfBar(word)}"
        @click=${() => this.tell("wordChosen", { word: name, correct })}
      >
        ${barMark(word, most)}
        <span class="word">${name}</span>
        ${barFigures(word, part)}
      </button>
    </li>`;
  }
}

customElements.define("diptych-compare-words", CompareWordsView);
