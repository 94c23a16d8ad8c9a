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
const PASSES = [6, 3, 2]; // of a search: the first on the coarsest scale, others there, on finer scales
const REACH = 8; // pixels that a search on a finer scale looks away from what the coarser one found
// First guesses, by how much they avoid what is far away: objects there would come up twice. What becomes of each
// on the two coarsest scales is compared, and the best is gone on with.
const GUESSES = [1, 12];
const TRIAL = 2; // rounds on the second of them, before a guess is chosen
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

  const last = levels.length - 1;
  const coarsest = levels[last];
  // On the finest scale, which costs the most, nothing is tried.
  const judged = Math.max(0, last - 1);
  const guesses = judged > 0 ? GUESSES : GUESSES.slice(0, 1);

  const rounds = levels.map((_, n) => ROUNDS[Math.min(n, ROUNDS.length - 1)]);
  const passes = (/** @type {number} */ n, /** @type {number} */ round) =>
    n < last ? PASSES[2] : round === 0 ? PASSES[0] : PASSES[1];
  /** @param {number} n @param {number} count of rounds */
  const work = (n, count) => {
    let sum = n < last ? WORK.vote : 0;
    for (let round = 0; round < count; round++) {
      sum += WORK.measure + passes(n, round) * WORK.search + WORK.vote;
    }
    return sum * levels[n].targets.length;
  };
  const trials = (guesses.length - 1) * (work(last, rounds[last]) + work(judged, TRIAL));
  const all = levels.reduce((sum, _, n) => sum + work(n, rounds[n]), trials);
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

  let ballot = yield* best();
  for (let n = judged - 1; n >= 0; n--) {
    ballot = yield* begin(n, ballot.field);
    yield* improve(ballot, n, 0, rounds[n]);
  }
  hideSeam(ballot, result.data);
  return result;

  /** The coarsest scales, begun several times: where a guess was bad, patches do not fit each other. */
  function* best() {
    const { data, targets } = levels[judged];
    const tried = judged < last ? TRIAL : rounds[last];
    let least = Infinity;
    /** @type {{ballot: Ballot, filled: Uint8Array} | undefined} */
    let found;
    for (const away of guesses) {
      for (const _ of guess(coarsest, half, away)) yield fraction();
      let ballot = yield* begin(last);
      yield* improve(ballot, last, 0, rounds[last]);
      if (judged < last) {
        ballot = yield* begin(judged, ballot.field);
        yield* improve(ballot, judged, 0, tried);
      }
      ballot.field.measure(0, targets.length);
      const cost = targets.reduce((sum, p) => sum + ballot.field.cost[p], 0);
      if (found && cost >= least) continue;
      least = cost;
      found = { ballot, filled: data.slice() };
    }
    const { ballot, filled } = /** @type {NonNullable<typeof found>} */ (found);
    data.set(filled);
    yield* improve(ballot, judged, tried, rounds[judged]);
    return ballot;
  }

  /**
   * Begin one scale, anywhere or with what was found on the one before.
   * @param {number} n
   * @param {Field} [coarser]
   * @returns {Generator<number, Ballot, void>}
   */
  function* begin(n, coarser) {
    const field = new Field(levels[n], half, random);
    const ballot = new Ballot(field);
    if (coarser) {
      field.refine(coarser);
      yield* vote(ballot, 1);
    } else {
      field.scatter();
    }
    return ballot;
  }

  /**
   * Search and vote in turns.
   * @param {Ballot} ballot
   * @param {number} n
   * @param {number} from the first round
   * @param {number} to the round after the last
   */
  function* improve(ballot, n, from, to) {
    const { field } = ballot;
    const { height, targets, width } = levels[n];
    for (let round = from; round < to; round++) {
      yield* each(WORK.measure, targets.length, (a, b) => field.measure(a, b));
      const reach = n < last ? REACH : Math.max(width, height);
      for (let pass = 0; pass < passes(n, round); pass++) {
        yield* each(WORK.search, targets.length, (a, b) => field.search(a, b, pass % 2 === 0, reach));
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
