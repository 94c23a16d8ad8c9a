/** The Laplace equation, solved from coarse to fine: known values reach smoothly into where there are none. */

const SWEEPS = 4;

/**
 * Extend values smoothly to the pixels that have none, three channels at once.
 * @param {Float32Array} values 3 * width * height, written to where the weight is 0
 * @param {Float32Array} weights width * height, 0 = no value
 * @param {number} width
 * @param {number} height
 */
export function stretch(values, weights, width, height) {
  if (width === 1 && height === 1) return;
  const columns = (width + 1) >> 1;
  const rows = (height + 1) >> 1;
  const means = new Float32Array(3 * columns * rows);
  const sums = new Float32Array(columns * rows);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] === 0) continue;
      const q = (y >> 1) * columns + (x >> 1);
      sums[q] += weights[p];
      for (let c = 0; c < 3; c++) means[3 * q + c] += weights[p] * values[3 * p + c];
    }
  }
  for (let q = 0; q < sums.length; q++) {
    if (sums[q] === 0) continue;
    for (let c = 0; c < 3; c++) means[3 * q + c] /= sums[q];
  }
  stretch(means, sums, columns, rows);

  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] !== 0) continue;
      const q = 3 * ((y >> 1) * columns + (x >> 1));
      for (let c = 0; c < 3; c++) values[3 * p + c] = means[q + c];
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(values, weights, width, height);
}

/**
 * One sweep of Gauss and Seidel's method: each unknown becomes the mean of its neighbours.
 * @param {Float32Array} values
 * @param {Float32Array} weights
 * @param {number} width
 * @param {number} height
 */
function relax(values, weights, width, height) {
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (weights[p] !== 0) continue;
      const left = x > 0 ? -3 : 0;
      const right = x < width - 1 ? 3 : 0;
      const up = y > 0 ? -3 * width : 0;
      const down = y < height - 1 ? 3 * width : 0;
      for (let i = 3 * p; i < 3 * p + 3; i++) {
        values[i] = 0.25 * (values[i + left] + values[i + right] + values[i + up] + values[i + down]);
      }
    }
  }
}
