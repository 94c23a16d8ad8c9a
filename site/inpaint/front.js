/** The dense kernel of the multifrontal method: some columns of a symmetric matrix eliminated, in place. */

/**
 * Eliminate the first columns of a front by Cholesky's method, four at a time, in its lower triangle.
 *
 * Rows beyond the width are right-hand sides: they are reduced like any other. What lies above the
 * diagonal is overwritten and means nothing.
 * @param {Float64Array} F rows * width, row by row
 * @param {number} S columns to eliminate, a multiple of 4
 * @param {number} width columns, a multiple of 4
 * @param {number} rows at least the width, a multiple of 4
 */
export function factorise(F, S, width, rows) {
  for (let j = 0; j < S; j += 4) {
    if (j > 0) for (let i = j; i < rows; i += 4) reduce(F, width, i, j, j);
    divide(F, width, j, rows);
  }
  for (let j = S; j < width; j += 4) {
    for (let i = j; i < rows; i += 4) reduce(F, width, i, j, S);
  }
}

/**
 * Take the product of two strips of four rows, over the first columns, from a block of 4 by 4.
 * @param {Float64Array} F
 * @param {number} width
 * @param {number} i first row of the block
 * @param {number} j its first column
 * @param {number} columns
 */
function reduce(F, width, i, j, columns) {
  for (let half = 0; half < 4; half += 2) {
    let a0 = i * width, a1 = a0 + width, a2 = a1 + width, a3 = a2 + width;
    let b0 = (j + half) * width, b1 = b0 + width;
    let s00 = 0, s10 = 0, s20 = 0, s30 = 0, s01 = 0, s11 = 0, s21 = 0, s31 = 0;
    for (let k = 0; k < columns; k++) {
      const u = F[b0 + k], v = F[b1 + k];
      const p = F[a0 + k], q = F[a1 + k], r = F[a2 + k], s = F[a3 + k];
      s00 += p * u;
      s10 += q * u;
      s20 += r * u;
      s30 += s * u;
      s01 += p * v;
      s11 += q * v;
      s21 += r * v;
      s31 += s * v;
    }
    const o = j + half;
    F[a0 + o] -= s00;
    F[a1 + o] -= s10;
    F[a2 + o] -= s20;
    F[a3 + o] -= s30;
    F[a0 + o + 1] -= s01;
    F[a1 + o + 1] -= s11;
    F[a2 + o + 1] -= s21;
    F[a3 + o + 1] -= s31;
  }
}

/**
 * Factorise a block on the diagonal and divide what lies below it.
 * @param {Float64Array} F
 * @param {number} width
 * @param {number} j the block's first row and column
 * @param {number} rows
 */
function divide(F, width, j, rows) {
  let o = j * width + j;
  const l00 = Math.sqrt(F[o]);
  F[o] = l00;
  o += width;
  const l10 = F[o] / l00;
  const l11 = Math.sqrt(F[o + 1] - l10 * l10);
  F[o] = l10;
  F[o + 1] = l11;
  o += width;
  const l20 = F[o] / l00;
  const l21 = (F[o + 1] - l20 * l10) / l11;
  const l22 = Math.sqrt(F[o + 2] - l20 * l20 - l21 * l21);
  F[o] = l20;
  F[o + 1] = l21;
  F[o + 2] = l22;
  o += width;
  const l30 = F[o] / l00;
  const l31 = (F[o + 1] - l30 * l10) / l11;
  const l32 = (F[o + 2] - l30 * l20 - l31 * l21) / l22;
  F[o] = l30;
  F[o + 1] = l31;
  F[o + 2] = l32;
  F[o + 3] = Math.sqrt(F[o + 3] - l30 * l30 - l31 * l31 - l32 * l32);
  const d0 = 1 / l00, d1 = 1 / l11, d2 = 1 / l22, d3 = 1 / F[o + 3];
  for (let i = j + 4; i < rows; i++) {
    o += width;
    const x0 = F[o] * d0;
    const x1 = (F[o + 1] - x0 * l10) * d1;
    const x2 = (F[o + 2] - x0 * l20 - x1 * l21) * d2;
    F[o + 3] = (F[o + 3] - x0 * l30 - x1 * l31 - x2 * l32) * d3;
    F[o] = x0;
    F[o + 1] = x1;
    F[o + 2] = x2;
  }
}
