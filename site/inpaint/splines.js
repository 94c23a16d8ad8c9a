/**
 * Quadratic splines on cells twice as large: every cell is made of four of the level above, with weights 3/4
 * and 1/4 along each axis (G. M. Chaikin, "An Algorithm for High-Speed Curve Generation", Computer Graphics
 * and Image Processing 3, 1974, DOI 10.1016/0146-664X(74)90028-8).
 */

/**
 * One of the four cells of the level above that a cell is made of.
 * @param {number} x
 * @param {number} y
 * @param {number} corner 0..3
 * @param {number} width of the level above
 */
export const parent = (x, y, corner, width) =>
  (((y + 1) >> 1) - 1 + (corner >> 1)) * width + ((x + 1) >> 1) - 1 + (corner & 1);

/**
 * Its weight: the nearer one of a quadratic spline counts three quarters along each axis.
 * @param {number} x
 * @param {number} y
 * @param {number} corner
 */
export const weight = (x, y, corner) =>
  ((x & 1) === (corner & 1) ? 0.25 : 0.75) * ((y & 1) === corner >> 1 ? 0.25 : 0.75);

/**
 * Add an entry in the column of a cell to the columns of the cells above it.
 * @param {Float64Array} window 4 by 4 cells of the level above
 * @param {number} v
 * @param {number} x of the cell
 * @param {number} y
 * @param {number} bx of the window's first cell
 * @param {number} by
 */
export function spread(window, v, x, y, bx, by) {
  const k = 4 * (((y + 1) >> 1) - 1 - by) + ((x + 1) >> 1) - 1 - bx;
  const east = x & 1 ? 0.25 : 0.75;
  const south = (y & 1 ? 0.25 : 0.75) * v;
  const north = v - south;
  window[k] += north * (1 - east);
  window[k + 1] += north * east;
  window[k + 4] += south * (1 - east);
  window[k + 5] += south * east;
}

/**
 * Add the row of a dropped cell to the rows of the cells above it.
 * @param {import("./graded.js").Level} above
 * @param {Float64Array} window
 * @param {number} x
 * @param {number} y
 * @param {number} bx
 * @param {number} by
 */
export function scatter({ width, slot, stencils }, window, x, y, bx, by) {
  for (let corner = 0; corner < 4; corner++) {
    const px = 1 + (corner & 1); // of the parent in the window
    const py = 1 + (corner >> 1);
    const w = weight(x, y, corner);
    const o = 25 * slot[(by + py) * width + bx + px] + 5 * (2 - py) + 2 - px;
    for (let j = 0; j < 4; j++) {
      // Beyond two cells the window holds zeros.
      if (j - py > 2) continue;
      for (let i = 0; i < 4; i++) if (i - px <= 2) stencils[o + 5 * j + i] += w * window[4 * j + i];
    }
  }
}

/**
 * The cells of the level above that some cells are made of.
 * @param {Int32Array} cells
 * @param {number} columns
 * @param {number} columnsAbove
 * @param {number} rowsAbove
 */
export function parents(cells, columns, columnsAbove, rowsAbove) {
  const found = new Uint8Array(cells.length ? columnsAbove * rowsAbove : 0);
  let count = 0;
  for (let s = 0; s < cells.length; s++) {
    const y = Math.floor(cells[s] / columns);
    const x = cells[s] - y * columns;
    for (let corner = 0; corner < 4; corner++) {
      const p = parent(x, y, corner, columnsAbove);
      count += 1 - found[p];
      found[p] = 1;
    }
  }
  const list = new Int32Array(count);
  for (let p = 0, i = 0; p < found.length; p++) if (found[p]) list[i++] = p;
  return list;
}
