/** What the surroundings of a pixel look like on average. */

import { WIDE } from "./wide.js";

/**
 * The mean of the known pixels around each; 0 where none is near.
 * @param {Pick<import("./pyramid.js").Level, "data" | "height" | "hole" | "width">} level
 * @param {import("./kernels.js").Kernels} kernels
 * @param {number} radius of the rectangle of which the mean is taken: it is 2 * radius + 1 wide
 * @param {number} [rows] the same from top to bottom; a square if not given. At most 257 pixels in all
 * @returns {Float32Array} CHANNELS * width * height
 */
export function localMeans({ data, height, hole, width }, kernels, radius, rows = radius) {
  const scratch = 2 * WIDE * width * (height + 1);
  const placed = kernels.place({ data, hole, means: new Float32Array(data.length) }, scratch);
  const [from, without, to] = [placed.data, placed.hole, placed.means].map(({ byteOffset }) => byteOffset);
  kernels.run.means(from, without, width, height, radius, rows, kernels.scratch, to);
  return placed.means.slice();
}
