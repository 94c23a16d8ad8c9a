// Class activation maps: Zhou et al. 2016, DOI 10.1109/CVPR.2016.319.

/**
 * @typedef {object} ActivationMap
 * @property {number} width
 * @property {number} height
 * @property {Float32Array} values row by row, 0..1
 */

/**
 * The map of one class: M(x, y) = Σₖ wₖ fₖ(x, y), stretched to 0..1. A constant map becomes zeros.
 * @param {Float32Array} features f, the last convolution's output, [h, w, c]
 * @param {readonly number[]} shape [h, w, c]
 * @param {Float32Array} weights w, the class's weight for each of the c channels
 * @returns {ActivationMap}
 */
export function classActivationMap(features, [height, width, channels], weights) {
  if (features.length !== height * width * channels) {
    throw new RangeError(`${features.length} features do not fill ${height}×${width}×${channels}`);
  }
  if (weights.length !== channels) {
    throw new RangeError(`${weights.length} weights do not fit ${channels} channels`);
  }
  const sums = new Float64Array(height * width);
  for (let i = 0; i < sums.length; i++) {
    let sum = 0;
    for (let k = 0, at = i * channels; k < channels; k++, at++) sum += weights[k] * features[at];
    sums[i] = sum;
  }
  return { width, height, values: stretch(sums) };
}

/** @param {Float64Array} sums */
function stretch(sums) {
  const values = new Float32Array(sums.length);
  const low = sums.reduce((a, b) => Math.min(a, b), Infinity);
  const high = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(high > low)) return values;
  for (let i = 0; i < sums.length; i++) values[i] = (sums[i] - low) / (high - low);
  return values;
}
