/**
 * Inpainting with patches of the same picture, from coarse to fine: the completion of Y. Wexler,
 * E. Shechtman, M. Irani, "Space-Time Completion of Video", PAMI 29(3), 2007 (DOI
 * 10.1109/TPAMI.2007.60), its patches found by PatchMatch (Barnes et al. 2009, DOI
 * 10.1145/1531326.1531330).
 */

import { Field } from "./field.js";
import { guess } from "./guess.js";
import { pyramid } from "./pyramid.js";
import { Random } from "./random.js";
import { hideSeam } from "./seam.js";
import { telea } from "./telea.js";
import { Ballot } from "./vote.js";

/** @typedef {import("./telea.js").Image} Image */

const ROUNDS = [1, 3, 5, 8]; // of search and vote, finest scale first; the last holds for all coarser ones
const PASSES = [8, 4, 2]; // of a search: the first on the coarsest scale, others there, on finer scales
const REACH = 8; // pixels that a search on a finer scale looks away from what the coarser one found
const SHARPNESS = 8; // of the very last vote: the mean of many patches would be a blur

const TARGETS_PER_STEP = 512;
const WORK = { measure: 1, search: 5, vote: 3 }; // relative time for a target
const PREPARATION = 0.02; // fraction of all the work

/**
 * Fill the masked pixels with patches from elsewhere in the image, the same for the same seed.
 *
 * Where no patch fits beside the mask, smaller ones are tried, and where not even 3×3 does, the fill is
 * Telea's. A mask that covers the whole image leaves it unchanged. Alpha is kept.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{patchSize?: number, seed?: number}} [options] pixels along a patch's side, odd (an even number
 *   counts as the odd one before); and any whole number
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* patchmatch(image, mask, { patchSize = 7, seed = 1 } = {}) {
  for (let half = (patchSize - 1) >> 1; half >= 1; half--) {
    const building = pyramid(image, mask, half);
    let step = building.next();
    for (; !step.done; step = building.next()) yield PREPARATION / 2;
    if (step.value.length === 0) continue;
    return yield* complete(image, step.value, half, new Random(seed));
  }
  return yield* telea(image, mask);
}

/**
 * @param {Image} image
 * @param {import("./pyramid.js").Level[]} levels finest first
 * @param {number} half of the patch
 * @param {Random} random
 * @returns {Generator<number, Image, void>}
 */
function* complete({ width, height, data }, levels, half, random) {
  const result = { width, height, data: new Uint8ClampedArray(data) };
  if (levels[0].targets.length === 0) return result;

  const coarsest = levels[levels.length - 1];
  for (const _ of guess(coarsest, half)) yield PREPARATION;

  const rounds = levels.map((_, n) => ROUNDS[Math.min(n, ROUNDS.length - 1)]);
  const all = levels.reduce((sum, { targets }, n) => {
    const passes = n === levels.length - 1 ? PASSES[0] + (rounds[n] - 1) * PASSES[1] : rounds[n] * PASSES[2];
    return sum + targets.length * (passes * WORK.search + rounds[n] * (WORK.measure + WORK.vote) + WORK.vote);
  }, 0);
  let done = 0;
  /**
   * @param {number} work
   * @param {number} count
   * @param {(from: number, to: number) => void} act
   */
  function* each(work, count, act) {
    for (let from = 0; from < count; from += TARGETS_PER_STEP) {
      const to = Math.min(count, from + TARGETS_PER_STEP);
      act(from, to);
      done += work * (to - from);
      yield PREPARATION + (1 - PREPARATION) * (done / all);
    }
  }

  /** @type {Field | undefined} */
  let coarser;
  for (let n = levels.length - 1; n >= 0; n--) {
    const level = levels[n];
    const count = level.targets.length;
    const field = new Field(level, half, random);
    const ballot = new Ballot(field);
    if (coarser) {
      field.refine(coarser);
      yield* vote(1);
    } else {
      field.scatter();
    }
    for (let round = 0; round < rounds[n]; round++) {
      yield* each(WORK.measure, count, (from, to) => field.measure(from, to));
      const passes = coarser ? PASSES[2] : round === 0 ? PASSES[0] : PASSES[1];
      const reach = coarser ? REACH : Math.max(level.width, level.height);
      for (let pass = 0; pass < passes; pass++) {
        yield* each(WORK.search, count, (from, to) => field.search(from, to, pass % 2 === 0, reach));
      }
      yield* vote(n === 0 && round === rounds[n] - 1 ? SHARPNESS : 1);
    }
    if (n === 0) hideSeam(ballot, result.data);
    coarser = field;

    /** @param {number} sharpness */
    function* vote(sharpness) {
      ballot.open(sharpness);
      yield* each(WORK.vote, count, (from, to) => ballot.count(from, to));
      ballot.close();
    }
  }
  return result;
}
