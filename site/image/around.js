// The square part of a picture that shows a hole and enough of what is around it.

import { bounds } from "./bounds.js";

/**
 * @param {Uint8Array | null} mask
 * @param {number} width
 * @param {number} height
 * @returns {{x: number, y: number, side: number}} in pixels; it may reach beyond a picture that is no square
 */
export function around(mask, width, height) {
  const box = (mask && bounds(mask, width, height)) ?? { left: 0, top: 0, right: width, bottom: height };
  const { left, top, right, bottom } = box;
  const long = Math.max(width, height);
  const wished = Math.max(long / 3, 1.6 * Math.max(right - left, bottom - top));
  const side = Math.round(Math.min(long, wished));
  const place = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ size) => {
    const middle = size <= side ? (size - side) / 2 : Math.min(size - side, Math.max(0, (low + high - side) / 2));
    return Math.round(middle);
  };
  return { x: place(left, right, width), y: place(top, bottom, height), side };
}
