// The box that holds everything marked in a mask.

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box right and bottom lie outside */

/**
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number} [margin] pixels more on every side, as far as the picture goes
 * @returns {Box | null} null if nothing is marked
 */
export function bounds(mask, width, height, margin = 0) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    const row = mask.subarray(y * width, (y + 1) * width);
    const first = row.findIndex(Boolean);
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(right, row.findLastIndex(Boolean) + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  if (left >= right) return null;
  return {
    left: Math.max(0, left - margin),
    top: Math.max(0, top - margin),
    right: Math.min(width, right + margin),
    bottom: Math.min(height, bottom + margin),
  };
}
