/**
 * A nearest-neighbour field: for every patch that holds pixels to fill, the most similar patch of known
 * pixels. Found by C. Barnes, E. Shechtman, A. Finkelstein, D. B Goldman, "PatchMatch: A Randomized
 * Correspondence Algorithm for Structural Image Editing", SIGGRAPH 2009 (DOI 10.1145/1531326.1531330):
 * good guesses spread to neighbours, and each is improved by random ones nearby.
 */

import { CHANNELS, SOURCE } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */
/** @typedef {{half: number, level: Level, source: Int32Array}} Kept */

export class Field {
  /**
   * @param {Level} level
   * @param {number} half of the patch
   * @param {import("./random.js").Random} random
   * @param {import("./kernels.js").Kernels} kernels whose memory is this field's until another is made
   */
  constructor(level, half, random, kernels) {
    const { data, height, kind, targets, width } = level;
    const pixels = width * height;
    const placed = kernels.place({
      data,
      kind,
      targets,
      source: new Int32Array(pixels), // the middle of the patch found
      cost: new Int32Array(pixels), // its distance
      sums: new Float32Array(CHANNELS * pixels), // of the votes of a ballot
      weights: new Float32Array(pixels), // of them all
      says: new Float32Array(targets.length), // how much each patch's vote counts
    });
    this.original = level;
    this.level = { ...level, data: placed.data, kind: placed.kind, targets: placed.targets };
    this.half = half;
    this.random = random;
    this.kernels = kernels;
    this.source = placed.source;
    this.cost = placed.cost;
    this.votes = placed;
    this.job = kernels.job(jobOf(placed, width, height, half));
  }

  /** Begin anywhere. */
  scatter() {
    const { level: { sources, targets }, random, source } = this;
    for (const p of targets) source[p] = sources[random.below(sources.length)];
  }

  /**
   * Begin with the pixels that a first guess copied; beside the hole, as its nearest pixel does.
   * @param {Int32Array} from of each pixel in the hole, the one it is a copy of; -1 for others
   */
  follow(from) {
    const { half, level: { kind, sources, targets, width }, random, source } = this;
    for (const p of targets) {
      let found = -1;
      for (let r = 0; r <= 2 * half && found < 0; r++) {
        for (let dy = -r; dy <= r && found < 0; dy++) {
          const step = Math.abs(dy) === r ? 1 : 2 * r;
          for (let dx = -r; dx <= r && found < 0; dx += step) {
            const q = p + dy * width + dx;
            if (q < 0 || q >= from.length || from[q] < 0) continue;
            const s = from[q] - dy * width - dx;
            if (s >= 0 && s < kind.length && kind[s] === SOURCE) found = s;
          }
        }
      }
      source[p] = found >= 0 ? found : sources[random.below(sources.length)];
    }
  }

  /**
   * Begin with what was found on the next coarser scale; where that does not fit, anywhere.
   * @param {Kept} coarse
   */
  refine(coarse) {
    const { half, level: { kind, sources, targets, width }, random, source } = this;
    const { width: columns, height: rows } = coarse.level;
    for (const p of targets) {
      const x = p % width;
      const y = (p - x) / width;
      const q = Math.max(half, Math.min(rows - 1 - half, y >> 1)) * columns
        + Math.max(half, Math.min(columns - 1 - half, x >> 1));
      const s = coarse.source[q];
      const sx = s % columns;
      const dx = 2 * (sx - (q % columns));
      const dy = 2 * ((s - sx) / columns - Math.floor(q / columns));
      const found = (y + dy) * width + x + dx;
      source[p] = kind[found] === SOURCE ? found : sources[random.below(sources.length)];
    }
  }

  /**
   * What is found, where it stays when the kernels' memory is used for something else.
   * @returns {Kept}
   */
  kept() {
    const { half, original, source, level: { data } } = this;
    return { half, level: { ...original, data: data.slice() }, source: source.slice() };
  }

  /**
   * Measure again, after the pixels to fill have changed: the sum of squared differences between patches.
   * @param {number} from index into the targets
   * @param {number} to
   */
  measure(from, to) {
    this.kernels.run.measure(this.job, from, to);
  }

  /**
   * One pass over some targets: take over what the neighbours found, then guess around it.
   * @param {number} from index into the targets, in the order of the pass
   * @param {number} to
   * @param {boolean} forwards from the top left to the bottom right, or the other way round
   * @param {number} reach how far away the guesses may be, in pixels; halved from guess to guess
   */
  search(from, to, forwards, reach) {
    const { job, kernels, random } = this;
    random.state = kernels.run.search(job, from, to, forwards, reach, random.state);
  }
}

/**
 * What the kernels call a field.
 * @param {{data: Uint8Array, kind: Uint8Array, targets: Int32Array, source: Int32Array, cost: Int32Array}} placed
 * @param {number} width
 * @param {number} height
 * @param {number} half
 */
export function jobOf({ data, kind, targets, source, cost }, width, height, half) {
  return [data, kind, targets, targets.length, source, cost, width, height, half];
}
