// One weight a neuron: the mean of all weights that lead into it, one column of the layer's matrix.

/**
 * @param {Float32Array | null} weights row by row
 * @param {number} units columns
 * @returns {Float32Array | null} the mean of each column
 */
export function unitWeights(weights, units) {
  if (!weights) return null;
  const rows = weights.length / units;
  const sums = new Float64Array(units);
  for (let i = 0, column = 0; i < weights.length; i++) {
    sums[column] += weights[i];
    if (++column === units) column = 0;
  }
  return Float32Array.from(sums, (sum) => sum / rows);
}

/** The largest size of any value. @param {ArrayLike<number>} values */
export function extentOf(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** Neurons from the most positive weight to the most negative; equal ones in the layer's order.
 * @param {ArrayLike<number>} weights @returns {number[]} */
export function byWeight(weights) {
  return Array.from({ length: weights.length }, (_, i) => i).sort((a, b) => weights[b] - weights[a] || a - b);
}
