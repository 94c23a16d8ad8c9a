/**
 * The biharmonic equation under a mask, pixel by pixel near the mask's edge and on ever coarser grids
 * further in, where its solution is smooth.
 *
 * Deep under the mask the pixels are those of a quadratic spline on cells twice as large, deep within
 * those cells again of one on cells twice as large, and so on (hierarchical splines: R. Kraft, "Adaptive
 * and Linearly Independent Multilevel B-Splines", 1997). The equation is the minimum of an energy, and the
 * least energy among such pictures is sought (Galerkin's method), which again gives a symmetric system.
 */

import { chessboard } from "./distance.js";
import { Entries, Rows } from "./entries.js";
import { operatorRow } from "./operator.js";
import { parent, parents, scatter, spread, weight } from "./splines.js";

/** @typedef {import("./dissect.js").Graph} Graph */

const ABSENT = -1;
const DROPPED = -2; // given by the level above
const MARGIN = 4; // cells around the mask, so that no window leaves the grid
const ALIGNED = ~15; // the larger cells lie the same whichever region of a mask they are for

/**
 * One grid: its cells, and which of them are unknowns.
 * @typedef {object} Level
 * @property {number} width
 * @property {Int32Array} cells the places of its cells in the grid
 * @property {Int32Array} slot a place in the grid → index among the cells, or ABSENT
 * @property {Int32Array} state a place in the grid → number of the unknown, ABSENT or DROPPED
 * @property {Float64Array} stencils 25 values a cell, its row of the matrix; empty on the finest level
 */

/** The window of a pixel whose neighbours are all dropped, for even and odd rows and columns. */
const DEEP = [0, 1, 2, 3].map((parity) => {
  const x = 4 + (parity & 1);
  const y = 4 + (parity >> 1);
  const window = new Float64Array(16);
  const row = operatorRow(x, y, 16, 16, new Float64Array(25));
  row.forEach((v, k) => {
    spread(window, v, x + (k % 5) - 2, y + Math.floor(k / 5) - 2, ((x + 1) >> 1) - 2, ((y + 1) >> 1) - 2);
  });
  return window;
});

/** The linear system of one mask, or of one region of it. */
export class Graded {
  /** @type {Level[]} */
  levels = [];
  n = 0;
  entries = new Entries();

  /**
   * @param {import("./telea.js").Image} image
   * @param {Int32Array} pixels the masked ones, by their places in the image
   * @param {number} depth the distance from the edge, in cells, from which cells are made twice as large
   */
  constructor(image, pixels, depth) {
    this.image = image;
    this.pixels = pixels;
    this.depth = depth;
    const { width } = image;
    let x0 = width, x1 = 0;
    for (let i = 0; i < pixels.length; i++) {
      const x = pixels[i] % width;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
    }
    this.left = (x0 - MARGIN) & ALIGNED;
    this.top = (Math.floor(pixels[0] / width) - MARGIN) & ALIGNED;
    const bottom = Math.floor(pixels[pixels.length - 1] / width);
    const columns = x1 + 1 + MARGIN - this.left;
    const rows = bottom + 1 + MARGIN - this.top;
    const cells = new Int32Array(pixels.length);
    for (let i = 0; i < pixels.length; i++) {
      const y = Math.floor(pixels[i] / width);
      cells[i] = (y - this.top) * columns + pixels[i] - y * width - this.left;
    }
    this.distance = chessboard(cells, columns, rows);
    this.#stack(cells, columns, rows);
    this.right = new Float64Array(3 * this.n);
    this.diagonal = new Float64Array(this.n);
  }

  /**
   * The levels, the finest first, and the numbers of the unknowns.
   * @param {Int32Array} cells of the finest level
   * @param {number} columns
   * @param {number} rows
   */
  #stack(cells, columns, rows) {
    for (let scale = 1; cells.length > 0; scale *= 2) {
      const slot = new Int32Array(columns * rows).fill(ABSENT);
      const state = new Int32Array(columns * rows).fill(ABSENT);
      for (let s = 0; s < cells.length; s++) slot[cells[s]] = s;
      const dropped = this.#drop(cells, columns, state, scale);
      for (let s = 0; s < cells.length; s++) if (state[cells[s]] !== DROPPED) state[cells[s]] = this.n++;
      const stencils = new Float64Array(scale > 1 ? 25 * cells.length : 0);
      this.levels.push({ width: columns, cells, slot, state, stencils });
      const nextColumns = (columns >> 1) + MARGIN;
      rows = (rows >> 1) + MARGIN;
      cells = parents(dropped, columns, nextColumns, rows);
      columns = nextColumns;
    }
  }

  /**
   * Choose the cells of a level that the level above stands for: 4 by 4 of them at a time, those of one
   * spline, or else there would be more splines than cells and no single solution.
   * @param {Int32Array} cells
   * @param {number} columns
   * @param {Int32Array} state written to
   * @param {number} scale pixels to a cell
   */
  #drop(cells, columns, state, scale) {
    const { distance, depth } = this;
    const finest = this.levels[0]?.width ?? columns;
    const deep = new Uint8Array(state.length);
    for (let s = 0; s < cells.length; s++) {
      const p = cells[s];
      const y = Math.floor(p / columns);
      const x = p - y * columns;
      const middle = (y * scale + (scale >> 1)) * finest + x * scale + (scale >> 1);
      if (distance[middle] >= depth * scale) deep[p] = 1;
    }
    const dropped = new Int32Array(cells.length);
    let count = 0;
    for (let s = 0; s < cells.length; s++) {
      const p = cells[s];
      const y = Math.floor(p / columns);
      if (!deep[p] || !(y & 1) || !((p - y * columns) & 1)) continue; // the first of a spline's cells
      let all = 1;
      for (let k = 0; k < 16; k++) all &= deep[p + (k >> 2) * columns + (k & 3)];
      if (!all) continue;
      for (let k = 0; k < 16; k++) {
        const q = p + (k >> 2) * columns + (k & 3);
        if (state[q] !== DROPPED) dropped[count++] = q;
        state[q] = DROPPED;
      }
    }
    return dropped.subarray(0, count);
  }

  /**
   * Set up the matrix and the right-hand sides.
   * @returns {Generator<number, Graph, void>} yields the fraction done
   */
  *assemble() {
    /** @type {Rows | null} */
    let carried = null;
    for (let l = 0; l < this.levels.length; l++) {
      const next = new Rows();
      if (carried) this.#carry(carried, this.levels[l], next);
      const { cells } = this.levels[l];
      for (let from = 0; from < cells.length; from += 4096) {
        this.#rows(l, from, Math.min(cells.length, from + 4096), next);
        yield l === 0 ? from / cells.length : 1;
      }
      carried = next;
    }
    const x = new Int32Array(this.n);
    const y = new Int32Array(this.n);
    this.levels.forEach(({ width, cells, state }, l) => {
      for (let s = 0; s < cells.length; s++) {
        const u = state[cells[s]];
        if (u < 0) continue;
        const row = Math.floor(cells[s] / width);
        x[u] = (2 * (cells[s] - row * width) + 1) << l;
        y[u] = (2 * row + 1) << l;
      }
    });
    return { n: this.n, x, y, diagonal: this.diagonal, ...this.entries.symmetric(this.n) };
  }

  /**
   * The rows of some cells of a level.
   * @param {number} l
   * @param {number} from
   * @param {number} until
   * @param {Rows} next those entries of unknowns that belong to the level above
   */
  #rows(l, from, until, next) {
    const { entries, diagonal, depth, distance, image, left, right, top } = this;
    const { width, cells, state, stencils } = this.levels[l];
    const above = this.levels[l + 1];
    const window = new Float64Array(16);
    const own = new Float64Array(25);
    let a = stencils;
    let o = 0;
    for (let s = from; s < until; s++) {
      const p = cells[s];
      const y = Math.floor(p / width);
      const x = p - y * width;
      const u = state[p];
      const bx = ((x + 1) >> 1) - 2;
      const by = ((y + 1) >> 1) - 2;
      if (l > 0) o = 25 * s;
      else if (u === DROPPED && distance[p] >= depth + 6) {
        scatter(above, DEEP[2 * (y & 1) + (x & 1)], x, y, bx, by);
        continue;
      } else a = operatorRow(x + left, y + top, image.width, image.height, own);

      let carries = u === DROPPED;
      window.fill(0);
      for (let dy = -2, k = o; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++, k++) {
          const v = a[k];
          if (v === 0) continue;
          const q = state[p + dy * width + dx];
          if (q === DROPPED) {
            spread(window, v, x + dx, y + dy, bx, by);
            carries = true;
          } else if (u < 0) continue;
          else if (q === u) diagonal[u] += v;
          else if (q >= 0) {
            if (q < u) entries.push(u, q, v);
          } else if (l === 0) {
            const i = 4 * ((y + dy + top) * image.width + x + dx + left);
            for (let c = 0; c < 3; c++) right[3 * u + c] -= v * image.data[i + c];
          }
        }
      }
      if (u === DROPPED) scatter(above, window, x, y, bx, by);
      else if (carries) next.push(u, bx, by, window);
    }
  }

  /**
   * Entries of unknowns of finer levels in the columns of this one.
   * @param {Rows} rows
   * @param {Level} level
   * @param {Rows} next
   */
  #carry({ count, unknown, x, y, values }, { width, state }, next) {
    const window = new Float64Array(16);
    for (let r = 0; r < count; r++) {
      let carries = false;
      const bx = ((x[r] + 1) >> 1) - 1;
      const by = ((y[r] + 1) >> 1) - 1;
      window.fill(0);
      for (let k = 0; k < 16; k++) {
        const v = values[16 * r + k];
        if (v === 0) continue;
        const column = x[r] + (k & 3);
        const row = y[r] + (k >> 2);
        const q = state[row * width + column];
        if (q >= 0) this.entries.push(unknown[r], q, v);
        else {
          spread(window, v, column, row, bx, by);
          carries = true;
        }
      }
      if (carries) next.push(unknown[r], bx, by, window);
    }
  }

  /**
   * The pixels that belong to a solution.
   * @param {Float64Array} solution (3 n)
   * @returns {Float64Array} (3 * pixels)
   */
  expand(solution) {
    /** @type {Float64Array} */
    let above = new Float64Array(0);
    for (let l = this.levels.length - 1; l >= 0; l--) {
      const { width, cells, state } = this.levels[l];
      const up = this.levels[l + 1];
      const values = new Float64Array(3 * cells.length);
      for (let s = 0, o = 0; s < cells.length; s++, o += 3) {
        const p = cells[s];
        const u = 3 * state[p];
        if (u >= 0) {
          for (let c = 0; c < 3; c++) values[o + c] = solution[u + c];
          continue;
        }
        const y = Math.floor(p / width);
        const x = p - y * width;
        for (let corner = 0; corner < 4; corner++) {
          const from = 3 * up.slot[parent(x, y, corner, up.width)];
          const w = weight(x, y, corner);
          for (let c = 0; c < 3; c++) values[o + c] += w * above[from + c];
        }
      }
      above = values;
    }
    return above;
  }
}
