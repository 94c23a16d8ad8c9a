// From a text to token ids, by the rule in a vocabulary file; `converter/reviews/tokenizer.py` is its twin.

/**
 * @typedef {object} Vocabulary
 * @property {number} length tokens kept of each text
 * @property {Record<string, string>} fold what single UTF-16 units become first
 * @property {string} pattern a regular expression that matches one token
 * @property {string[]} words their ids follow those of padding and the unknown token
 */

/**
 * @typedef {object} Word a token and the place in the text where it was read
 * @property {string} token
 * @property {number} id
 * @property {number} start in UTF-16 units
 * @property {number} end after its last unit, marks that were dropped included
 */

/**
 * @typedef {object} Tokenizer
 * @property {number} length
 * @property {(text: string, most?: number) => {words: Word[], total: number}} read the first tokens, at `most` so
 *   many, and how many there are
 * @property {(text: string) => string[]} tokens every token of a text
 * @property {(text: string) => Int32Array} encode the ids of the first `length` tokens, padded with zeros
 */

const UNKNOWN = 1;
const FIRST = 2;

/**
 * @param {Vocabulary} vocabulary
 * @returns {Tokenizer}
 */
export function createTokenizer({ length, fold, pattern, words }) {
  const folds = new Map(Object.entries(fold));
  const ids = new Map(words.map((word, i) => [word, FIRST + i]));

  /** @param {string} text */
  function folded(text) {
    let units = "";
    for (let i = 0; i < text.length; i++) units += folds.get(text[i]) ?? text[i];
    return units;
  }

  /** @param {string} text */
  function* matches(text) {
    for (const match of folded(text).matchAll(new RegExp(pattern, "g"))) yield match[0];
  }

  /** Where each folded unit stands in the text. @param {string} text */
  function origins(text) {
    const places = [];
    for (let i = 0; i < text.length; i++) {
      for (let k = folds.get(text[i])?.length ?? 1; k > 0; k--) places.push(i);
    }
    return places;
  }

  return {
    length,
    tokens: (text) => [...matches(text)],
    read(text, most = Infinity) {
      const places = origins(text);
      const words = [];
      let total = 0;
      for (const { 0: token, index } of folded(text).matchAll(new RegExp(pattern, "g"))) {
        if (total++ >= most) continue;
        let end = places[index + token.length - 1] + 1;
        while (end < text.length && folds.get(text[end]) === "") end++;
        words.push({ token, id: ids.get(token) ?? UNKNOWN, start: places[index], end });
      }
      return { words, total };
    },
    encode(text) {
      const encoded = new Int32Array(length);
      let at = 0;
      for (const token of matches(text)) {
        if (at === length) break;
        encoded[at++] = ids.get(token) ?? UNKNOWN;
      }
      return encoded;
    },
  };
}
