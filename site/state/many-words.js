// What a run says, in a sentence: the shares with their intervals, and whether the networks differ.

/** @typedef {import("./many-results.js").Share} Share */
/** @typedef {import("./many-results.js").Pair} Pair */

/** What is less likely than this by chance counts as a difference. */
const LEVEL = 0.05;

/** @param {number} share */
const whole = (share) => Math.round(100 * share);

/** @param {Share} share */
function one({ name, flips, count, low, high }) {
  return `${name} flips on ${flips} of ${count} (${whole(low)} to ${whole(high)} %)`;
}

/** @param {number} p */
export function pInWords(p) {
  if (p < 0.001) return "p < 0.001";
  return `p = ${p < 0.01 ? p.toFixed(3) : p.toFixed(2)}`;
}

/**
 * How many flip: “MobileNet flips on 31 of 100 (23 to 41 %), SqueezeNet on 44 (35 to 54 %).”
 * @param {Share[]} shares
 */
export function countsInWords(shares) {
  const told = shares.filter(({ count }) => count > 0);
  if (!told.length) return "";
  const [first, ...others] = told;
  const rest = others.map(({ name, flips, count, low, high }) => {
    const of = count === first.count ? "" : ` of ${count}`;
    return `${name} on ${flips}${of} (${whole(low)} to ${whole(high)} %)`;
  });
  return `${[one(first), ...rest].join(", ")}.`;
}

/**
 * Whether the two differ: “SqueezeNet flips more often (p = 0.03).”
 * @param {Share[]} shares of the two, in the pair's order
 * @param {Pair | null} pair
 */
export function pairInWords(shares, pair) {
  if (!pair || shares.length < 2) return "";
  const { onlyFirst, onlySecond, p } = pair;
  if (p >= LEVEL) return `No clear difference between the two (${pInWords(p)}).`;
  const { name } = onlyFirst > onlySecond ? shares[0] : shares[1];
  return `${name} flips more often (${pInWords(p)}).`;
}
