/**
 * How unlike the rest of a picture its places are. A thing that is there only once, or twice, would be seen
 * to be a copy; grass would not. After the histogram-based contrast of M.-M. Cheng et al., "Global Contrast
 * Based Salient Region Detection", PAMI 37(3), 2015 (DOI 10.1109/TPAMI.2014.2345401), on local means.
 */

import { localMeans } from "./means.js";
import { CHANNELS, squaredDifference } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

const SAMPLES = 144;
const NEAR = 1 / 8; // of the longer side: places so near are of the same thing
const SURROUNDINGS = 6; // pixels beside one, or above and below, that it stands out from, or does not
const THIN = 1; // pixels to either side of them
const LIKE = 3; // so many like places make a place common

/**
 * The distance of each known pixel's surroundings to the third most similar of many that are not near.
 * @param {Pick<Level, "height" | "hole" | "width">} level
 * @param {Float32Array} means its local means
 * @returns {Float32Array} width * height, in levels of 255; 0 where there is a hole
 */
export function rarity({ height, hole, width }, means) {
  const known = hole.length - hole.reduce((sum, value) => sum + value, 0);
  const step = Math.max(1, Math.floor(known / SAMPLES));
  const samples = [];
  for (let p = 0, n = 0; p < hole.length; p++) if (hole[p] === 0 && n++ % step === 0) samples.push(p);
  const sampled = Float32Array.from(
    samples.flatMap((p) => Array.from(means.subarray(CHANNELS * p, CHANNELS * (p + 1)))),
  );
  const columns = Int32Array.from(samples, (p) => p % width);
  const rows = Int32Array.from(samples, (p) => Math.floor(p / width));
  const near = NEAR * Math.max(width, height);
  const result = new Float32Array(hole.length);
  const least = new Float64Array(LIKE); // the smallest distances, ascending
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (hole[p] !== 0) continue;
      // Means change slowly: those of every second pixel of every second row do.
      const same = p - (x % 2) - (y % 2) * width;
      if (same !== p && hole[same] === 0) {
        result[p] = result[same];
        continue;
      }
      least.fill(255 * 255 * CHANNELS);
      for (let k = 0, b = 0; k < columns.length; k++, b += CHANNELS) {
        if (Math.abs(columns[k] - x) < near && Math.abs(rows[k] - y) < near) continue;
        let sum = 0;
        for (let c = 0; c < CHANNELS; c++) {
          const difference = means[CHANNELS * p + c] - sampled[b + c];
          sum += difference * difference;
        }
        if (sum >= least[LIKE - 1]) continue;
        let at = LIKE - 1;
        for (; at > 0 && least[at - 1] > sum; at--) least[at] = least[at - 1];
        least[at] = sum;
      }
      result[p] = Math.sqrt(least[LIKE - 1]);
    }
  }
  return result;
}

/**
 * How much each known pixel stands out, both from what lies beside it and from what lies above and below: one
 * would know it again. A horizon does not stand out from what lies beside it.
 * @param {Pick<Level, "data" | "height" | "hole" | "width">} level
 * @param {Float32Array} near its means over small squares
 * @returns {Float32Array} width * height: how many times more than on average, less one; 0 at the least
 */
export function peculiarity(level, near) {
  const { hole } = level;
  const beside = localMeans(level, SURROUNDINGS, THIN);
  const above = localMeans(level, THIN, SURROUNDINGS);
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
