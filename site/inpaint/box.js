/** Sums over rectangles, as quick for large ones as for small ones. */

/**
 * Replace every value of a plane by the sum of those in the rectangle around it, as far as it lies inside.
 * @param {Float32Array} plane width * height
 * @param {number} width
 * @param {number} height
 * @param {number} radius of the rectangle: it is 2 * radius + 1 wide
 * @param {number} [rows] the same from top to bottom; a square if not given
 */
export function boxSum(plane, width, height, radius, rows = radius) {
  const across = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width;
    let sum = 0;
    for (let p = start; p < Math.min(end, start + radius); p++) sum += plane[p];
    for (let p = start; p < end; p++) {
      if (p + radius < end) sum += plane[p + radius];
      if (p - radius > start) sum -= plane[p - radius - 1];
      across[p] = sum;
    }
  }
  // Down all columns at once: memory is read in its order.
  const sums = new Float64Array(width);
  for (let y = -rows; y < height; y++) {
    const below = (y + rows) * width;
    const above = (y - rows - 1) * width;
    if (y + rows < height) for (let x = 0; x < width; x++) sums[x] += across[below + x];
    if (above >= 0) for (let x = 0; x < width; x++) sums[x] -= across[above + x];
    if (y >= 0) for (let x = 0, p = y * width; x < width; x++, p++) plane[p] = sums[x];
  }
}
