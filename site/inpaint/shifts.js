/**
 * A first guess of what is in a hole: pieces of the picture, shifted, so that their seams are not seen.
 */

import { candidates } from "./candidates.js";
import { Expansion, expansionArrays } from "./expansion.js";
import { gridOf } from "./grid.js";
import { price, priceArrays, survey } from "./prices.js";
import { CHANNELS } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * Fill the hole of a level.
 * @param {Level} level with a source at least; its data is written to where it is to be filled
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @param {import("./kernels.js").Kernels} kernels
 * @param {{guesses?: number, finer?: Level}} [options] of how many guesses the one with the least visible seams
 *   is taken; and the next finer level, in which contours are sharper
 * @returns {Generator<number, {from: Int32Array, seen: number,
 *   expectation: import("./expectation.js").Expectation}, void>} yields the fraction done; returns, for each
 *   pixel of the level that was filled, the one that it is a copy of, -1 for the others; how much one sees of
 *   the seams; and what was expected to be in the hole
 */
export function* shift(level, half, random, kernels, { guesses = 1, finer = level } = {}) {
  const { data, hole, width } = level;
  const grid = gridOf(hole, width);
  const surveyed = yield* survey(level, grid.nodes, finer, kernels);
  const rest = priceArrays(level, grid.nodes, surveyed);
  const made = [];
  while (made.length < guesses) {
    const work = guess(level, half, random, grid, surveyed, rest, kernels);
    let step = work.next();
    for (; !step.done; step = work.next()) yield (made.length + step.value) / guesses;
    made.push(step.value);
  }
  const { shifts, seen } = made.reduce((best, other) => (other.seen < best.seen ? other : best));
  const from = new Int32Array(hole.length).fill(-1);
  grid.nodes.forEach((p, i) => {
    from[p] = p + shifts[i];
    data.copyWithin(CHANNELS * p, CHANNELS * from[p], CHANNELS * (from[p] + 1));
  });
  return { from, seen, expectation: surveyed.expectation };
}

/**
 * @param {Level} level not changed
 * @param {number} half
 * @param {import("./random.js").Random} random
 * @param {ReturnType<typeof gridOf>} grid of its hole
 * @param {import("./prices.js").Survey} surveyed
 * @param {ReturnType<typeof priceArrays>} rest what prices are made of
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, {shifts: Int32Array, seen: number}, void>} yields the fraction done; returns by
 *   how much each node is shifted, and how much one sees of the seams
 */
function* guess(level, half, random, grid, surveyed, rest, kernels) {
  const offsets = candidates(level, half, random, surveyed.sketched, kernels);
  yield 0;
  const shifts = Int32Array.from(offsets, ({ x, y }) => y * level.width + x);
  const placed = kernels.place({ ...expansionArrays(level, grid, shifts), ...rest });
  yield* price(level, offsets, surveyed, kernels, placed);
  const expansion = new Expansion(kernels, placed);
  const labels = yield* expansion.minimise();
  return { shifts: Int32Array.from(labels, (label) => shifts[label]), seen: expansion.seen() };
}
