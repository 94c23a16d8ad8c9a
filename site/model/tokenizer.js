// From a text to token ids, by the rule in a vocabulary file; `converter/reviews/tokenizer.py` is its twin.

/**
 * @typedef {object} Vocabulary
 * @property {number} length tokens kept of each text
 * @property {Record<string, string>} fold what single UTF-16 units become first
 * @property {string} pattern a regular expression that matches one token
 * @property {string[]} words their ids follow those of padding and the unknown token
 */

/**
 * @typedef {object} Tokenizer
 * @property {number} length
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
  function* matches(text) {
    let folded = "";
    for (let i = 0; i < text.length; i++) folded += folds.get(text[i]) ?? text[i];
    for (const match of folded.matchAll(new RegExp(pattern, "g"))) yield match[0];
  }

  return {
    length,
    tokens: (text) => [...matches(text)],
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
