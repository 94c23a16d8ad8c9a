// “Apply to many” for sentences: a word struck out of every test sentence that has it.

import { html } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { preparedWords, wantedWords, wordsWanted } from "../state/many-sentences-recipe.js";
import { KeepFocus } from "./keep-focus.js";
import { MANY_CONTROLS, comeIntoView, panel } from "./many-panel.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */
/** @typedef {import("../state/many-results.js").Flip} Flip */
/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

/** @extends {StoreView<ManyState>} */
class ManySentencesView extends StoreView {
  static properties = { ...StoreView.properties, sentence: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../state/store.js").Store<SentenceState>} */
    this.sentence = /** @type {any} */ (undefined);
    /** What was on the page last: shown or not, and the run's number. */
    this.was = "";
    /** @type {() => void} */
    this.unwatch = () => {};
    new KeepFocus(this, ".many", ...MANY_CONTROLS);
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch = this.sentence.subscribe(() => this.state.open && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
  }

  /** A sentence of the list, above, without its words. @param {Flip} flip */
  open({ item }) {
    this.sentence.dispatch({ type: "sentenceChosen", text: item.changed, original: item.title });
    this.closest(".bench")?.scrollIntoView({ block: "start" });
  }

  render() {
    const { state } = this;
    if (!state.open) return null;
    const sentence = this.sentence.get();
    const wanted = wantedWords(state, sentence);
    return panel(
      state,
      {
        noun: "sentences",
        about: state.all.length ? `${whole(state.all.length)} sentences that no network was trained on` : "",
        controls: this.controls(sentence, wanted.items.length),
        wanted,
        prepare: () => preparedWords(this.state, this.sentence.get()),
        labels: sentence.labels,
        head: (flip) => this.text(flip),
        open: (flip) => this.open(flip),
        hint: "Open this sentence with the same words struck out",
      },
      (type, facts) => this.tell(type, facts),
    );
  }

  /** @param {SentenceState} sentence @param {number} count of the sentences that have the words */
  controls(sentence, count) {
    const { set } = this.state;
    const { words, by } = wordsWanted(this.state, sentence);
    const networks = Object.values(sentence.networks);
    const choice = (/** @type {string} */ id, /** @type {string} */ title) => option(id, title, id === set);
    return html`
      <label>
        <span class="muted">Strike out</span>
        <input
          type="text"
          data-testid="many-words"
          placeholder="a word or several"
          .value=${words}
          @input=${(/** @type {any} */ e) => this.tell("wordsWritten", { words: e.target.value })}
        />
      </label>
      <label>
        <span class="muted">and write</span>
        <input
          type="text"
          data-testid="many-by"
          placeholder="nothing"
          .value=${by}
          @input=${(/** @type {any} */ e) => this.tell("replacementWritten", { by: e.target.value })}
        />
      </label>
      <label>
        <span class="muted">in</span>
        <select
          data-testid="many-set"
          @change=${(/** @type {any} */ e) => this.tell("setChosen", { set: e.target.value })}
        >
          ${choice("all", count ? `all ${whole(count)} that have it` : "all that have it")}
          ${networks.length > 1 ? choice("right:both", "those that both networks get right") : null}
          ${networks.map(({ id, name }) => choice(`right:${id}`, `those that ${name} gets right`))}
        </select>
      </label>
    `;
  }

  /** A sentence with what was struck out and written. @param {Flip} flip */
  text({ item }) {
    const { words, by } = /** @type {import("../state/many.js").WordRecipe} */ (this.state.run?.recipe);
    const all = this.sentence.get().read?.(item.title).words ?? [];
    const found = all.filter(({ token }) => words.includes(token));
    let at = 0;
    const parts = found.map(({ start, end }) => {
      const before = item.title.slice(at, start);
      at = end;
      return html`${before}<del>${item.title.slice(start, end)}</del>${by ? html` <ins>${by}</ins>` : null}`;
    });
    return html`<span class="struck">${parts}${item.title.slice(at)}</span>`;
  }

  updated() {
    this.was = comeIntoView(this, this.state, this.was);
  }
}

customElements.define("diptych-many-sentences", ManySentencesView);
