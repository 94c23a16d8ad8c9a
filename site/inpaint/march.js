/**
 * The fast marching method (Sethian 1996): visits unknown pixels in the order of their distance T from
 * the edge of the mask. Telea's method needs T on both sides of that edge.
 *
 * It works on a *window*: the mask's bounding box with a margin on all sides, wide enough that a
 * neighbourhood never leaves it, even where that means cells beyond the image.
 */

import { Heap } from "./heap.js";

/** States of a cell. */
export const KNOWN = 0;
export const UNKNOWN = 1;
export const BEYOND = 2; // outside the image: no source of colour, but no part of the mask either

/** T of a cell that no front has reached. */
const FAR = 1e6;

/**
 * @typedef {object} Window
 * @property {number} left column of the image at the window's first column, may be negative
 * @property {number} top row of the image at the window's first row, may be negative
 * @property {number} columns
 * @property {number} rows
 * @property {Uint8Array} state KNOWN, UNKNOWN or BEYOND, rows * columns
 */

/**
 * The window around a mask.
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {number} width
 * @param {number} height
 * @param {number} margin in pixels
 * @returns {Window | null} null for an empty mask
 */
export function openWindow(mask, width, height, margin) {
  let minX = width;
  let maxX = -1;
  let minY = height;
  let maxY = -1;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    let x = 0;
    while (x < width && mask[start + x] === 0) x++;
    if (x === width) continue;
    let last = width - 1;
    while (mask[start + last] === 0) last--;
    if (x < minX) minX = x;
    if (last > maxX) maxX = last;
    if (minY === height) minY = y;
    maxY = y;
  }
  if (maxY < 0) return null;

  const left = minX - margin;
  const top = minY - margin;
  const columns = maxX - minX + 1 + 2 * margin;
  const rows = maxY - minY + 1 + 2 * margin;
  const state = new Uint8Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const y = top + i;
    const at = i * columns;
    if (y < 0 || y >= height) {
      state.fill(BEYOND, at, at + columns);
      continue;
    }
    if (left < 0) state.fill(BEYOND, at, at - left);
    if (left + columns > width) state.fill(BEYOND, at + width - left, at + columns);
    for (let x = minX; x <= maxX; x++) if (mask[y * width + x] !== 0) state[at + x - left] = UNKNOWN;
  }
  return { left, top, columns, rows, state };
}

/**
 * Where a cell or one at most `radius` steps before or after it is unknown.
 * @param {Uint8Array} cells
 * @param {number} step from a cell to the next: 1 along rows, their length along columns
 * @param {number} radius
 * @returns {Uint8Array}
 */
function spread(cells, step, radius) {
  const result = new Uint8Array(cells.length);
  const counts = new Int32Array(step); // of unknown cells in reach, for each line
  const reach = radius * step;
  for (let p = -reach, line = 0; p < cells.length; p++) {
    const entering = p + reach;
    const leaving = p - reach - step;
    if (entering < cells.length) counts[line] += cells[entering] & UNKNOWN;
    if (leaving >= 0) counts[line] -= cells[leaving] & UNKNOWN;
    if (p >= 0 && counts[line] > 0) result[p] = UNKNOWN;
    if (++line === step) line = 0;
  }
  return result;
}

/**
 * Whether a cell is known and right beside an unknown one.
 * @param {number} p
 * @param {number} columns
 * @param {Uint8Array} state
 */
function beside(p, columns, state) {
  return state[p] === KNOWN && (state[p - 1] === UNKNOWN || state[p + 1] === UNKNOWN
    || state[p - columns] === UNKNOWN || state[p + columns] === UNKNOWN);
}

/** The front between known and unknown cells, on its way through a window. */
export class Front {
  /**
   * @param {Window} window its margin is greater than the radius, so that rows don't reach into each other
   * @param {number} radius how many rows and columns outside the mask T is needed
   */
  constructor(window, radius) {
    const { columns, state } = window;
    this.window = window;
    this.T = new Float32Array(state.length).fill(FAR);
    /** UNKNOWN where T is yet to be found outside the mask */
    this.ring = spread(spread(state, 1, radius), columns, radius);
    this.unknown = 0;
    this.outside = 0;
    /** @type {number[]} the known cells right beside unknown ones, row by row */
    this.edge = [];
    for (let p = 0; p < state.length; p++) {
      if (this.ring[p] !== UNKNOWN) continue;
      if (state[p] === KNOWN && !beside(p, columns, state)) {
        this.outside++;
        continue;
      }
      this.ring[p] = KNOWN;
      if (state[p] === UNKNOWN) this.unknown++;
      if (state[p] !== KNOWN) continue;
      this.edge.push(p);
      this.T[p] = 0;
    }
    this.heap = new Heap(this.edge.length + Math.max(this.outside, this.unknown));
  }

  /** Begin at the edge of the mask. */
  start() {
    for (const p of this.edge) this.heap.push(p, 0);
  }

  /**
   * Solve |grad T| = 1 at a cell, upwind from the nearer of its neighbours in each direction.
   * @param {number} p
   * @returns {number} T there
   */
  solve(p) {
    const { T } = this;
    const { columns } = this.window;
    const a = Math.min(T[p - columns], T[p + columns]);
    const b = Math.min(T[p - 1], T[p + 1]);
    const d = a - b;
    if (d >= 1 || d <= -1) return 1 + Math.min(a, b);
    return (a + b + Math.sqrt(2 - d * d)) * 0.5;
  }

  /**
   * Find T in the ring, some cells at a time. Outside the mask T counts downwards from 0.
   * @param {number} cells how many to visit at most
   * @returns {boolean} whether there is more to do
   */
  outward(cells) {
    const { heap, ring, T, window: { columns } } = this;
    for (let n = 0; n < cells; n++) {
      const p = heap.pop();
      if (p < 0) {
        for (let q = 0; q < T.length; q++) if (T[q] !== FAR) T[q] = -T[q];
        return false;
      }
      for (let side = 0; side < 4; side++) {
        const q = p + (side === 0 ? -columns : side === 1 ? -1 : side === 2 ? columns : 1);
        if (ring[q] !== UNKNOWN) continue;
        ring[q] = KNOWN;
        T[q] = this.solve(q);
        heap.push(q, T[q]);
      }
    }
    return true;
  }
}
