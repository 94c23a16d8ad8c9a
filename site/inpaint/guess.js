/**
 * A first guess of what is in a hole, patch by patch, where strong edges run into it first: A. Criminisi,
 * P. Pérez, K. Toyama, "Region Filling and Object Removal by Exemplar-Based Image Inpainting", IEEE
 * Transactions on Image Processing 13(9), 2004 (DOI 10.1109/TIP.2004.833105). Names follow the paper.
 */

import { CHANNELS } from "./pyramid.js";
import { telea } from "./telea.js";

/** @typedef {import("./pyramid.js").Level} Level */

const FLAT = 0.4; // added to D: what a place counts where no edge runs into the hole
const LARGE = 160 * 160; // pixels of a scale on which this would take too long
const COMPARISONS = 4e6; // at most: beyond that, not every source is tried

/**
 * Fill the hole of a small picture, or of a large one that could not be made smaller since hardly a patch
 * of it is known: that is filled by Telea's method.
 * @param {Level} level its data is written to where it is to be filled
 * @param {number} half of the patch
 * @param {number} away how much worse a patch counts that is a picture's size away
 * @returns {Generator<undefined, void, void>} pauses after every patch
 */
export function* guess(level, half, away) {
  const { data, height, hole, sources, width } = level;
  if (hole.length > LARGE) return yield* smear(level);
  const C = Float32Array.from(hole, (value) => 1 - value); // confidence, 0 = unknown
  const P = new Float32Array(hole.length); // priority, 0 off the front
  const unknown = new Set(Array.from(hole.keys()).filter((p) => hole[p] !== 0));
  const stride = Math.ceil((sources.length * unknown.size) / COMPARISONS);
  const inside = (/** @type {number} */ x, /** @type {number} */ size) =>
    Math.max(half, Math.min(size - 1 - half, x));
  for (const p of unknown) P[p] = priority(level, C, half, p);

  for (let turn = 0; unknown.size > 0; turn++) {
    let first = -1;
    for (const p of unknown) if (first < 0 || P[p] > P[first]) first = p;
    const x = inside(first % width, width);
    const y = inside(Math.floor(first / width), height);
    const p = y * width + x;
    let best = sources[0];
    let least = Infinity;
    for (let k = turn % stride; k < sources.length; k += stride) {
      const q = sources[k];
      const qx = q % width;
      const far = 1 + (away * Math.hypot(qx - x, (q - qx) / width - y)) / Math.max(width, height);
      const sum = far * knownDistance(level, C, half, p, q, least / far);
      if (sum >= least) continue;
      least = sum;
      best = q;
    }
    const confidence = Math.max(1e-6, meanOver(C, width, half, p));
    for (let dy = -half; dy <= half; dy++) {
      for (let d = dy * width - half; d <= dy * width + half; d++) {
        if (!unknown.delete(p + d)) continue;
        data.copyWithin(CHANNELS * (p + d), CHANNELS * (best + d), CHANNELS * (best + d + 1));
        C[p + d] = confidence;
      }
    }
    const reach = 2 * half; // no priority further off has changed
    for (let i = Math.max(0, y - reach); i <= Math.min(height - 1, y + reach); i++) {
      for (let j = Math.max(0, x - reach); j <= Math.min(width - 1, x + reach); j++) {
        const q = i * width + j;
        if (C[q] === 0) P[q] = priority(level, C, half, q);
      }
    }
    yield;
  }
}

/**
 * Fill colours, then features, by Telea's method.
 * @param {Level} level
 * @returns {Generator<undefined, void, void>}
 */
function* smear({ data, height, hole, width }) {
  for (const channels of [[0, 1, 2], [3, 4]]) {
    const picture = { width, height, data: new Uint8ClampedArray(4 * hole.length) };
    for (let p = 0; p < hole.length; p++) {
      for (let c = 0; c < channels.length; c++) picture.data[4 * p + c] = data[CHANNELS * p + channels[c]];
    }
    const work = telea(picture, hole);
    let step = work.next();
    for (; !step.done; step = work.next()) yield;
    for (let p = 0; p < hole.length; p++) {
      if (hole[p] === 0) continue;
      for (let c = 0; c < channels.length; c++) data[CHANNELS * p + channels[c]] = step.value.data[4 * p + c];
    }
  }
}

/**
 * How soon the patch around a pixel is to be filled.
 * @param {Level} level
 * @param {Float32Array} C
 * @param {number} half
 * @param {number} p an unknown pixel
 * @returns {number} 0 where it has no known neighbour
 */
function priority({ data, height, width }, C, half, p) {
  const x = p % width;
  const y = (p - x) / width;
  const onFront = (x > 0 && C[p - 1] > 0) || (x < width - 1 && C[p + 1] > 0)
    || (y > 0 && C[p - width] > 0) || (y < height - 1 && C[p + width] > 0);
  if (!onFront) return 0;
  const right = Math.min(width - 1, x + half);
  const bottom = Math.min(height - 1, y + half);
  let confidence = 0;
  let gx = 0, gy = 0; // the strongest gradient
  let nx = 0, ny = 0; // into the hole
  for (let i = Math.max(0, y - half); i <= bottom; i++) {
    for (let j = Math.max(0, x - half); j <= right; j++) {
      const q = i * width + j;
      if (C[q] === 0) {
        nx += j - x;
        ny += i - y;
        continue;
      }
      confidence += C[q];
      if (j === right || i === bottom || C[q + 1] === 0 || C[q + width] === 0) continue;
      const here = brightness(data, q);
      const dx = brightness(data, q + 1) - here;
      const dy = brightness(data, q + width) - here;
      if (dx * dx + dy * dy > gx * gx + gy * gy) {
        gx = dx;
        gy = dy;
      }
    }
  }
  const D = Math.abs(gx * ny - gy * nx) / (255 * Math.max(1, Math.hypot(nx, ny)));
  return confidence * (D + FLAT);
}

/**
 * @param {Uint8Array} data
 * @param {number} p
 */
function brightness(data, p) {
  return (2 * data[CHANNELS * p] + 5 * data[CHANNELS * p + 1] + data[CHANNELS * p + 2]) / 8;
}

/**
 * @param {Float32Array} C
 * @param {number} width
 * @param {number} half
 * @param {number} p
 */
function meanOver(C, width, half, p) {
  let sum = 0;
  for (let dy = -half; dy <= half; dy++) {
    for (let d = dy * width - half; d <= dy * width + half; d++) sum += C[p + d];
  }
  return sum / (2 * half + 1) ** 2;
}

/**
 * The sum of squared differences between two patches over the known pixels of the first.
 * @param {Level} level
 * @param {Float32Array} C
 * @param {number} half
 * @param {number} p
 * @param {number} q
 * @param {number} limit a sum beyond this is of no interest, and need not be finished
 */
function knownDistance({ data, width }, C, half, p, q, limit) {
  let sum = 0;
  for (let dy = -half; dy <= half; dy++) {
    for (let d = dy * width - half; d <= dy * width + half; d++) {
      if (C[p + d] === 0) continue;
      const a = CHANNELS * (p + d);
      const b = CHANNELS * (q + d);
      for (let c = 0; c < CHANNELS; c++) sum += (data[a + c] - data[b + c]) ** 2;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}
