// Whether two networks that saw the same inputs differ: McNemar's exact test (McNemar 1947,
// DOI 10.1007/BF02295996), which looks only at the inputs on which one of them did it and the other did not.

/**
 * How likely so lopsided a split is, or one more so, if either network is as likely to be the one.
 * @param {number} onlyA inputs on which the first did it alone
 * @param {number} onlyB inputs on which the second did it alone
 * @returns {number} the two-sided p
 */
export function mcnemar(onlyA, onlyB) {
  const n = onlyA + onlyB;
  const few = Math.min(onlyA, onlyB);
  // Terms of the binomial distribution as logarithms: 2 ** -n is zero from n = 1075 on.
  let term = -n * Math.LN2;
  let sum = Math.exp(term);
  for (let i = 1; i <= few; i++) {
    term += Math.log((n - i + 1) / i);
    sum += Math.exp(term);
  }
  return Math.min(1, 2 * sum);
}
