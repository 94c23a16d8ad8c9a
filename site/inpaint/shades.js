/**
 * Gives the smooth parts of a fill the shade that is expected of them: patches of a sky bring its detail, but
 * hardly ever the shade that runs from one side of the hole to the other.
 */

import { boxSum } from "./box.js";
import { CHANNELS } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

const SMOOTH = 8; // texture beyond which a shade is not seen
const OTHER = 50; // levels beyond which a difference is one of things, not of shades
const RADIUS = 3; // of the squares over which a shade is the same, on the coarse scale
const TIMES = 2; // that squares are averaged

/**
 * What to add to the colours of a fill.
 * @param {Level} fine filled
 * @param {Level} coarse the same picture, smaller
 * @param {number} scale how many times it was halved
 * @param {import("./expectation.js").Expectation} expectation on the coarse scale
 * @returns {Float32Array} 3 * width * height of the fine one, in levels of 255; 0 far from the hole
 */
export function shades(fine, coarse, scale, { nodes, values, banded }) {
  const { height, width } = coarse;
  const means = shrink(fine, scale, width, height, nodes);
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  for (let i = 0; i < nodes.length; i++) {
    const p = CHANNELS * nodes[i];
    const own = CHANNELS * i;
    let square = 0;
    for (let c = 0; c < 3; c++) square += (values[own + c] - means[p + c]) ** 2;
    const texture = Math.hypot(values[own + 3], values[own + 4]) + Math.hypot(means[p + 3], means[p + 4]);
    const share = banded * Math.exp(-((texture / 2 / SMOOTH) ** 2)) / (1 + (square / OTHER ** 2) ** 2);
    for (let c = 0; c < 3; c++) planes[c][nodes[i]] = share * (values[own + c] - means[p + c]);
  }
  for (const plane of planes) {
    for (let n = 0; n < TIMES; n++) boxSum(plane, width, height, RADIUS);
    const area = (2 * RADIUS + 1) ** (2 * TIMES);
    for (let p = 0; p < plane.length; p++) plane[p] /= area;
  }
  return enlarge(planes, width, height, fine, scale);
}

/**
 * The means of some squares of a picture.
 * @param {Level} fine
 * @param {number} scale the squares are 2 ** scale wide
 * @param {number} width of the smaller picture
 * @param {number} height
 * @param {Int32Array} nodes its pixels for which they are wanted
 */
function shrink(fine, scale, width, height, nodes) {
  const means = new Float32Array(CHANNELS * width * height);
  const size = 2 ** scale;
  for (const q of nodes) {
    const left = size * (q % width);
    const top = size * Math.floor(q / width);
    const right = Math.min(fine.width, left + size);
    const bottom = Math.min(fine.height, top + size);
    for (let y = top; y < bottom; y++) {
      for (let x = left, a = CHANNELS * (y * fine.width + left); x < right; x++) {
        for (let b = CHANNELS * q; b < CHANNELS * (q + 1); a++, b++) means[b] += fine.data[a];
      }
    }
    const count = (right - left) * (bottom - top);
    for (let b = CHANNELS * q; b < CHANNELS * (q + 1); b++) means[b] /= count;
  }
  return means;
}

/**
 * Three planes as one larger picture, straight between the middles of their pixels.
 * @param {Float32Array[]} planes
 * @param {number} width of the planes
 * @param {number} height
 * @param {Level} fine the larger picture
 * @param {number} scale
 */
function enlarge(planes, width, height, fine, scale) {
  const result = new Float32Array(3 * fine.hole.length);
  for (let y = 0, p = 0; y < fine.height; y++) {
    const row = Math.min(height - 1, Math.max(0, (y + 0.5) / 2 ** scale - 0.5));
    const top = Math.floor(row) * width;
    const below = Math.min(height - 1, Math.floor(row) + 1) * width;
    for (let x = 0; x < fine.width; x++, p++) {
      if (fine.hole[p] === 0) continue;
      const column = Math.min(width - 1, Math.max(0, (x + 0.5) / 2 ** scale - 0.5));
      const left = Math.floor(column);
      const right = Math.min(width - 1, left + 1);
      for (let c = 0; c < 3; c++) {
        const plane = planes[c];
        const upper = plane[top + left] + (column - left) * (plane[top + right] - plane[top + left]);
        const lower = plane[below + left] + (column - left) * (plane[below + right] - plane[below + left]);
        result[3 * p + c] = upper + (row - Math.floor(row)) * (lower - upper);
      }
    }
  }
  return result;
}
