// The wand: every pixel of about the same colour as the one touched, all over or as far as they hang together.

import { toLab } from "./lab.js";

/**
 * @param {{width: number, height: number, data: ArrayLike<number>}} picture RGBA
 * @param {number} x of the pixel touched
 * @param {number} y
 * @param {{tolerance: number, contiguous: boolean}} options tolerance: the largest CIELAB distance (ΔE*ab,
 *   CIE 1976); contiguous: only what is reached from the pixel by its four neighbours, and theirs
 * @returns {Uint8Array} width * height, 1 = selected
 */
export function wand({ width, height, data }, x, y, { tolerance, contiguous }) {
  const seed = y * width + x;
  const wanted = new Float64Array(3);
  const lab = new Float64Array(3);
  toLab(data, seed, wanted);
  const limit = tolerance * tolerance;
  const isLike = (/** @type {number} */ pixel) => {
    toLab(data, pixel, lab);
    return (lab[0] - wanted[0]) ** 2 + (lab[1] - wanted[1]) ** 2 + (lab[2] - wanted[2]) ** 2 <= limit;
  };
  return contiguous ? flood(width, height, seed, isLike) : Uint8Array.from({ length: width * height }, (_, i) => +isLike(i));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {number} seed
 * @param {(pixel: number) => boolean} isLike asked once a pixel
 */
function flood(width, height, seed, isLike) {
  const seen = new Uint8Array(width * height); // 1 = selected, 2 = not alike
  const stack = new Int32Array(width * height); // each pixel enters once
  let depth = 0;
  const visit = (/** @type {number} */ pixel) => {
    if (seen[pixel]) return;
    seen[pixel] = isLike(pixel) ? 1 : 2;
    if (seen[pixel] === 1) stack[depth++] = pixel;
  };
  visit(seed);
  while (depth) {
    const pixel = stack[--depth];
    const column = pixel % width;
    if (column > 0) visit(pixel - 1);
    if (column < width - 1) visit(pixel + 1);
    if (pixel >= width) visit(pixel - width);
    if (pixel < width * (height - 1)) visit(pixel + width);
  }
  return seen.map((value) => value & 1);
}
