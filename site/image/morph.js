// Masks made larger and smaller by a true distance, the same in every direction.

import { bounds } from "./bounds.js";
import { squaredDistances } from "./euclidean.js";

/** @typedef {import("./bounds.js").Box} Box */

/**
 * Distances within a box, where the rest of the picture cannot matter.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {Box} box
 * @param {(value: number) => boolean} isMarked which pixels are measured from
 */
export function distancesWithin(mask, width, { left, top, right, bottom }, isMarked) {
  const [w, h] = [right - left, bottom - top];
  const marked = new Uint8Array(w * h);
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0, p = (top + y) * width + left; x < w; x++, i++, p++) marked[i] = isMarked(mask[p]) ? 1 : 0;
  }
  return squaredDistances(marked, w, h);
}

/**
 * Marks every pixel whose centre is at most so far from that of a marked one.
 * @param {Uint8Array} mask changed
 * @param {number} width
 * @param {number} height
 * @param {number} radius in pixels
 */
export function grow(mask, width, height, radius) {
  const box = bounds(mask, width, height, Math.ceil(radius));
  if (!box) return;
  const squared = distancesWithin(mask, width, box, (value) => value !== 0);
  forEachIn(box, width, (p, i) => {
    if (squared[i] <= radius * radius) mask[p] = 1;
  });
}

/**
 * Keeps of the marked pixels those farther than this from every unmasked one; beyond the border there is none.
 * @param {Uint8Array} mask changed
 * @param {number} width
 * @param {number} height
 * @param {number} radius in pixels
 */
export function shrink(mask, width, height, radius) {
  const box = bounds(mask, width, height, 1);
  if (!box) return;
  const squared = distancesWithin(mask, width, box, (value) => value === 0);
  forEachIn(box, width, (p, i) => {
    if (squared[i] <= radius * radius) mask[p] = 0;
  });
}

/**
 * Calls with the index of each pixel in the picture and in the box.
 * @param {Box} box
 * @param {number} width
 * @param {(p: number, i: number) => void} call
 */
export function forEachIn({ left, top, right, bottom }, width, call) {
  for (let y = top, i = 0; y < bottom; y++) {
    for (let x = left, p = y * width + left; x < right; x++, i++, p++) call(p, i);
  }
}
