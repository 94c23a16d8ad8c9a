// Which recorded inputs a network finds most like another one, and how far its neurons moved.

/**
 * @typedef {object} Scale of each unit, over the recorded inputs
 * @property {Float64Array} mean
 * @property {Float64Array} deviation standard deviation (of the population); 0 for a unit that never moves
 */

/** @typedef {{index: number, similarity: number}} Near a recorded input, and its cosine in −1..1 */

/**
 * @param {Float32Array} recorded [inputs × units]
 * @param {number} units
 * @returns {Scale}
 */
export function scaleOf(recorded, units) {
  const count = recorded.length / units;
  const mean = new Float64Array(units);
  const squares = new Float64Array(units);
  // Sums of half-precision numbers are exact, so that a unit that never moves has no deviation at all.
  for (let i = 0; i < recorded.length; i++) mean[i % units] += recorded[i];
  for (let u = 0; u < units; u++) mean[u] /= count;
  for (let i = 0; i < recorded.length; i++) squares[i % units] += (recorded[i] - mean[i % units]) ** 2;
  return { mean, deviation: squares.map((sum) => Math.sqrt(sum / count)) };
}

/**
 * Each input's distances from the mean, in deviations of each unit, as a vector of length 1. Without that the
 * few units that answer strongly to everything would decide alone what is alike. Units that
 * never move don't count.
 * @param {Float32Array} values [inputs × units]
 * @param {Scale} scale
 * @returns {Float32Array} [inputs × units]; zeros for an input that is the mean
 */
export function directions(values, { mean, deviation }) {
  const units = mean.length;
  const found = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += units) {
    let square = 0;
    for (let u = 0; u < units; u++) {
      const z = deviation[u] > 0 ? (values[start + u] - mean[u]) / deviation[u] : 0;
      found[start + u] = z;
      square += z * z;
    }
    const length = Math.sqrt(square);
    if (length > 0) for (let u = 0; u < units; u++) found[start + u] /= length;
  }
  return found;
}

/**
 * The recorded inputs in the most similar directions.
 * @param {Float32Array} recorded [inputs × units], directions
 * @param {Float32Array} direction [units]
 * @param {number} count
 * @returns {Near[]} most similar first
 */
export function nearest(recorded, direction, count) {
  const units = direction.length;
  const all = Array.from({ length: recorded.length / units }, (_, index) => {
    let similarity = 0;
    for (let u = 0, at = index * units; u < units; u++, at++) similarity += recorded[at] * direction[u];
    return { index, similarity };
  });
  return all.sort((a, b) => b.similarity - a.similarity || a.index - b.index).slice(0, count);
}

/**
 * What one unit answered to every recorded input.
 * @param {Float32Array} recorded [inputs × units]
 * @param {number} units
 * @param {number} unit
 */
export function columnOf(recorded, units, unit) {
  return Float32Array.from({ length: recorded.length / units }, (_, i) => recorded[i * units + unit]);
}

/**
 * The places of the values next to one, nearest first.
 * @param {Float32Array} values
 * @param {number} value
 * @param {number} count
 */
export function closest(values, value, count) {
  const distance = (/** @type {number} */ i) => Math.abs(values[i] - value);
  return Array.from(values.keys())
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, count);
}

/**
 * Which share of the values is below one, and which above.
 * @param {Float32Array} values
 * @param {number} value
 */
export function sharesBeside(values, value) {
  const share = (/** @type {(each: number) => boolean} */ is) =>
    values.reduce((sum, each) => sum + Number(is(each)), 0) / values.length;
  return { below: share((each) => each < value), above: share((each) => each > value) };
}

/**
 * @param {Float32Array} values
 * @param {number} bins of equal width from the least value to the greatest, which belongs to the last bin
 * @returns {{edges: number[], counts: number[]}} one edge more than counts
 */
export function histogramOf(values, bins) {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const width = (high - low) / bins;
  const counts = new Array(bins).fill(0);
  for (const value of values) counts[width > 0 ? Math.min(bins - 1, Math.floor((value - low) / width)) : 0]++;
  return { edges: Array.from({ length: bins + 1 }, (_, i) => low + i * width), counts };
}

/**
 * The units furthest from where they were, in deviations of each.
 * @param {ArrayLike<number>} before [units]
 * @param {ArrayLike<number>} after [units]
 * @param {Scale} scale
 * @param {number} count
 * @returns {{unit: number, shift: number}[]} furthest first; none that did not move
 */
export function furthest(before, after, { deviation }, count) {
  const shiftOf = (/** @type {number} */ size, /** @type {number} */ unit) =>
    size > 0 ? (after[unit] - before[unit]) / size : 0;
  return Array.from(deviation, (size, unit) => ({ unit, shift: shiftOf(size, unit) }))
    .filter(({ shift }) => shift !== 0)
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift) || a.unit - b.unit)
    .slice(0, count);
}
