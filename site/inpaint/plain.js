/**
 * Fillers that know nothing of what lies around a hole, to tell the loss of an object from the work of a
 * filler.
 */

/** @typedef {import("./telea.js").Image} Image */

/**
 * Fill with one colour: the mean of the picture outside the mask, not of the hole's surroundings, so that
 * it says nothing about the place where the hole is.
 *
 * A mask that covers the whole image leaves it unchanged. Alpha is kept.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* meanColour(image, mask) {
  const sum = [0, 0, 0];
  let count = 0;
  for (let p = 0, i = 0; p < mask.length; p++, i += 4) {
    if (mask[p] !== 0) continue;
    for (let c = 0; c < 3; c++) sum[c] += image.data[i + c];
    count++;
  }
  yield 0.5;
  return paint(image, count === 0 ? new Uint8Array(mask.length) : mask, (p, c) => sum[c] / count);
}

/**
 * Fill with grey; alpha is kept.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{level?: number}} [options] 0..255
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* grey(image, mask, { level = 128 } = {}) {
  yield 0;
  return paint(image, mask, () => level);
}

/**
 * Fill with noise, each colour of each pixel equally likely to be any of 0..255; alpha is kept.
 *
 * A pixel's noise depends on the seed and on its place only, so it stays when the mask grows.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{seed?: number}} [options] a whole number
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* noise(image, mask, { seed = 1 } = {}) {
  yield 0;
  const key = scramble(seed);
  return paint(image, mask, (p, c) => scramble(key ^ (3 * p + c)) >>> 24);
}

/**
 * @param {Image} image
 * @param {Uint8Array} mask
 * @param {(pixel: number, colour: number) => number} value
 * @returns {Image}
 */
function paint({ width, height, data }, mask, value) {
  const result = { width, height, data: new Uint8ClampedArray(data) };
  for (let p = 0; p < mask.length; p++) {
    if (mask[p] !== 0) for (let c = 0; c < 3; c++) result.data[4 * p + c] = value(p, c);
  }
  return result;
}

/**
 * A whole number mixed beyond recognition: C. Wellons's `lowbias32`, a bijection of 32 bits.
 * @param {number} h
 */
function scramble(h) {
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}
