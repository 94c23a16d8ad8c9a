/** Seeded random numbers: the same seed gives the same sequence, in every browser. */

/**
 * Marsaglia's xorshift (DOI 10.18637/jss.v008.i14) with 32 bits of state.
 * @see fast enough for the innermost loop of a search, and no more random than that needs
 */
export class Random {
  /** @param {number} seed any whole number */
  constructor(seed) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1; // never 0, from which there is no way out
    for (let i = 0; i < 8; i++) this.below(1); // small seeds differ in few bits at first
  }

  /**
   * @param {number} n at least 1, at most 2 ** 24
   * @returns {number} a whole number, 0 to n - 1
   */
  below(n) {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return Math.floor((x >>> 8) * n / 16777216);
  }

  /**
   * Put a list in random order (R. Durstenfeld, "Algorithm 235", 1964, DOI 10.1145/364520.364540).
   * @template T
   * @param {T[]} list changed
   * @returns {T[]} the same
   */
  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }
}
