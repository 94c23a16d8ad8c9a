/** The Laplace equation, solved from coarse to fine: known values reach smoothly into where there are none. */

const SWEEPS = 4;

/**
 * Extend values smoothly to the pixels that have none.
 * @param {Float32Array} values channels * width * height, written to where the weight is 0
 * @param {Float32Array} weights width * height, 0 = no value
 * @param {number} width
 * @param {number} height
 * @param {number} [channels] values a pixel
 */
export function stretch(values, weights, width, height, channels = 3) {
  if (width === 1 && height === 1) return;
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  const means = new Float32Array(channels * columns * rows);
  const sums = new Float32Array(columns * rows);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] === 0) continue;
      const q = (y >> 1) * columns + (x >> 1);
      sums[q] += weights[p];
      for (let c = 0; c < channels; c++) means[channels * q + c] += weights[p] * values[channels * p + c];
    }
  }
  for (let q = 0; q < sums.length; q++) {
    if (sums[q] === 0) continue;
    for (let c = 0; c < channels; c++) means[channels * q + c] /= sums[q];
  }
  stretch(means, sums, columns, rows, channels);

  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] !== 0) continue;
      const q = channels * ((y >> 1) * columns + (x >> 1));
      for (let c = 0; c < channels; c++) values[channels * p + c] = means[q + c];
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(values, weights, width, height, channels);
}

/**
 * One sweep of Gauss and Seidel's method: each unknown becomes the mean of its neighbours.
 * @param {Float32Array} values
 * @param {Float32Array} weights
 * @param {number} width
 * @param {number} height
 * @param {number} channels
 */
function relax(values, weights, width, height, channels) {
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] !== 0) continue;
      const left = x > 0 ? -channels : 0;
      const right = x < width - 1 ? channels : 0;
      const up = y > 0 ? -channels * width : 0;
      const down = y < height - 1 ? channels * width : 0;
      for (let i = channels * p; i < channels * (p + 1); i++) {
        values[i] = 0.25 * (values[i + left] + values[i + right] + values[i + up] + values[i + down]);
      }
    }
  }
}
