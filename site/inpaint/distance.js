/** How deep inside a shape its cells lie. */

/**
 * How far each cell is from the nearest one outside, in moves of a king.
 * @param {Int32Array} cells in ascending order
 * @param {number} width
 * @param {number} height
 * @returns {Int32Array} (width * height) 0 outside
 */
export function chessboard(cells, width, height) {
  const far = new Int32Array(width * height);
  for (let i = 0; i < cells.length; i++) {
    const p = cells[i];
    far[p] = 1 + Math.min(far[p - 1], far[p - width - 1], far[p - width], far[p - width + 1]);
  }
  for (let i = cells.length - 1; i >= 0; i--) {
    const p = cells[i];
    far[p] = Math.min(
      far[p], 1 + far[p + 1], 1 + far[p + width - 1], 1 + far[p + width], 1 + far[p + width + 1]
    );
  }
  return far;
}
