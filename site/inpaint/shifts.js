/**
 * A first guess of what is in a hole: pieces of the picture, shifted, so that their seams are not seen.
 */

import { candidates } from "./candidates.js";
import { Expansion } from "./expansion.js";
import { gridOf } from "./grid.js";
import { prices } from "./prices.js";
import { CHANNELS } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * Fill the hole of a level.
 * @param {Level} level with a source at least; its data is written to where it is to be filled
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @returns {Generator<number, {from: Int32Array, expectation: import("./expectation.js").Expectation}, void>}
 *   yields the fraction done; returns, for each pixel of the level that was filled, the one that it is a copy
 *   of, -1 for the others; and what was expected to be in the hole
 */
export function* shift(level, half, random) {
  const { data, hole, width } = level;
  const from = new Int32Array(hole.length).fill(-1);
  const offsets = candidates(level, half, random);
  yield 0;
  const shifts = Int32Array.from(offsets, ({ x, y }) => y * width + x);
  const grid = gridOf(hole, width);
  const priced = yield* prices(level, grid.nodes, offsets);
  const labels = yield* new Expansion(level, grid, shifts, priced).minimise();
  grid.nodes.forEach((p, i) => {
    from[p] = p + shifts[labels[i]];
    data.copyWithin(CHANNELS * p, CHANNELS * from[p], CHANNELS * (from[p] + 1));
  });
  return { from, expectation: priced.expectation };
}
