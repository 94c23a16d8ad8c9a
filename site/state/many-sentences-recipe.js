// From a sentence's edit to a run over all test sentences with the same words: what is struck out, and where.

import { chipsOf, replaced, struck } from "./sentence-words.js";
import { present, readingOf } from "./sentence.js";

/** @typedef {import("./sentence.js").SentenceState} SentenceState */
/** @typedef {import("./sentence-words.js").Reading} Reading */
/** @typedef {import("./many.js").ManyState} ManyState */
/** @typedef {import("./many.js").Item} Item */
/** @typedef {(text: string) => Reading} Read */

/** The words of each sentence of a set, read once. @type {WeakMap<Item[], Set<string>[]>} */
const read = new WeakMap();

/** @param {Item[]} all @param {Read} reader */
function wordsOfEach(all, reader) {
  const tokens = (/** @type {Item} */ { title }) => new Set(reader(title).words.map(({ token }) => token));
  const known = read.get(all) ?? all.map(tokens);
  read.set(all, known);
  return known;
}

/** The words that the present edit took out, and what it put in their place where that is one and the same.
 * @param {SentenceState} sentence @returns {{words: string, by: string}} */
export function wordsOfEdit(sentence) {
  const { text, original } = present(sentence);
  const was = readingOf(sentence, original)?.words ?? [];
  const now = readingOf(sentence, text)?.words ?? [];
  const chips = chipsOf({ text: original, words: was }, { text, words: now }, sentence.length);
  const gone = [...new Set(chips.filter(({ kind }) => kind === "gone").map(({ from }) => was[from].token))];
  const added = chips.filter(({ kind }) => kind === "added").map((chip) => chip.text);
  return { words: gone.join(" "), by: gone.length === 1 && added.length === 1 ? added[0] : "" };
}

/** What is struck out and written, as a person wrote it or as the present edit has it.
 * @param {ManyState} many @param {SentenceState} sentence @returns {{words: string, by: string}} */
export function wordsWanted(many, sentence) {
  const edit = many.words === null || many.by === null ? wordsOfEdit(sentence) : { words: "", by: "" };
  return { words: many.words ?? edit.words, by: many.by ?? (many.words === null ? edit.by : "") };
}

/**
 * A text without words, or with something else in their place.
 * @param {string} text
 * @param {Read} reader
 * @param {Set<string>} words as the networks read them
 * @param {string} by
 */
export function without(text, reader, words, by) {
  const last = (/** @type {Reading["words"]} */ found, before = found.length) =>
    found.slice(0, before).findLastIndex(({ token }) => words.has(token));
  let changed = text;
  if (by.trim()) {
    const found = reader(text).words;
    for (let at = last(found); at >= 0; at = last(found, at)) changed = replaced(changed, found, at, by);
    return changed;
  }
  // What stands beside a word that went is read anew; each turn the text is shorter.
  for (let found = reader(changed).words; last(found) >= 0; found = reader(changed).words) {
    const next = struck(changed, found, last(found));
    if (next.length >= changed.length) break;
    changed = next;
  }
  return changed;
}

/**
 * The run that a person would start now, or why there is none; without the changed texts.
 * @param {ManyState} many
 * @param {SentenceState} sentence
 * @returns {import("./many.js").WantedRun}
 */
export function wantedWords(many, sentence) {
  const { words: written, by } = wordsWanted(many, sentence);
  const reader = sentence.read;
  const networks = Object.values(sentence.networks).map(({ id, name }) => ({ id, name }));
  const words = reader ? [...new Set(reader(written).words.map(({ token }) => token))] : [];
  const wanted = new Set(words);
  const each = reader ? wordsOfEach(many.all, reader) : [];
  const items = words.length ? many.all.filter((_, i) => words.some((word) => each[i]?.has(word))) : [];
  const problem =
    !many.all.length || !reader
      ? many.problem || "Fetching the test sentences …"
      : !words.length
        ? "Strike a word out above, or write one here: it then goes from every test sentence that has it."
        : !items.length
          ? `No test sentence has ${words.map((word) => `“${word}”`).join(" or ")}.`
          : "";
  const key = [[...wanted].sort().join(" "), by.trim(), networks.map(({ id }) => id).join()].join("|");
  return { key, recipe: { words, by: by.trim() }, items, networks, problem };
}

/** The same run with every text as it will be. @param {ManyState} many @param {SentenceState} sentence */
export function preparedWords(many, sentence) {
  const run = wantedWords(many, sentence);
  const reader = sentence.read;
  if (!reader || run.problem) return run;
  const words = new Set(run.recipe.words);
  const change = (/** @type {string} */ text) => without(text, reader, words, run.recipe.by);
  const items = run.items.map((item) => ({ ...item, changed: change(item.title) }));
  return { ...run, items };
}
