/** By how much a picture is shifted. */

/** @typedef {{x: number, y: number, fits?: boolean}} Offset in pixels of a level; and whether it fits to an edge */

/**
 * The offset from one pixel to another.
 * @param {number} p
 * @param {number} q
 * @param {number} width of the picture
 * @returns {Offset}
 */
export function offsetBetween(p, q, width) {
  return { x: q % width - p % width, y: Math.floor(q / width) - Math.floor(p / width) };
}
