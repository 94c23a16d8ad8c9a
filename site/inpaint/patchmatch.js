/**
 * Inpainting with patches of the same picture, from coarse to fine: the completion of Y. Wexler,
 * E. Shechtman, M. Irani, "Space-Time Completion of Video", PAMI 29(3), 2007 (DOI
 * 10.1109/TPAMI.2007.60), its patches found by PatchMatch (Barnes et al. 2009, DOI
 * 10.1145/1531326.1531330).
 */

import { Field } from "./field.js";
import { MUCH, pyramid, toFill } from "./pyramid.js";
import { Random } from "./random.js";
import { hideSeam } from "./seam.js";
import { shades } from "./shades.js";
import { shift } from "./shifts.js";
import { makeSlopes } from "./slopes.js";
import { smear } from "./smear.js";
import { telea } from "./telea.js";
import { Ballot } from "./vote.js";

/** @typedef {import("./telea.js").Image} Image */

const ROUNDS = [1, 2]; // of search and vote, finest scale first; the last holds for all coarser ones
const PASSES = 2; // of a search
const REACH = 8; // pixels that a search looks away from what was found before
const SHARPNESS = 8; // of the very last vote: the mean of many patches would be a blur

const TARGETS_PER_STEP = 512;
const WORK = { guess: 1250, measure: 1, search: 5, vote: 3, slopes: 12 }; // relative time for a target
const PREPARATION = 0.02; // fraction of all the work

/**
 * Fill the masked pixels with patches from elsewhere in the image, the same for the same seed.
 *
 * Where no patch fits beside the mask, smaller ones are tried, and where not even 3×3 does, the fill is
 * Telea's. A mask that covers the whole image leaves it unchanged. Alpha is kept.
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{patchSize?: number, seed?: number}} options pixels along a patch's side, odd (an even number
 *   counts as the odd one before); and any whole number
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* patchmatch(image, mask, { patchSize = 7, seed = 1 }, kernels) {
  for (let half = (patchSize - 1) >> 1; half >= 1; half--) {
    const building = pyramid(image, mask, half, kernels);
    let step = building.next();
    for (; !step.done; step = building.next()) yield PREPARATION / 2;
    if (step.value.length === 0) continue;
    return yield* complete(image, step.value, half, new Random(seed), kernels);
  }
  return yield* telea(image, mask);
}

/**
 * @param {Image} image
 * @param {import("./pyramid.js").Level[]} levels finest first
 * @param {number} half of the patch
 * @param {Random} random
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Image, void>}
 */
function* complete({ width, height, data }, levels, half, random, kernels) {
  const result = { width, height, data: new Uint8ClampedArray(data) };
  if (levels[0].targets.length === 0) return result;

  const last = levels.length - 1;
  const rounds = levels.map((_, n) => ROUNDS[Math.min(n, ROUNDS.length - 1)]);
  /** @param {number} n */
  const work = (n) => {
    const round = WORK.measure + PASSES * WORK.search + WORK.vote;
    return (rounds[n] * round + (n < last ? WORK.vote : 0)) * levels[n].targets.length;
  };
  const guess = WORK.guess * levels[last].targets.length;
  const slopes = WORK.slopes * levels[0].targets.length;
  const all = levels.reduce((sum, _, n) => sum + work(n), guess + slopes);
  let done = 0;
  const fraction = () => PREPARATION + (1 - PREPARATION) * (done / all);
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
      yield fraction();
    }
  }

  /** @type {import("./expectation.js").Expectation | null} */
  let expectation = null;
  let ballot = new Ballot(yield* begin());
  for (let n = last; n >= 0; n--) {
    if (n < last) {
      const coarse = ballot.field.kept();
      const field = new Field(levels[n], half, random, kernels);
      field.refine(coarse);
      ballot = new Ballot(field);
      yield* vote(ballot, 1);
    }
    yield* improve(ballot, n);
  }
  const filled = ballot.field.kept();
  const added = expectation && shades(filled.level, levels[last], last, expectation);
  hideSeam(filled.level, ballot, result.data, added, kernels);
  for (const part of makeSlopes(filled, result.data, kernels)) {
    done = all - (1 - part) * slopes;
    yield fraction();
  }
  return result;

  /** The coarsest scale, with a first guess of what is in its hole. */
  function* begin() {
    if (toFill(levels[last]) > MUCH) {
      for (const _ of smear(levels[last])) yield fraction();
      const field = new Field(levels[last], half, random, kernels);
      field.scatter();
      return field;
    }
    const shifting = shift(levels[last], levels[Math.max(0, last - 1)], half, random, kernels);
    let step = shifting.next();
    for (; !step.done; step = shifting.next()) {
      done = guess * step.value;
      yield fraction();
    }
    const field = new Field(levels[last], half, random, kernels);
    field.follow(step.value.from);
    expectation = step.value.expectation;
    return field;
  }

  /**
   * Search and vote in turns.
   * @param {Ballot} ballot
   * @param {number} n
   */
  function* improve(ballot, n) {
    const { field } = ballot;
    const { targets } = levels[n];
    for (let round = 0; round < rounds[n]; round++) {
      yield* each(WORK.measure, targets.length, (a, b) => field.measure(a, b));
      for (let pass = 0; pass < PASSES; pass++) {
        yield* each(WORK.search, targets.length, (a, b) => field.search(a, b, pass % 2 === 0, REACH));
      }
      yield* vote(ballot, n === 0 && round === rounds[n] - 1 ? SHARPNESS : 1);
    }
  }

  /** @param {Ballot} ballot @param {number} sharpness */
  function* vote(ballot, sharpness) {
    ballot.open(sharpness);
    yield* each(WORK.vote, ballot.field.level.targets.length, (a, b) => ballot.count(a, b));
    ballot.close();
  }
}
