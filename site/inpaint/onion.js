/** A first guess of what is in a hole: layer by layer inwards, each pixel from the best patch around it. */

import { CHANNELS, SOURCE } from "./pyramid.js";

/** @typedef {import("./pyramid.js").Level} Level */

const GUESSES = 48;

/**
 * Fill the hole of the coarsest scale. Patches are compared where they are known or filled already.
 * @param {Level} level its data is written to where it is to be filled
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @returns {Generator<undefined, void, void>} pauses now and then
 */
export function* peel(level, half, random) {
  const { data, depth, height, hole, kind, sources, width } = level;
  const known = Uint8Array.from(hole, (value) => 1 - value);
  const order = Array.from(hole.keys()).filter((p) => hole[p] !== 0).sort((p, q) => depth[p] - depth[q] || p - q);
  const offset = new Int32Array(hole.length); // from a pixel filled to where its colour came from
  const clamp = (/** @type {number} */ x, /** @type {number} */ size) =>
    Math.max(half, Math.min(size - 1 - half, x));

  for (let done = 0; done < order.length; ) {
    const layer = done;
    for (; done < order.length && depth[order[done]] === depth[order[layer]]; done++) {
      const p = order[done];
      const x = p % width;
      const y = (p - x) / width;
      const middle = clamp(y, height) * width + clamp(x, width);
      let best = -1;
      let least = Infinity;
      const consider = (/** @type {number} */ q) => {
        if (kind[q] !== SOURCE || q === best) return;
        const sum = knownDistance(level, known, half, middle, q, least);
        if (sum >= least) return;
        least = sum;
        best = q;
      };
      for (let i = Math.max(0, y - 1); i <= Math.min(height - 1, y + 1); i++) {
        for (let j = Math.max(0, x - 1); j <= Math.min(width - 1, x + 1); j++) {
          const q = i * width + j;
          if (offset[q] !== 0) consider(middle + offset[q]);
        }
      }
      for (let n = 0; n < GUESSES; n++) consider(sources[random.below(sources.length)]);
      for (let r = Math.max(width, height) >> 1; r >= 1; r >>= 1) {
        const bx = best % width;
        const by = (best - bx) / width;
        for (let n = 0; n < 2; n++) {
          consider(clamp(by - r + random.below(2 * r + 1), height) * width + clamp(bx - r + random.below(2 * r + 1), width));
        }
      }
      offset[p] = best - middle;
      const from = CHANNELS * (p + offset[p]);
      data.copyWithin(CHANNELS * p, from, from + CHANNELS);
      if (done % 64 === 0) yield;
    }
    for (let i = layer; i < done; i++) known[order[i]] = 1;
  }
}

/**
 * The sum of squared differences between two patches over the known pixels of the first.
 * @param {Level} level
 * @param {Uint8Array} known
 * @param {number} half
 * @param {number} p
 * @param {number} q
 * @param {number} limit
 */
function knownDistance({ data, width }, known, half, p, q, limit) {
  let sum = 0;
  for (let dy = -half; dy <= half; dy++) {
    for (let d = dy * width - half; d <= dy * width + half; d++) {
      if (known[p + d] === 0) continue;
      const a = CHANNELS * (p + d);
      const b = CHANNELS * (q + d);
      for (let c = 0; c < CHANNELS; c++) sum += (data[a + c] - data[b + c]) ** 2;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}
