/**
 * A nearest-neighbour field: for every patch that holds pixels to fill, the most similar patch of known
 * pixels. Found by C. Barnes, E. Shechtman, A. Finkelstein, D. B Goldman, "PatchMatch: A Randomized
 * Correspondence Algorithm for Structural Image Editing", SIGGRAPH 2009 (DOI 10.1145/1531326.1531330):
 * good guesses spread to neighbours, and each is improved by random ones nearby.
 */

import { CHANNELS, SOURCE, TARGET } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

export class Field {
  /**
   * @param {Level} level
   * @param {number} half of the patch
   * @param {import("./random.js").Random} random
   */
  constructor(level, half, random) {
    this.level = level;
    this.half = half;
    this.random = random;
    this.row = CHANNELS * level.width; // bytes from row to row
    this.corner = CHANNELS * half * (level.width + 1); // bytes from a patch's first pixel to its middle
    this.source = new Int32Array(level.width * level.height); // the middle of the patch found
    this.cost = new Int32Array(level.width * level.height); // its distance
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
   * @param {Field} coarse
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
   * The sum of squared differences between two patches.
   * @param {number} p the middle of one
   * @param {number} q the middle of the other
   * @param {number} limit a sum beyond this is of no interest, and need not be finished
   */
  distance(p, q, limit) {
    const { corner, half, level: { data }, row } = this;
    const size = 2 * half + 1;
    const bytes = CHANNELS * size;
    let a = CHANNELS * p - corner;
    let b = CHANNELS * q - corner;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      for (const end = a + bytes; a < end; a += CHANNELS, b += CHANNELS) { // faster than one by one
        const red = data[a] - data[b];
        const green = data[a + 1] - data[b + 1];
        const blue = data[a + 2] - data[b + 2];
        const across = data[a + 3] - data[b + 3];
        const down = data[a + 4] - data[b + 4];
        sum = (sum + red * red + green * green + blue * blue + across * across + down * down) | 0;
      }
      if (sum >= limit) return sum;
      a += row - bytes;
      b += row - bytes;
    }
    return sum;
  }

  /**
   * Measure again, after the pixels to fill have changed.
   * @param {number} from index into the targets
   * @param {number} to
   */
  measure(from, to) {
    const { cost, level: { targets }, source } = this;
    for (let k = from; k < to; k++) {
      const p = targets[k];
      cost[p] = this.distance(p, source[p], Infinity);
    }
  }

  /**
   * One pass over some targets: take over what the neighbours found, then guess around it.
   * @param {number} from index into the targets, in the order of the pass
   * @param {number} to
   * @param {boolean} forwards from the top left to the bottom right, or the other way round
   * @param {number} reach how far away the guesses may be, in pixels; halved from guess to guess
   */
  search(from, to, forwards, reach) {
    const { cost, half, level: { height, kind, targets, width }, random, source } = this;
    const step = forwards ? 1 : -1;
    for (let k = from; k < to; k++) {
      const p = targets[forwards ? k : targets.length - 1 - k];
      let best = source[p];
      let least = cost[p];
      if (least === 0) continue; // nothing is more similar
      for (let axis = 0; axis < 2; axis++) {
        const shift = axis === 0 ? step : step * width;
        if (kind[p - shift] !== TARGET) continue;
        const q = source[p - shift] + shift;
        if (q === best || kind[q] !== SOURCE) continue;
        const sum = this.distance(p, q, least);
        if (sum < least) {
          least = sum;
          best = q;
        }
      }
      for (let r = reach; r >= 1; r >>= 1) {
        const bx = best % width;
        const by = (best - bx) / width;
        const left = Math.max(half, bx - r);
        const top = Math.max(half, by - r);
        const x = left + random.below(Math.min(width - half, bx + r + 1) - left);
        const y = top + random.below(Math.min(height - half, by + r + 1) - top);
        const q = y * width + x;
        if (q === best || kind[q] !== SOURCE) continue;
        const sum = this.distance(p, q, least);
        if (sum < least) {
          least = sum;
          best = q;
        }
      }
      source[p] = best;
      cost[p] = least;
    }
  }
}
