/**
 * The offsets that fit to a hole's edge: for patches that reach into the hole, those to the patches most like
 * what is known of them, as in A. Criminisi, P. Pérez, K. Toyama, "Region Filling and Object Removal by
 * Exemplar-Based Image Inpainting", TIP 13(9), 2004 (DOI 10.1109/TIP.2004.833105).
 */

import { isAtEdge } from "./grid.js";
import { offsetBetween } from "./offset.js";
import { kinds } from "./pyramid.js";
import { wide } from "./wide.js";

/** @typedef {import("./pyramid.js").Level} Level */
/** @typedef {import("./offset.js").Offset} Offset */

const RADIUS = 8; // of the patches
const STRIDE = 2; // of their pixels that are looked at
const EVERY = 3; // pixels, along the edge, there is one
const MOST = 160; // of them: a mask may be scattered

/**
 * @param {Level} level
 * @param {number} near columns and rows, to all sides of a patch, in which none is looked for
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Offset[], void>} yields the fraction done
 */
export function* fitting({ data, height, hole, width }, near, kernels) {
  const middles = along({ height, hole, width });
  const placed = kernels.place({
    pixels: wide(data),
    kind: kinds(width, height, hole, RADIUS),
    around: new Int32Array((RADIUS + 1) ** 2),
    found: new Int32Array(middles.length),
  });
  const job = kernels.job([width, height, placed.pixels, placed.kind, placed.around, placed.found]);
  const offsets = [];
  for (const [n, p] of middles.entries()) {
    const known = around({ height, hole, width }, p);
    placed.around.set(known);
    /** @type {number} */
    const q = kernels.run.fit(job, p, known.length, offsets.length, near);
    if (q >= 0) {
      placed.found[offsets.length] = q - p;
      offsets.push(offsetBetween(p, q, width));
    }
    yield (n + 1) / middles.length;
  }
  return offsets;
}

/**
 * Some of the hole's pixels beside known ones, evenly.
 * @param {Pick<Level, "height" | "hole" | "width">} level
 */
function along({ height, hole, width }) {
  /** @type {Map<number, number>} one for each square of EVERY pixels */
  const found = new Map();
  const columns = Math.ceil(width / EVERY);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      if (hole[p] === 0 || !isAtEdge({ hole, width }, p)) continue;
      const square = Math.floor(y / EVERY) * columns + Math.floor(x / EVERY);
      if (!found.has(square)) found.set(square, p);
    }
  }
  const all = [...found.values()];
  const some = Math.min(MOST, all.length);
  return Array.from({ length: some }, (_, n) => all[Math.floor(n * all.length / some)]);
}

/**
 * The known pixels around one, counted row by row from it.
 * @param {Pick<Level, "height" | "hole" | "width">} level
 * @param {number} p
 */
function around({ height, hole, width }, p) {
  const x = p % width;
  const y = Math.floor(p / width);
  const steps = [];
  for (let down = -RADIUS; down <= RADIUS; down += STRIDE) {
    for (let right = -RADIUS; right <= RADIUS; right += STRIDE) {
      const isInside = x + right >= 0 && x + right < width && y + down >= 0 && y + down < height;
      if (isInside && hole[p + down * width + right] === 0) steps.push(down * width + right);
    }
  }
  return steps;
}
