/** The pixels of a hole, and which of them lie beside each other. */

/** Directions to a pixel's neighbours: right, left, down, up. The opposite of d is d ^ 1. */
export const DIRECTIONS = 8;
export const RIGHT = 0;
export const DOWN = 2;

/**
 * @param {Uint8Array} hole 1 = to fill
 * @param {number} width
 * @returns {{nodes: Int32Array, neighbours: Int32Array}} the pixels to fill, row by row; and the index among
 *   them of node i's neighbour in direction d at DIRECTIONS * i + d, -1 = none
 */
export function gridOf(hole, width) {
  const index = new Int32Array(hole.length).fill(-1);
  let count = 0;
  for (let p = 0; p < hole.length; p++) if (hole[p] !== 0) index[p] = count++;
  const nodes = new Int32Array(count);
  for (let p = 0; p < hole.length; p++) if (hole[p] !== 0) nodes[index[p]] = p;
  const neighbours = new Int32Array(DIRECTIONS * nodes.length).fill(-1);
  nodes.forEach((p, i) => {
    const x = p % width;
    if (x < width - 1) neighbours[DIRECTIONS * i] = index[p + 1];
    if (x > 0) neighbours[DIRECTIONS * i + 1] = index[p - 1];
    if (p + width < hole.length) neighbours[DIRECTIONS * i + 2] = index[p + width];
    if (p >= width) neighbours[DIRECTIONS * i + 3] = index[p - width];
    if (x < width - 1 && p + width < hole.length) neighbours[DIRECTIONS * i + 4] = index[p + width + 1];
    if (x > 0 && p >= width) neighbours[DIRECTIONS * i + 5] = index[p - width - 1];
    if (x > 0 && p + width < hole.length) neighbours[DIRECTIONS * i + 6] = index[p + width - 1];
    if (x < width - 1 && p >= width) neighbours[DIRECTIONS * i + 7] = index[p - width + 1];
  });
  return { nodes, neighbours };
}
