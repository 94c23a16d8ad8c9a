/**
 * Inpainting with patches of the same picture, from coarse to fine: the completion of Y. Wexler,
 * E. Shechtman, M. Irani, "Space-Time Completion of Video", PAMI 29(3), 2007 (DOI
 * 10.1109/TPAMI.2007.60), its patches found by PatchMatch (Barnes et al. 2009, DOI
 * 10.1145/1531326.1531330).
 */

import { Field } from "./field.js";
import { peel } from "./onion.js";
import { CHANNELS, pyramid } from "./pyramid.js";
import { Random } from "./random.js";
import { telea } from "./telea.js";
import { Ballot } from "./vote.js";

/** @typedef {import("./telea.js").Image} Image */

const TARGETS_PER_STEP = 512;
const ROUNDS = [2, 4, 6, 8]; // of search and vote, finest scale first; the last holds for all coarser ones
const REACH = 16;

/**
 * @param {Image} image not changed
 * @param {Uint8Array} mask width * height, nonzero = to fill
 * @param {{patchSize?: number, seed?: number}} [options]
 * @returns {Generator<number, Image, void>} yields the fraction done, returns a new image
 */
export function* patchmatch(image, mask, { patchSize = 7, seed = 1 } = {}) {
  const random = new Random(seed);
  const half = (patchSize - 1) >> 1;
  const building = pyramid(image, mask, half);
  let step = building.next();
  for (; !step.done; step = building.next()) yield 0.01;
  const levels = step.value;
  if (levels.length === 0) return yield* telea(image, mask);

  /** @type {Field | null} */
  let coarser = null;
  for (let n = levels.length - 1; n >= 0; n--) {
    const level = levels[n];
    const field = new Field(level, half, random);
    const ballot = new Ballot(field);
    const count = level.targets.length;
    if (coarser) {
      field.refine(coarser);
      field.cost.fill(0);
      ballot.open(1);
      for (let k = 0; k < count; k += TARGETS_PER_STEP) {
        ballot.count(k, Math.min(count, k + TARGETS_PER_STEP));
        yield 0.5;
      }
      ballot.close();
    } else {
      for (const _ of peel(level, half, random)) yield 0.1;
      field.scatter();
    }
    const rounds = ROUNDS[Math.min(n, ROUNDS.length - 1)];
    for (let round = 0; round < rounds; round++) {
      for (let k = 0; k < count; k += TARGETS_PER_STEP) {
        field.measure(k, Math.min(count, k + TARGETS_PER_STEP));
        yield 0.5;
      }
      const passes = coarser ? 2 : round === 0 ? 8 : 4;
      const reach = coarser ? REACH : Math.max(level.width, level.height);
      for (let pass = 0; pass < passes; pass++) {
        for (let k = 0; k < count; k += TARGETS_PER_STEP) {
          field.search(k, Math.min(count, k + TARGETS_PER_STEP), pass % 2 === 0, reach);
          yield 0.5;
        }
      }
      ballot.open(n === 0 && round === rounds - 1 ? 8 : 1);
      for (let k = 0; k < count; k += TARGETS_PER_STEP) {
        ballot.count(k, Math.min(count, k + TARGETS_PER_STEP));
        yield 0.5;
      }
      ballot.close();
    }
    coarser = field;
  }

  const result = { ...image, data: new Uint8ClampedArray(image.data) };
  const { data, hole } = levels[0];
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] === 0) continue;
    for (let c = 0; c < 3; c++) result.data[4 * p + c] = data[CHANNELS * p + c];
  }
  return result;
}
