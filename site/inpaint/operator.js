/**
 * The biharmonic operator of an image: twice the Laplacian of differences, reflected at the image's edge as
 * `scipy.ndimage.laplace` reflects it, so that the matrix is symmetric.
 */

const INSIDE = Float64Array.from([
  0, 0, 1, 0, 0, //
  0, 2, -8, 2, 0, //
  1, -8, 20, -8, 1, //
  0, 2, -8, 2, 0, //
  0, 0, 1, 0, 0,
]);

/**
 * One row of the operator: what 5 by 5 pixels contribute to the one in their middle.
 * @param {number} x
 * @param {number} y
 * @param {number} width of the image
 * @param {number} height
 * @param {Float64Array} row (25) working space
 * @returns {Float64Array} (25) zero outside the image
 */
export function operatorRow(x, y, width, height, row) {
  if (x >= 2 && y >= 2 && x < width - 2 && y < height - 2) return INSIDE;
  row.fill(0);
  const own = neighbours(x, y, width, height);
  add(row, 0, 0, -own, x, y, width, height);
  if (x > 0) add(row, -1, 0, 1, x, y, width, height);
  if (x < width - 1) add(row, 1, 0, 1, x, y, width, height);
  if (y > 0) add(row, 0, -1, 1, x, y, width, height);
  if (y < height - 1) add(row, 0, 1, 1, x, y, width, height);
  return row;
}

/**
 * How many of a pixel's four neighbours lie in the image.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
const neighbours = (x, y, width, height) =>
  Number(x > 0) + Number(x < width - 1) + Number(y > 0) + Number(y < height - 1);

/**
 * Add the Laplacian at a neighbour of the pixel in the middle.
 * @param {Float64Array} row
 * @param {number} dx
 * @param {number} dy
 * @param {number} factor
 * @param {number} x of the pixel in the middle
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function add(row, dx, dy, factor, x, y, width, height) {
  const k = 5 * (dy + 2) + dx + 2;
  const u = x + dx;
  const v = y + dy;
  row[k] -= factor * neighbours(u, v, width, height);
  if (u > 0) row[k - 1] += factor;
  if (u < width - 1) row[k + 1] += factor;
  if (v > 0) row[k - 5] += factor;
  if (v < height - 1) row[k + 5] += factor;
}
