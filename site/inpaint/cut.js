/**
 * The minimum cut of a grid: Y. Boykov, V. Kolmogorov, "An Experimental Comparison of Min-Cut/Max-Flow
 * Algorithms for Energy Minimization in Vision", PAMI 26(9), 2004 (DOI 10.1109/TPAMI.2004.60). Two trees
 * are rooted in the terminals, and one grows until they touch; flow is pushed along the path found; branches
 * that lose their parent look for another one.
 */

import { DIRECTIONS } from "./grid.js";

/**
 * @typedef {object} Arrays of a cut
 * @property {Int32Array} neighbours of the grid's nodes
 * @property {Float64Array} capacity left, from a node to each neighbour
 * @property {Float64Array} terminal left: positive from the source, negative to the sink
 * @property {Uint8Array} tree that a node belongs to
 * @property {Int8Array} parent the direction of a node's
 * @property {Int32Array} stamp when `distance` was last known to be true
 * @property {Int32Array} distance to the root
 * @property {Uint8Array} waiting whether a node is in the queue
 * @property {Int32Array} queue a ring: of nodes from which a tree may grow
 * @property {Int32Array} orphans nodes that lost their parent
 * @property {Uint8Array} taken the outcome: 1 on the sink's side
 */

/**
 * The arrays of a cut, which its kernel wants in its memory.
 * @param {Int32Array} neighbours
 * @returns {Arrays}
 */
export function cutArrays(neighbours) {
  const nodes = neighbours.length / DIRECTIONS;
  return {
    neighbours,
    capacity: new Float64Array(neighbours.length),
    terminal: new Float64Array(nodes),
    tree: new Uint8Array(nodes),
    parent: new Int8Array(nodes),
    stamp: new Int32Array(nodes),
    distance: new Int32Array(nodes),
    waiting: new Uint8Array(nodes),
    queue: new Int32Array(nodes + 1),
    orphans: new Int32Array(nodes),
    taken: new Uint8Array(nodes),
  };
}

/**
 * What the kernels call a cut.
 * @param {Arrays} placed
 */
export function cutJob(placed) {
  const { neighbours, capacity, terminal, tree, parent, stamp, distance, waiting, queue, orphans } = placed;
  return [
    terminal.length, neighbours, capacity, terminal, tree, parent, stamp, distance, waiting, queue, orphans,
  ];
}
