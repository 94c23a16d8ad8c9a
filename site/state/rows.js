// Which classes a pair of tables shows, in which order, and how each changed.

/**
 * @typedef {object} Row
 * @property {number} classIndex
 * @property {number} original confidence in percent
 * @property {number | null} modified confidence in percent
 * @property {number} change in percentage points
 * @property {boolean} joined true for a class that leads now but was not among the original's first
 */

/** Class indices by falling probability. @param {Float32Array} probabilities @param {number} count */
export function top(probabilities, count) {
  return Array.from(probabilities.keys())
    .sort((a, b) => probabilities[b] - probabilities[a] || a - b)
    .slice(0, count);
}

/** The most probable class. @param {ArrayLike<number>} probabilities */
export function bestOf(probabilities) {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i;
  return best;
}

/**
 * @param {import("./probe.js").Network} network
 * @param {string[]} labels
 * @param {{rows: number, sort: "original" | "confidence"}} options
 * @returns {{original: Row[], modified: Row[]}}
 */
export function tableRows(network, labels, { rows, sort }) {
  const before = network.original?.probabilities;
  if (!before) return { original: [], modified: [] };
  const after = network.modified?.probabilities;
  const search = network.search.trim().toLowerCase();
  const row = (/** @type {number} */ classIndex, joined = false) => ({
    classIndex,
    original: 100 * before[classIndex],
    modified: after ? 100 * after[classIndex] : null,
    change: after ? 100 * (after[classIndex] - before[classIndex]) : 0,
    joined,
  });
  const found = (/** @type {Float32Array} */ probabilities) =>
    search
      ? top(probabilities, probabilities.length)
          .filter((i) => labels[i]?.toLowerCase().includes(search))
          .slice(0, rows)
      : top(probabilities, rows);
  const original = found(before);
  if (sort === "confidence" && after) {
    return { original: original.map((i) => row(i)), modified: found(after).map((i) => row(i)) };
  }
  const leader = after && !search ? top(after, 1)[0] : original[0];
  const joined = leader === undefined || original.includes(leader) ? [] : [row(leader, true)];
  const both = [...original.map((i) => row(i)), ...joined];
  return { original: both, modified: both };
}
