/**
 * How unlike the rest of a picture its places are. A thing that is there only once, or twice, would be seen
 * to be a copy; grass would not. After the histogram-based contrast of M.-M. Cheng et al., "Global Contrast
 * Based Salient Region Detection", PAMI 37(3), 2015 (DOI 10.1109/TPAMI.2014.2345401), on local means.
 */

import { localMeans } from "./means.js";
import { squaredDifference, toFill } from "./pyramid.js";
import { PARTS, wide } from "./wide.js";

/** @typedef {import("./pyramid.js").Level} Level */

const SAMPLES = 144;
const NEAR = 1 / 8; // of the longer side: places so near are of the same thing
const SURROUNDINGS = 6; // pixels beside one, or above and below, that it stands out from, or does not
const THIN = 1; // pixels to either side of them

/**
 * The distance of each known pixel's surroundings to the third most similar of many that are not near.
 * @param {Pick<Level, "height" | "hole" | "width">} level
 * @param {Float32Array} means its local means
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Float32Array} width * height, in levels of 255; 0 where there is a hole
 */
export function rarity({ height, hole, width }, means, kernels) {
  const known = hole.length - toFill({ hole });
  const step = Math.max(1, Math.floor(known / SAMPLES));
  const samples = [];
  for (let p = 0, n = 0; p < hole.length; p++) if (hole[p] === 0 && n++ % step === 0) samples.push(p);
  const near = Math.ceil(NEAR * Math.max(width, height));
  const placed = kernels.place({
    pixels: wide(means, PARTS), hole, samples: Int32Array.from(samples), rare: new Float32Array(hole.length),
  });
  const { pixels, rare } = placed;
  kernels.run.rarity(
    pixels.byteOffset, placed.hole.byteOffset, width, height, placed.samples.byteOffset, samples.length, near,
    rare.byteOffset,
  );
  return rare.map((square) => Math.sqrt(square) / PARTS);
}

/**
 * How much each known pixel stands out, both from what lies beside it and from what lies above and below: one
 * would know it again. A horizon does not stand out from what lies beside it.
 * @param {Pick<Level, "data" | "height" | "hole" | "width">} level
 * @param {Float32Array} near its means over small squares
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Float32Array} width * height: how many times more than on average, less one; 0 at the least
 */
export function peculiarity(level, near, kernels) {
  const { hole } = level;
  const beside = localMeans(level, kernels, SURROUNDINGS, THIN);
  const above = localMeans(level, kernels, THIN, SURROUNDINGS);
  const result = new Float32Array(hole.length);
  let sum = 0;
  let known = 0;
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] !== 0) continue;
    const square = Math.min(squaredDifference(near, p, p, beside), squaredDifference(near, p, p, above));
    result[p] = Math.sqrt(square);
    sum += result[p];
    known++;
  }
  for (let p = 0; p < hole.length; p++) result[p] = Math.max(0, result[p] * known / Math.max(1, sum) - 1);
  return result;
}
