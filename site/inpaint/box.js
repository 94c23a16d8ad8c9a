/** Sums over squares, as quick for large ones as for small ones. */

/**
 * Replace every value of a plane by the sum of those in the square around it, as far as it lies inside.
 * @param {Float32Array} plane width * height
 * @param {number} width
 * @param {number} height
 * @param {number} radius of the square: it is 2 * radius + 1 wide
 */
export function boxSum(plane, width, height, radius) {
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
  for (let y = -radius; y < height; y++) {
    const below = (y + radius) * width;
    const above = (y - radius - 1) * width;
    if (y + radius < height) for (let x = 0; x < width; x++) sums[x] += across[below + x];
    if (above >= 0) for (let x = 0; x < width; x++) sums[x] -= across[above + x];
    if (y >= 0) for (let x = 0, p = y * width; x < width; x++, p++) plane[p] = sums[x];
  }
}
