// The words that the networks read: strike out, bring back or replace them, and see how much each matters.

import { classMap, html, repeat } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { chipsOf, replaced, restored, struck } from "../state/sentence-words.js";
import { originalClass, present, readingOf } from "../state/sentence.js";
import { carriedOver } from "../state/sentence-bars.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */
/** @typedef {import("../state/sentence-words.js").Chip} Chip */

/** Effects smaller than this, in points, do not fill the bars. */
const LEAST_SCALE = 5;

/** A second click this soon makes a double click, in milliseconds. */
const DOUBLE = 250;

/** @extends {StoreView<SentenceState>} */
class SentenceWordsView extends StoreView {
  static properties = { ...StoreView.properties, editing: { state: true }, current: { state: true } };

  constructor() {
    super();
    /** The chip that is being replaced, by its key. */
    this.editing = "";
    /** The chip that the Tab key reaches. */
    this.current = "";
    this.waiting = 0;
  }

  render() {
    const { text, original } = present(this.state);
    const reading = readingOf(this.state, text);
    if (!reading) return html`<p class="muted waiting">Fetching the vocabulary …</p>`;
    this.was = { text: original, words: readingOf(this.state, original)?.words ?? [] };
    this.now = { text, words: reading.words };
    this.chips = chipsOf(this.was, this.now, this.state.length);
    const effects = Object.values(this.state.networks).map((network) => ({
      network,
      ...carriedOver(network.without, reading.words, (key) => readingOf(this.state, key)?.words ?? [], text),
    }));
    const most = Math.max(LEAST_SCALE, ...effects.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
    const keys = this.chips.map(keyOf);
    const reached = keys.includes(this.current) ? this.current : keys[0];
    const more = reading.total - this.state.length;
    return html`
      ${this.legend(most)}
      ${this.chips.length
        ? html`<ul
            class="row"
            data-testid="sentence-words"
            aria-label="Words of the sentence"
            @keydown=${this.onKey}
          >
            ${repeat(this.chips, keyOf, (chip) => this.word(chip, effects, most, keyOf(chip) === reached))}
            ${more > 0
              ? html`<li class="beyond muted">… and ${whole(more)} more, which the networks do not read</li>`
              : null}
          </ul>`
        : html`<p class="row none" data-testid="sentence-words">
            There is no word here: write a sentence or choose one, and both networks answer.
          </p>`}
      <p class="hint muted">
        Click a word to strike it out, again to bring it back; double-click to replace it. Keys: arrows, Space, Enter.
      </p>
    `;
  }

  /** @param {number} most */
  legend(most) {
    const { labels, networks } = this.state;
    const [first, second] = Object.values(networks).map((network) => {
      const asked = originalClass(network);
      return html`${network.name}${asked < 0 ? "" : html` for <b>${labels[asked]}</b>`}`;
    });
    return html`<div class="row-head">
      <h2>Which words matter</h2>
      <p class="key muted">
        <span>above the words: ${first}, below: ${second}</span>
        <span><i class="swatch for"></i> speaks for it</span>
        <span><i class="swatch opposing"></i> speaks against it</span>
        <span class="number">full bar ${most.toFixed(1)} points</span>
      </p>
    </div>`;
  }

  /**
   * @param {Chip} chip
   * @param {{network: import("../state/sentence.js").TextNetwork, values: (number | null)[], fresh: boolean}[]} effects
   * @param {number} most @param {boolean} reached
   */
  word(chip, effects, most, reached) {
    const { kind, at, text } = chip;
    const { pointed } = this.state;
    const key = keyOf(chip);
    const isPointed = pointed && at >= pointed.start && at < pointed.stop;
    const bars = effects.map(({ values, fresh }) => {
      const value = at < 0 ? null : (values[at] ?? null);
      return html`<span
        class=${classMap({ effect: true, opposing: (value ?? 0) < 0, stale: !fresh })}
        style=${`--size: ${Math.abs(value ?? 0) / most}`}
      ></span>`;
    });
    const unknown = at >= 0 && this.now?.words[at].id === 1;
    const label = this.label(chip, effects, unknown);
    return html`<li class=${classMap({ cell: true, [kind]: true, pointed: Boolean(isPointed), unknown })}>
      ${bars[0]}
      ${this.editing === key
        ? html`<input
            type="text"
            aria-label="Replace ${text} by"
            .value=${text}
            size=${Math.max(3, text.length)}
            @keydown=${(/** @type {KeyboardEvent} */ e) => this.onEdit(e, chip)}
            @blur=${(/** @type {any} */ e) => this.commit(chip, e.target.value)}
          />`
        : html`<button
            class="chip"
            data-key=${key}
            tabindex=${reached ? 0 : -1}
            aria-pressed=${kind === "gone"}
            aria-label=${label}
            title=${label}
            @focus=${() => (this.current = key)}
            @click=${(/** @type {MouseEvent} */ e) => this.onClick(e, chip)}
            @dblclick=${() => this.onDouble(chip)}
          >
            ${text}
          </button>`}
      ${bars[1]}
    </li>`;
  }

  /** @param {Chip} chip @param {any[]} effects @param {boolean} unknown */
  label({ kind, at, text }, effects, unknown) {
    if (kind === "gone") return `${text}, struck out: press to bring it back`;
    const said = effects
      .filter(({ values }) => values[at] !== null && values[at] !== undefined)
      .map(({ network, values }) => {
        const asked = this.state.labels[originalClass(network)];
        const points = Math.abs(values[at]).toFixed(1);
        return `${network.name}: ${points} points ${values[at] < 0 ? "against" : "for"} ${asked}`;
      });
    return [text, ...(unknown ? ["a word the networks do not know"] : []), ...said].join("; ");
  }

  /** @param {MouseEvent} event @param {Chip} chip */
  onClick(event, chip) {
    clearTimeout(this.waiting);
    if (event.detail > 1) return; // the second click of a double one
    // A word of the original stays in its place when struck; any other would slip away under a double click.
    if (chip.kind === "added" && event.detail) this.waiting = setTimeout(() => this.toggle(chip), DOUBLE);
    else this.toggle(chip);
  }

  /** @param {Chip} chip */
  toggle(chip) {
    const { was, now, chips } = this;
    if (!was || !now || !chips) return;
    if (chip.kind === "gone") {
      this.tell("wordRestored", { text: restored(was, now, chips, chip), word: chip.text });
    } else this.tell("wordStruck", { text: struck(now.text, now.words, chip.at), word: chip.text });
  }

  /** The first click has struck the word out, or brought it back. @param {Chip} chip */
  onDouble(chip) {
    clearTimeout(this.waiting);
    if (chip.kind === "gone") this.tell("undone");
    const key = keyOf(chip);
    this.edit(key);
  }

  /** @param {string} key */
  async edit(key) {
    this.editing = key;
    await this.updateComplete;
    /** @type {HTMLInputElement | null} */ (this.querySelector(".cell input"))?.select();
  }

  /** @param {KeyboardEvent} event @param {Chip} chip */
  onEdit(event, chip) {
    event.stopPropagation();
    if (event.key === "Enter") this.commit(chip, /** @type {HTMLInputElement} */ (event.target).value, true);
    else if (event.key === "Escape") this.commit(chip, chip.text, true);
    else return;
    event.preventDefault();
  }

  /** @param {Chip} chip @param {string} by @param {boolean} [stay] whether the focus goes back to the word */
  async commit(chip, by, stay = false) {
    if (this.editing !== keyOf(chip)) return;
    this.editing = "";
    const { now } = this;
    if (now && chip.at >= 0 && by.trim() !== chip.text) {
      this.tell("wordReplaced", { text: replaced(now.text, now.words, chip.at, by), word: chip.text, by: by.trim() });
    }
    if (!stay) return;
    await this.updateComplete;
    const place = chip.at;
    const there = this.chips?.find(({ at }) => at === place);
    if (there) this.focusOn(keyOf(there));
  }

  /** @param {string} key */
  focusOn(key) {
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-key="${key}"]`))?.focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { chips } = this;
    const key = /** @type {HTMLElement} */ (event.target).dataset.key;
    if (!chips || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = chips.findIndex((chip) => keyOf(chip) === key);
    const last = chips.length - 1;
    /** @type {Record<string, number>} */
    const moves = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: last };
    if (event.key in moves) this.focusOn(keyOf(chips[Math.min(last, Math.max(0, moves[event.key]))]));
    else if (event.key === "Enter" && chips[place].kind !== "gone") this.edit(key);
    else if (event.key === "Delete" || event.key === "Backspace") {
      if (chips[place].kind !== "gone") this.toggle(chips[place]);
    } else return;
    event.preventDefault();
  }
}

/** A word of the original keeps its chip when it is struck out. @param {Chip} chip */
const keyOf = ({ kind, at, from }) => (kind === "added" ? `added-${at}` : `original-${from}`);

customElements.define("diptych-sentence-words", SentenceWordsView);
