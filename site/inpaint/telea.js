/**
 * Inpainting by fast marching: A. Telea, "An Image Inpainting Technique Based on the Fast Marching
 * Method", Journal of Graphics Tools 9(1), 2004 (DOI 10.1080/10867651.2004.10487596).
 *
 * Where the paper leaves a choice open, this takes OpenCV's, down to single precision and to how
 * gradients are scaled and clamped at the image's edge, so that both give the same picture (OpenCV 4.10
 * and later; earlier ones left the first row and column alone). One thing differs on purpose: beside the
 * first row or column OpenCV may read what lies under the mask; here that has no influence anywhere.
 */

import { Front, KNOWN, UNKNOWN, openWindow } from "./march.js";

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Image RGBA, four bytes a pixel */

const CELLS_PER_STEP = 2048;
const f = Math.fround;
const TINY = f(1e-20);
const LEAST_DIR = f(1e-6);

/**
 * Fill the masked pixels from the outside inwards, each from the known pixels around it.
 *
 * A mask that covers the whole image leaves it unchanged: there is nothing to fill from. Alpha is kept.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{radius?: number}} [options] radius of the neighbourhood in whole pixels, at least 1
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* telea({ width, height, data }, mask, { radius = 3 } = {}) {
  const result = { width, height, data: new Uint8ClampedArray(data) };
  const window = openWindow(mask, width, height, radius + 1);
  if (!window) return result;

  const front = new Front(window, radius);
  const all = front.outside + front.unknown + 2 * front.edge.length;
  let done = 0;

  front.start();
  while (front.outward(CELLS_PER_STEP)) yield Math.min(1, (done += CELLS_PER_STEP) / all);

  const filler = new Filler(front, result, radius);
  done = front.outside + front.edge.length;
  front.start();
  while (filler.inward(CELLS_PER_STEP)) yield Math.min(1, (done += CELLS_PER_STEP) / all);
  return result;
}

/**
 * Where to read colours along one axis, for each row or column of the window, as offsets into the data.
 * @typedef {object} Reads
 * @property {Int32Array} own the pixel itself
 * @property {Int32Array} at the pixel itself, in gradients
 * @property {Int32Array} before the one before it
 * @property {Int32Array} after the one after it
 * @property {Int32Array} last the pixel itself, where only the one before it is known
 */

/**
 * The first and the last pixel of an axis stand in for their neighbours, as OpenCV has it.
 * @param {number} start coordinate in the image at the window's first row or column
 * @param {number} count rows or columns of the window
 * @param {number} size of the image along the axis
 * @param {number} stride bytes from pixel to pixel along the axis
 * @returns {Reads}
 */
function reads(start, count, size, stride) {
  /** @param {(x: number) => number} where */
  const offsets = (where) =>
    Int32Array.from({ length: count }, (_, i) => stride * Math.max(0, Math.min(size - 1, where(start + i))));
  return {
    own: offsets((x) => x),
    at: offsets((x) => (x === 0 ? 1 : x)),
    before: offsets((x) => (x === 0 ? 0 : x - 1)),
    after: offsets((x) => (x === size - 1 ? x : x + 1)),
    last: offsets((x) => (x === size - 1 ? x - 1 : x)),
  };
}

/** Estimates colours while the front moves inwards. */
class Filler {
  /**
   * @param {Front} front T known outside the mask
   * @param {Image} image written to
   * @param {number} radius
   */
  constructor(front, image, radius) {
    this.front = front;
    this.data = image.data;
    const { top, left, rows, columns } = front.window;
    this.y = reads(top, rows, image.height, 4 * image.width);
    this.x = reads(left, columns, image.width, 4);

    // The vectors r of the paper with dst, the weight by geometric distance.
    /** @type {[number, number, number][]} */
    const disc = [];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const square = dx * dx + dy * dy;
        if (square > 0 && square <= radius * radius) disc.push([-dx, -dy, 1 / (square * Math.sqrt(square))]);
      }
    }
    this.rx = Int32Array.from(disc, ([x]) => x);
    this.ry = Int32Array.from(disc, ([, y]) => y);
    this.dst = Float32Array.from(disc, ([, , dst]) => dst);
    this.gradI = new Int16Array(6 * rows * columns); // of a cell: along x for each colour, then along y
    this.fresh = new Uint8Array(rows * columns); // whether gradI of a cell is up to date
    this.rowBytes = 4 * image.width;
    for (const p of front.edge) this.#lend(p, Math.floor(p / columns), p % columns);
  }

  /**
   * Gradients read the second row and column in place of the first. Where those are not filled yet, a
   * known cell of the first row or column lends them its colour.
   * @param {number} p the known cell
   * @param {number} i its row in the window
   * @param {number} j its column
   */
  #lend(p, i, j) {
    const { data, rowBytes, front: { window: { columns, left, state, top } } } = this;
    const o = this.y.own[i] + this.x.own[j];
    if (i + top === 0 && state[p + columns] === UNKNOWN) data.copyWithin(o + rowBytes, o, o + 3);
    if (j + left === 0 && state[p + 1] === UNKNOWN) data.copyWithin(o + 4, o, o + 3);
  }

  /**
   * Move the front inwards by some cells.
   * @param {number} cells how many to visit at most
   * @returns {boolean} whether there is more to do
   */
  inward(cells) {
    const { fresh, front: { heap, T, window: { columns, state } } } = this;
    for (let n = 0; n < cells; n++) {
      const p = heap.pop();
      if (p < 0) return false;
      for (let side = 0; side < 4; side++) {
        const q = p + (side === 0 ? -columns : side === 1 ? -1 : side === 2 ? columns : 1);
        if (state[q] !== UNKNOWN) continue;
        const i = Math.floor(q / columns);
        const j = q - i * columns;
        T[q] = this.front.solve(q);
        this.#estimate(q, i, j);
        state[q] = KNOWN;
        this.#lend(q, i, j);
        fresh[q - 1] = fresh[q + 1] = fresh[q - columns] = fresh[q + columns] = 0;
        heap.push(q, T[q]);
      }
    }
    return true;
  }

  /**
   * One component of grad T at a cell, from those neighbours along the axis that are known.
   * @param {number} p
   * @param {number} step to the next cell along the axis
   */
  #gradT(p, step) {
    const { T, window: { state } } = this.front;
    const after = state[p + step] !== UNKNOWN;
    const before = state[p - step] !== UNKNOWN;
    if (after && before) return f(f(T[p + step] - T[p - step]) * 0.5);
    if (after) return f(T[p + step] - T[p]);
    if (before) return f(T[p] - T[p - step]);
    return 0;
  }

  /**
   * The gradient of the image at a known cell, from those neighbours that are known; scaled as in OpenCV.
   * @param {number} q
   * @param {number} row
   * @param {number} column
   */
  #gradient(q, row, column) {
    const { data, gradI, x, y, front: { window: { columns, left, top, state } } } = this;
    const right = state[q + 1] !== UNKNOWN;
    const leftward = state[q - 1] !== UNKNOWN;
    const down = state[q + columns] !== UNKNOWN;
    const up = state[q - columns] !== UNKNOWN;
    const ax = y.at[row] + (right ? x.after[column] : x.last[column]);
    const bx = y.at[row] + (leftward ? x.before[column] : x.at[column]);
    const ay = x.at[column] + (down ? y.after[row] : y.last[row]);
    const by = x.at[column] + (up ? y.before[row] : y.at[row]);
    const scaleX = right && leftward ? 2 : right || leftward ? 1 : 0;
    const scaleY = down && up ? 2 : down || up ? 1 : 0;
    for (let c = 0, g = 6 * q; c < 3; c++, g++) {
      gradI[g] = scaleX * (data[ax + c] - data[bx + c]);
      gradI[g + 3] = scaleY * (data[ay + c] - data[by + c]);
    }
    // In the first row and column it depends on cells further off.
    this.fresh[q] = row + top > 0 && column + left > 0 ? 1 : 0;
  }

  /**
   * The colour of one cell: the weighted mean of the known colours around it and, by the gradient
   * of the image there, a step of at most sqrt(2).
   * @param {number} p the cell
   * @param {number} i its row in the window
   * @param {number} j its column
   */
  #estimate(p, i, j) {
    const { data, dst, fresh, gradI, rx, ry, front: { T, window: { columns, state } } } = this;
    const ownX = this.x.own;
    const ownY = this.y.own;
    const gradTx = this.#gradT(p, 1);
    const gradTy = this.#gradT(p, columns);
    const Tp = T[p];
    let s = TINY;
    let Ia0 = f(0), Ia1 = f(0), Ia2 = f(0); // weighted sums of red, green and blue
    let Jx0 = f(0), Jx1 = f(0), Jx2 = f(0);
    let Jy0 = f(0), Jy1 = f(0), Jy2 = f(0);

    for (let n = 0; n < dst.length; n++) {
      const x = rx[n];
      const y = ry[n];
      const q = p - y * columns - x;
      if (state[q] !== KNOWN) continue;
      if (fresh[q] === 0) this.#gradient(q, i - y, j - x);

      const lev = f(1 / (1 + Math.abs(f(T[q] - Tp))));
      let dir = f(f(x * gradTx) + f(y * gradTy));
      if (Math.abs(dir) <= 0.01) dir = LEAST_DIR;
      const w = Math.abs(f(f(dst[n] * lev) * dir));

      const o = ownY[i - y] + ownX[j - x];
      const g = 6 * q;
      s = f(s + w);
      Ia0 = f(Ia0 + f(w * data[o]));
      Ia1 = f(Ia1 + f(w * data[o + 1]));
      Ia2 = f(Ia2 + f(w * data[o + 2]));
      Jx0 = f(Jx0 - f(w * (x * gradI[g])));
      Jx1 = f(Jx1 - f(w * (x * gradI[g + 1])));
      Jx2 = f(Jx2 - f(w * (x * gradI[g + 2])));
      Jy0 = f(Jy0 - f(w * (y * gradI[g + 3])));
      Jy1 = f(Jy1 - f(w * (y * gradI[g + 4])));
      Jy2 = f(Jy2 - f(w * (y * gradI[g + 5])));
    }

    const o = ownY[i] + ownX[j];
    data[o] = colour(Ia0, s, Jx0, Jy0); // the array rounds and clamps
    data[o + 1] = colour(Ia1, s, Jx1, Jy1);
    data[o + 2] = colour(Ia2, s, Jx2, Jy2);
  }
}

/**
 * @param {number} Ia
 * @param {number} s
 * @param {number} Jx
 * @param {number} Jy
 */
function colour(Ia, s, Jx, Jy) {
  const length = f(Math.sqrt(f(f(Jx * Jx) + f(Jy * Jy))));
  return f(f(f(Ia / s) + f(f(Jx + Jy) / f(length + TINY))) + 0.5);
}
