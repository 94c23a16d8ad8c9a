/**
 * A first guess of what is in a hole: pieces of the picture, shifted, so that their seams are not seen.
 */

import { bendArrays } from "./bends.js";
import { candidates } from "./candidates.js";
import { Expansion, expansionArrays } from "./expansion.js";
import { gridOf } from "./grid.js";
import { price, priceArrays, survey } from "./prices.js";
import { CHANNELS } from "./pyramid.js";
import { within } from "./within.js";

/** @typedef {import("./pyramid.js").Level} Level */

const DONE = { survey: 0.14, candidates: 0.21, prices: 0.29 }; // fractions of the time

/**
 * Fill the hole of a level.
 * @param {Level} level with a source at least; its data is written to where it is to be filled
 * @param {Level} finer the next finer one, in which contours are sharper; or the same
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, {from: Int32Array, expectation: import("./expectation.js").Expectation}, void>}
 *   yields the fraction done; returns, for each pixel of the level that was filled, the one that it is a copy
 *   of, -1 for the others; and what was expected to be in the hole
 */
export function* shift(level, finer, half, random, kernels) {
  const { data, hole, width } = level;
  const grid = gridOf(hole, width);
  const surveyed = yield* within(0, DONE.survey, survey(level, grid.nodes, finer, kernels));
  const looking = candidates(level, half, random, surveyed.sketched, kernels);
  const offsets = yield* within(DONE.survey, DONE.candidates, looking);
  const shifts = Int32Array.from(offsets, ({ x, y }) => y * width + x);
  const { bends, kin } = bendArrays(surveyed.sketched, level, grid.nodes);
  const placed = kernels.place({
    ...expansionArrays(level, grid, shifts, bends), ...priceArrays(level, grid.nodes, surveyed), kin,
  });
  yield* within(DONE.candidates, DONE.prices, price(level, offsets, surveyed, kernels, placed));
  const fits = new Set([...offsets.keys()].filter((label) => offsets[label].fits));
  const expansion = new Expansion(kernels, placed, random, fits);
  const labels = yield* within(DONE.prices, 1, expansion.minimise());
  const from = new Int32Array(hole.length).fill(-1);
  grid.nodes.forEach((p, i) => {
    const bend = labels[i] - shifts.length;
    from[p] = p + (bend < 0 ? shifts[labels[i]] : placed.bends[bend * grid.nodes.length + i]);
    data.copyWithin(CHANNELS * p, CHANNELS * from[p], CHANNELS * (from[p] + 1));
  });
  return { from, expectation: surveyed.expectation };
}
