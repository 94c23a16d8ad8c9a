// How sure a share is that was counted on few: the score interval of Wilson 1927
// (DOI 10.1080/01621459.1927.10502953), which stays within 0 and 1 and means something at 0 of n and n of n too.

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of a share.
 * @param {number} k how many did
 * @param {number} n of how many; of none nothing is known: 0 to 1
 * @returns {{low: number, high: number}} shares of one
 */
export function wilson(k, n) {
  if (!(k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is no share`);
  const z2 = Z * Z;
  const centre = k + z2 / 2;
  const half = n ? Z * Math.sqrt((k * (n - k)) / n + z2 / 4) : z2 / 2;
  // What the formula makes exactly 0 or 1 shall not miss it by rounding.
  return {
    low: k === 0 ? 0 : (centre - half) / (n + z2),
    high: k === n ? 1 : (centre + half) / (n + z2),
  };
}
