/** What the surroundings of a pixel look like on average. */

import { boxSum } from "./box.js";
import { CHANNELS } from "./pyramid.js";

/**
 * The mean of the known pixels around each; 0 where none is near.
 * @param {Pick<import("./pyramid.js").Level, "data" | "height" | "hole" | "width">} level
 * @param {number} radius of the rectangle of which the mean is taken: it is 2 * radius + 1 wide
 * @param {number} [rows] the same from top to bottom; a square if not given
 * @returns {Float32Array} CHANNELS * width * height
 */
export function localMeans({ data, height, hole, width }, radius, rows = radius) {
  const means = new Float32Array(data.length);
  const counts = new Float32Array(hole.length);
  for (let p = 0; p < hole.length; p++) counts[p] = 1 - hole[p];
  boxSum(counts, width, height, radius, rows);
  const plane = new Float32Array(hole.length);
  for (let c = 0; c < CHANNELS; c++) {
    for (let p = 0; p < hole.length; p++) plane[p] = hole[p] === 0 ? data[CHANNELS * p + c] : 0;
    boxSum(plane, width, height, radius, rows);
    for (let p = 0; p < hole.length; p++) if (counts[p] > 0) means[CHANNELS * p + c] = plane[p] / counts[p];
  }
  return means;
}
