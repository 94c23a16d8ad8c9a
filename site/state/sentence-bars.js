// How much each word mattered when it was last asked, carried over to the sentence as it stands.

/** @typedef {import("../model/tokenizer.js").Word} Word */

/**
 * Equal words get the effects of equal words, in their order, until the new ones arrive.
 * @param {{key: string, effects: Float32Array} | null} without
 * @param {Word[]} words of the sentence
 * @param {(key: string) => Word[]} wordsOf those of the sentence that was asked
 * @param {string} text the sentence
 * @returns {{values: (number | null)[], fresh: boolean}} one for each word, null where none is known
 */
export function carriedOver(without, words, wordsOf, text) {
  if (!without) return { values: [], fresh: true };
  if (without.key === text) return { values: Array.from(without.effects), fresh: true };
  /** @type {Map<string, number[]>} */
  const known = new Map();
  const before = wordsOf(without.key);
  for (const [i, effect] of without.effects.entries()) {
    const { token } = before[i];
    known.set(token, [...(known.get(token) ?? []), effect]);
  }
  return { values: words.map(({ token }) => known.get(token)?.shift() ?? null), fresh: false };
}
