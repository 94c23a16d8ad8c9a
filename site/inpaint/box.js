/** Sums over squares, as quick for large ones as for small ones. */

/**
 * Replace every value of a plane by the sum of those in the square around it, as far as it lies inside.
 * @param {Float32Array} plane width * height
 * @param {number} width
 * @param {number} height
 * @param {number} radius of the square: it is 2 * radius + 1 wide
 */
export function boxSum(plane, width, height, radius) {
  lines(plane, 1, width, width, height, radius);
  lines(plane, width, height, 1, width, radius);
}

/**
 * Replace every value of a plane by the sum of those at most `radius` steps before or after it.
 * @param {Float32Array} plane
 * @param {number} step from a value to the next
 * @param {number} length of a line
 * @param {number} stride from a line to the next
 * @param {number} count of lines
 * @param {number} radius
 */
function lines(plane, step, length, stride, count, radius) {
  const line = new Float32Array(length);
  for (let k = 0, start = 0; k < count; k++, start += stride) {
    for (let i = 0, p = start; i < length; i++, p += step) line[i] = plane[p];
    let sum = 0;
    for (let i = -radius, p = start - radius * step; i < length; i++, p += step) {
      if (i + radius < length) sum += line[i + radius];
      if (i > radius) sum -= line[i - radius - 1];
      if (i >= 0) plane[p] = sum;
    }
  }
}
