/**
 * A first guess of what is in a hole: pieces of the picture, shifted, so that their seams are not seen.
 */

import { candidates } from "./candidates.js";
import { Expansion } from "./expansion.js";
import { gridOf } from "./grid.js";
import { prices, survey } from "./prices.js";
import { CHANNELS } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * Fill the hole of a level.
 * @param {Level} level with a source at least; its data is written to where it is to be filled
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @param {{guesses?: number, finer?: Level}} [options] of how many guesses the one with the least visible seams
 *   is taken; and the next finer level, in which contours are sharper
 * @returns {Generator<number, {from: Int32Array, seen: number,
 *   expectation: import("./expectation.js").Expectation}, void>} yields the fraction done; returns, for each
 *   pixel of the level that was filled, the one that it is a copy of, -1 for the others; how much one sees of
 *   the seams; and what was expected to be in the hole
 */
export function* shift(level, half, random, { guesses = 1, finer = level } = {}) {
  const { data, hole, width } = level;
  const grid = gridOf(hole, width);
  const surveyed = yield* survey(level, grid.nodes, finer);
  const known = { ...level, data: new Float32Array(data) }; // quicker beside others of one type
  const made = [];
  while (made.length < guesses) {
    const work = guess(level, known, half, random, grid, surveyed);
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
 * @param {import("./prices.js").Known} known the same
 * @param {number} half
 * @param {import("./random.js").Random} random
 * @param {ReturnType<typeof gridOf>} grid of its hole
 * @param {import("./prices.js").Survey} surveyed
 * @returns {Generator<number, {shifts: Int32Array, seen: number}, void>} yields the fraction done; returns by
 *   how much each node is shifted, and how much one sees of the seams
 */
function* guess(level, known, half, random, grid, surveyed) {
  const offsets = candidates(level, half, random, surveyed.sketched);
  yield 0;
  const shifts = Int32Array.from(offsets, ({ x, y }) => y * level.width + x);
  const priced = yield* prices(known, grid.nodes, offsets, surveyed);
  const expansion = new Expansion(known, grid, shifts, priced);
  const labels = yield* expansion.minimise();
  return { shifts: labels.map((label) => shifts[label]), seen: expansion.seen() };
}
