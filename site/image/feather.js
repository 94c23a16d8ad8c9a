// A soft edge: the hole is filled beyond its edge, and the filling fades into the photograph there.

import { bounds } from "./bounds.js";
import { distancesWithin, forEachIn } from "./morph.js";

/**
 * How much of the filling shows: 1 inside the mask; outside it, at a distance d below the feather's width w,
 * (1 + cos(π d / w)) / 2, which leaves the edge and arrives at 0 without a kink; 0 from w on. What is above 0
 * is the hole to fill.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number} feather the width w, in pixels
 * @returns {Float32Array} width * height, 0..1
 */
export function featherAlpha(mask, width, height, feather) {
  const alpha = new Float32Array(width * height);
  const box = bounds(mask, width, height, Math.ceil(feather));
  if (!box) return alpha;
  const squared = distancesWithin(mask, width, box, (value) => value !== 0);
  forEachIn(box, width, (p, i) => {
    const distance = Math.sqrt(squared[i]);
    if (distance === 0) alpha[p] = 1;
    else if (distance < feather) alpha[p] = (1 + Math.cos((Math.PI * distance) / feather)) / 2;
  });
  return alpha;
}

/**
 * One picture over another.
 * @param {ArrayLike<number>} below RGBA
 * @param {ArrayLike<number>} above RGBA
 * @param {Float32Array} alpha one a pixel, 0..1, of the one above
 * @returns {Uint8ClampedArray} RGBA; the alpha channel is that below
 */
export function blend(below, above, alpha) {
  const out = Uint8ClampedArray.from(below);
  for (let p = 0, i = 0; p < alpha.length; p++, i += 4) {
    const a = alpha[p];
    if (a === 0) continue;
    for (let c = i; c < i + 3; c++) out[c] = below[c] + a * (above[c] - below[c]);
  }
  return out;
}
