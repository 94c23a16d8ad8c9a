// The square part of a picture that shows a hole and enough of what is around it.

/**
 * @param {Uint8Array | null} mask
 * @param {number} width
 * @param {number} height
 * @returns {{x: number, y: number, side: number}} in pixels; it may reach beyond a picture that is no square
 */
export function around(mask, width, height) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, i = 0; mask && y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!mask[i]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  if (left >= right) [left, top, right, bottom] = [0, 0, width, height];
  const least = Math.max(width, height) / 3;
  const side = Math.round(Math.min(Math.max(width, height), Math.max(least, 1.6 * Math.max(right - left, bottom - top))));
  const place = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ size) =>
    size <= side
      ? Math.round((size - side) / 2)
      : Math.round(Math.min(size - side, Math.max(0, (low + high - side) / 2)));
  return { x: place(left, right, width), y: place(top, bottom, height), side };
}
