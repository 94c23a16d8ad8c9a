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
 * @typedef {object} Guess
 * @property {Int32Array} from of each pixel of the hole, the one that it is a copy of; -1 for the others
 * @property {number} seen how much one sees of the seams between the pieces
 * @property {import("./expectation.js").Expectation} expectation what was expected to be in the hole
 */

/**
 * Guess what is in the hole of a level.
 * @param {Level} level with a source at least; not changed
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @returns {Generator<number, Guess, void>} yields the fraction done
 */
export function* shift(level, half, random) {
  const { hole, width } = level;
  const offsets = candidates(level, half, random);
  yield 0;
  const shifts = Int32Array.from(offsets, ({ x, y }) => y * width + x);
  const grid = gridOf(hole, width);
  const { expectation, ...priced } = yield* prices(level, grid.nodes, offsets);
  const expansion = new Expansion(level, grid, shifts, priced);
  const labels = yield* expansion.minimise();
  const from = new Int32Array(hole.length).fill(-1);
  grid.nodes.forEach((p, i) => (from[p] = p + shifts[labels[i]]));
  return { from, seen: expansion.seen(), expectation };
}

/**
 * Fill the hole of a level.
 * @param {Level} level
 * @param {Int32Array} from of each pixel of the hole, the one to copy
 */
export function copyShifted({ data, hole }, from) {
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] !== 0) data.copyWithin(CHANNELS * p, CHANNELS * from[p], CHANNELS * (from[p] + 1));
  }
}
