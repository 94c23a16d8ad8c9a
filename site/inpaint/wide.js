/** Pixels as the kernels compare them: eight numbers of 16 bits, of which the last three are 0. */

import { CHANNELS } from "./pyramid.js";

/** Numbers of a pixel. */
export const WIDE = 8;

/** Parts of a level that means are rounded to: what the kernels count in. */
export const PARTS = 32;

/**
 * @param {Uint8Array | Float32Array} values CHANNELS a pixel, 0..255
 * @param {number} [parts] of a level that they are rounded to, at most 64: sums of squares are 32 bits long
 * @returns {Int16Array} WIDE a pixel
 */
export function wide(values, parts = 1) {
  const result = new Int16Array(WIDE * values.length / CHANNELS);
  for (let a = 0, b = 0; a < values.length; a += CHANNELS, b += WIDE) {
    for (let c = 0; c < CHANNELS; c++) result[b + c] = parts * values[a + c] + 0.5;
  }
  return result;
}
