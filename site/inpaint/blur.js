/** Gaussian blur, as a filler and as a tool: separable, edges replicated, as OpenCV's GaussianBlur has it. */

/** @typedef {import("./telea.js").Image} Image */

/**
 * Half of a Gaussian, from its middle outwards, cut off at three sigma; the whole of it sums to 1.
 * @param {number} sigma in pixels
 * @returns {Float64Array}
 */
function halfKernel(sigma) {
  const radius = Math.round(3 * sigma);
  const half = Float64Array.from({ length: radius + 1 }, (_, x) => Math.exp((-x * x) / (2 * sigma * sigma)));
  const sum = 2 * half.reduce((a, b) => a + b) - half[0];
  return half.map((weight) => weight / sum);
}

/**
 * The bounding box of what is masked.
 * @param {Uint8Array | null} mask
 * @param {number} width
 * @param {number} height
 */
function bounds(mask, width, height) {
  if (!mask) return { left: 0, top: 0, right: width, bottom: height };
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (mask[p] === 0) continue;
      if (x < box.left) box.left = x;
      if (x >= box.right) box.right = x + 1;
      if (y < box.top) box.top = y;
      box.bottom = y + 1;
    }
  }
  return box;
}

/**
 * Blur the masked pixels; alpha is kept.
 *
 * The blur sees the whole picture, what is under the mask included. Only as many rows as the kernel is
 * high are held at a time.
 * @param {Image} image not changed
 * @param {Uint8Array | null} mask width * height, nonzero = to blur; null = everywhere
 * @param {{sigma?: number}} [options] standard deviation in pixels
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* gaussianBlur({ width, height, data }, mask, { sigma = 8 } = {}) {
  const result = { width, height, data: new Uint8ClampedArray(data) };
  const { left, top, right, bottom } = bounds(mask, width, height);
  if (left >= right) return result;

  const half = halfKernel(sigma);
  const radius = half.length - 1;
  const columns = right - left;
  const rows = Array.from({ length: 2 * radius + 1 }, () => new Float32Array(3 * columns)); // blurred across
  const padded = new Float32Array(3 * (columns + 2 * radius));
  const sum = new Float32Array(3 * columns);
  const clamp = (/** @type {number} */ y) => Math.max(0, Math.min(height - 1, y));

  let next = top - radius; // the first row not blurred across yet
  for (let y = top; y < bottom; y++) {
    for (; next <= y + radius; next++) {
      const row = rows[(next + radius) % rows.length];
      const same = clamp(next) === clamp(next - 1) && next > top - radius;
      if (same) row.set(rows[(next - 1 + radius) % rows.length]);
      else across(data, width, clamp(next), left, padded, half, row);
    }
    sum.fill(0);
    for (let d = -radius; d <= radius; d++) add(rows[(y + d + radius) % rows.length], half[Math.abs(d)], sum);
    for (let x = left, c = 0; x < right; x++, c += 3) {
      const p = y * width + x;
      if (mask && mask[p] === 0) continue;
      for (let i = 0; i < 3; i++) result.data[4 * p + i] = sum[c + i];
    }
    yield (y + 1 - top) / (bottom - top);
  }
  return result;
}

/**
 * Blur one row of an image along itself.
 * @param {Uint8ClampedArray} data
 * @param {number} width
 * @param {number} y
 * @param {number} left its first column that counts
 * @param {Float32Array} padded working space: RGB of the row and `radius` columns on either side
 * @param {Float64Array} half the kernel from its middle outwards
 * @param {Float32Array} row written to, RGB
 */
function across(data, width, y, left, padded, half, row) {
  const radius = half.length - 1;
  for (let i = 0, x = left - radius; i < padded.length; i += 3, x++) {
    const p = 4 * (y * width + Math.max(0, Math.min(width - 1, x)));
    padded[i] = data[p];
    padded[i + 1] = data[p + 1];
    padded[i + 2] = data[p + 2];
  }
  for (let i = 0, c = 3 * radius; i < row.length; i++, c++) {
    let total = half[0] * padded[c];
    for (let d = 1; d <= radius; d++) total += half[d] * (padded[c - 3 * d] + padded[c + 3 * d]);
    row[i] = total;
  }
}

/**
 * @param {Float32Array} row
 * @param {number} weight
 * @param {Float32Array} sum added to
 */
function add(row, weight, sum) {
  for (let i = 0; i < sum.length; i++) sum[i] += weight * row[i];
}
