// A sentence as words beside the sentence it came from: which stayed, came or went, and how a click changes it.

/** @typedef {import("../model/tokenizer.js").Word} Word */
/** @typedef {{words: Word[], total: number}} Reading */

/**
 * @typedef {object} Chip
 * @property {"kept" | "added" | "gone"} kind
 * @property {number} at its place among the words of the sentence, −1 for one that is gone
 * @property {number} from its place among the words of the original, −1 for one that was added
 * @property {string} text as it was written
 */

/** Words looked at beyond those that the networks read, so that a word struck out lets the next one in. */
const AHEAD = 48;

/** Texts whose reading is kept: the sentence, its original and what undo leads to. */
const KEPT = 8;

/**
 * Reads texts, the last few of them only once.
 * @param {import("../model/tokenizer.js").Tokenizer} tokenizer
 * @returns {(text: string) => Reading}
 */
export function createReader({ read, length }) {
  /** @type {Map<string, Reading>} */
  const known = new Map();
  return (text) => {
    const reading = known.get(text) ?? read(text, length + AHEAD);
    known.delete(text);
    known.set(text, reading);
    if (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
    return reading;
  };
}

/**
 * The words of a sentence that the networks read, and between them the original's that are gone.
 * @param {{text: string, words: Word[]}} original
 * @param {{text: string, words: Word[]}} present
 * @param {number} length words that the networks read
 * @returns {Chip[]}
 */
export function chipsOf(original, present, length) {
  const a = original.words;
  const b = present.words;
  const common = commonLengths(a, b);
  const chips = [];
  const width = b.length + 1;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= length && (j < b.length || i >= a.length)) break;
    if (i < a.length && j < b.length && a[i].token === b[j].token) chips.push(chip("kept", present, j++, i++));
    else if (i < a.length && (j === b.length || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      chips.push(chip("gone", original, -1, i++));
    } else chips.push(chip("added", present, j++, -1));
  }
  // Past the end of what was looked at nothing is known to be gone.
  const cut = a.length > length && b.length >= length;
  return cut ? chips.slice(0, chips.findLastIndex(({ kind }) => kind !== "gone") + 1) : chips;
}

/** @param {Chip["kind"]} kind @param {{text: string, words: Word[]}} of @param {number} at @param {number} from */
function chip(kind, { text, words }, at, from) {
  const { start, end } = words[at < 0 ? from : at];
  return { kind, at, from, text: text.slice(start, end) };
}

/** Lengths of the longest common subsequences of all pairs of tails. @param {Word[]} a @param {Word[]} b */
function commonLengths(a, b) {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i].token === b[j].token
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  return lengths;
}

/**
 * A text without one of its words; its neighbours stay apart.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} at
 */
export function struck(text, words, at) {
  const before = words[at - 1];
  const after = words[at + 1];
  if (!before) return after ? text.slice(after.start) : "";
  if (!after) return text.slice(0, before.end);
  const gap = text.slice(words[at].end, after.start) || text.slice(before.end, words[at].start) || " ";
  return text.slice(0, before.end) + gap + text.slice(after.start);
}

/**
 * A text with something else in the place of one of its words.
 * @param {string} text
 * @param {Word[]} words
 * @param {number} at
 * @param {string} by what to write; nothing strikes the word out
 */
export function replaced(text, words, at, by) {
  const piece = by.trim();
  if (!piece) return struck(text, words, at);
  const left = text.slice(0, words[at].start);
  const right = text.slice(words[at].end);
  const apart = (/** @type {string} */ a, /** @type {string} */ b) => (/\w$/.test(a) && /^\w/.test(b) ? " " : "");
  return left + apart(left, piece) + piece + apart(piece, right) + right;
}

/**
 * A text with one of the original's words back in its place.
 * @param {{text: string, words: Word[]}} original
 * @param {{text: string, words: Word[]}} present
 * @param {Chip[]} chips of the two
 * @param {Chip} gone the one to bring back
 */
export function restored(original, present, chips, gone) {
  const place = chips.indexOf(gone);
  const others = chips.filter(({ kind }) => kind !== "kept");
  if (others.length === 1) return original.text;
  const before = chips.slice(0, place).findLast(({ kind }) => kind !== "gone");
  const after = chips.slice(place).find(({ kind }) => kind !== "gone");
  const { start, end } = original.words[gone.from];
  // Beside its old neighbour it stands as it stood there, beside another one apart.
  const gapBefore = !before
    ? ""
    : before.from >= 0 && before.from === gone.from - 1
      ? original.text.slice(original.words[before.from].end, start)
      : " ";
  const gapAfter = !after
    ? ""
    : after.from === gone.from + 1
      ? original.text.slice(end, original.words[after.from].start)
      : " ";
  const left = before ? present.text.slice(0, present.words[before.at].end) : "";
  const right = after ? present.text.slice(present.words[after.at].start) : "";
  return left + gapBefore + original.text.slice(start, end) + gapAfter + right;
}
