// The same place in a picture of another shape: edits are drawn in fractions of the long side, and moved so
// that they cover the same fractions of the width and of the height.

import { masksOf } from "../image/mask-cache.js";
import { toRuns } from "../image/runs.js";

/** @typedef {import("../image/mask.js").Edit} Edit */
/** @typedef {{width: number, height: number}} Size */

/**
 * Edits that say the same of any picture: what a wand selected on the one they were made on stays the region.
 * @param {Edit[]} edits since the last reset
 * @param {ImageData} original the picture that they were made on
 * @returns {Edit[]} the very same where there is no wand
 */
export function frozen(edits, original) {
  if (!edits.some(({ shape }) => shape === "wand")) return edits;
  const masks = masksOf(edits, original);
  const { width, height } = original;
  return /** @type {const} */ (["blur", "fill"]).flatMap((action) => {
    const last = edits.findLast((edit) => edit.action === action);
    const feather = edits.findLast((edit) => edit.action === action && edit.shape === "feather");
    const mask = masks[action];
    if (!mask || !last) return [];
    const shape = /** @type {const} */ ("bitmap");
    const bitmap = { id: last.id, action, shape, ...toRuns(mask, width, height) };
    return feather ? [bitmap, feather] : [bitmap];
  });
}

/**
 * A rectangle over the left third of a landscape covers the left third of a portrait. A brush stays round:
 * its diameter changes by the geometric mean of both directions, so that it covers the same share of the
 * picture; a bitmap is stretched anyway.
 * @param {Edit[]} edits
 * @param {Size} from the picture that they were drawn on
 * @param {Size} to the picture to draw them on
 * @returns {Edit[]} the very same where both are of one shape
 */
export function moved(edits, from, to) {
  const long = Math.max(from.width, from.height) / Math.max(to.width, to.height);
  const x = (long * to.width) / from.width;
  const y = (long * to.height) / from.height;
  if (Math.abs(x - 1) < 1e-9 && Math.abs(y - 1) < 1e-9) return edits;
  return edits.map(({ points, size, ...edit }) => ({
    ...edit,
    ...(points && { points: points.map((value, i) => value * (i % 2 ? y : x)) }),
    ...(size !== undefined && { size: size * Math.sqrt(x * y) }),
  }));
}
