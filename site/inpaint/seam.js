/**
 * Makes a fill meet its surroundings: what patches would change outside the hole is spread smoothly into
 * it and added, as in P. Pérez, M. Gangnet, A. Blake, "Poisson Image Editing", SIGGRAPH 2003 (DOI
 * 10.1145/882262.882269).
 */

import { CHANNELS } from "./pyramid.js";
import { stretch } from "./stretch.js";

const TOLERANCE = 1500; // squared colour difference beyond which it is another thing, not another shade
const FAINT = 1e-3; // weight of pixels away from the hole: none of them is to be solved for

/**
 * @param {import("./pyramid.js").Level} level filled
 * @param {import("./vote.js").Ballot} ballot counted
 * @param {Uint8ClampedArray} result RGBA, written to where there is a hole
 * @param {Float32Array | null} added three values a pixel, added as well
 * @param {import("./kernels.js").Kernels} kernels whose memory is no longer the ballot's afterwards
 */
export function hideSeam({ data, height, hole, width }, { sums, weights }, result, added, kernels) {
  const shades = new Float32Array(3 * hole.length);
  const trust = new Float32Array(hole.length);
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] !== 0) continue;
    trust[p] = FAINT;
    if (weights[p] === 0) continue;
    trust[p] = 1;
    let square = 0;
    for (let c = 0; c < 3; c++) {
      shades[3 * p + c] = data[CHANNELS * p + c] - sums[CHANNELS * p + c] / weights[p];
      square += shades[3 * p + c] ** 2;
    }
    const share = 1 / (1 + (square / TOLERANCE) ** 2);
    for (let c = 0; c < 3; c++) shades[3 * p + c] *= share;
  }
  stretch(shades, trust, width, height, kernels);
  if (added) for (let i = 0; i < added.length; i++) shades[i] += added[i];
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] === 0) continue;
    for (let c = 0; c < 3; c++) result[4 * p + c] = data[CHANNELS * p + c] + shades[3 * p + c];
  }
}
