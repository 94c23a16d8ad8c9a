/** The pixels of a hole, and which of them lie beside each other. */

/** Columns and rows to a pixel's neighbours, straight, then diagonal. The opposite of direction d is d ^ 1. */
const STEPS = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, -1], [-1, 1], [1, -1]];
export const DIRECTIONS = STEPS.length;
export const RIGHT = 0;
export const DOWN = 2;

/**
 * Whether a known pixel lies straight beside another.
 * @param {{hole: Uint8Array, width: number}} level
 * @param {number} p
 */
export function isAtEdge({ hole, width }, p) {
  return [1, -1, width, -width].some((way) => {
    const n = p + way;
    return n >= 0 && n < hole.length && hole[n] === 0 && Math.abs(n % width - p % width) <= 1;
  });
}

/**
 * Make a graph of a hole.
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
  nodes.forEach((p, i) => STEPS.forEach(([right, down], d) => {
    const x = p % width + right;
    const q = p + down * width + right;
    if (x >= 0 && x < width && q >= 0 && q < hole.length) neighbours[DIRECTIONS * i + d] = index[q];
  }));
  return { nodes, neighbours };
}
