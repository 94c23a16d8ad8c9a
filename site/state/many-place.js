// The same place in a picture of another shape: edits are drawn in fractions of the long side, and moved so that
// they cover the same fractions of the width and of the height.

/** @typedef {import("../image/mask.js").Edit} Edit */
/** @typedef {{width: number, height: number}} Size */

/** What counts of a list of edits: those since the last reset. @param {Edit[]} edits */
export function sinceReset(edits) {
  return edits.slice(edits.findLastIndex(({ action }) => action === "reset") + 1);
}

/**
 * A rectangle over the left third of a landscape covers the left third of a portrait. A brush stays round: its
 * diameter changes by the geometric mean of both directions, so that it covers the same share of the picture.
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
