/** Which unknowns are eliminated together, what each elimination touches and how much room it needs. */

import { dissect } from "./dissect.js";

/** @typedef {import("./dissect.js").Graph} Graph */

export const CHANNELS = 3; // right-hand sides
const LEAF = 24; // unknowns in a group of the dissection that is not cut again: measured

/**
 * A group of unknowns that is eliminated at once, in a dense matrix of its own.
 * @typedef {object} Group
 * @property {number} from its first place in the order of elimination
 * @property {number} own how many unknowns it eliminates
 * @property {Int32Array} rows the later places that it touches, ascending
 * @property {number} children
 */

/** @param {number} count */
export const padded = (count) => (count + 3) & ~3; // the kernel works on blocks of 4 by 4

/**
 * The groups of a dissection with the rows that each one touches.
 * @param {Graph} graph
 * @returns {{order: Int32Array, groups: Group[]}}
 */
export function analyse(graph) {
  const { n, start, to } = graph;
  const { order, ends, children } = dissect(graph, LEAF);
  const place = inverse(order);
  const seen = new Int32Array(n).fill(-1);
  const found = new Int32Array(n);
  /** @type {Group[]} */
  const groups = [];
  /** @type {Group[]} */
  const waiting = [];
  for (let g = 0, from = 0; g < ends.length; from = ends[g++]) {
    // A group begins where the one before it in the order ends.
    let count = 0;
    const end = ends[g];
    for (let k = from; k < end; k++) {
      const p = order[k];
      for (let e = start[p]; e < start[p + 1]; e++) {
        const q = place[to[e]];
        if (q < end || seen[q] === g) continue;
        seen[q] = g;
        found[count++] = q;
      }
    }
    for (let i = 0; i < children[g]; i++) {
      const { rows } = /** @type {Group} */ (waiting.pop());
      for (let t = 0; t < rows.length; t++) {
        const q = rows[t];
        if (q < end || seen[q] === g) continue;
        seen[q] = g;
        found[count++] = q;
      }
    }
    const group = { from, own: end - from, rows: found.slice(0, count).sort(), children: children[g] };
    groups.push(group);
    waiting.push(group);
  }
  return { order, groups };
}

/** @param {Int32Array} order */
export function inverse(order) {
  const place = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) place[order[k]] = k;
  return place;
}

/**
 * How many values a group leaves on the stack.
 * @param {Group} group
 */
export const left = ({ rows: { length } }) => (length + CHANNELS) * length;

/**
 * Multiplications to eliminate a group, roughly.
 * @param {Group} group
 */
export const cost = ({ own, rows: { length } }) => own * (own + length + 8) * (own + length + 8);

/** @typedef {{front: number, factor: number, stack: number, work: number}} Size */

/**
 * The most that the fronts, the factor and the stack will hold.
 * @param {Group[]} groups
 * @returns {Size}
 */
export function measure(groups) {
  const size = { front: 0, factor: 0, stack: 0, work: 0 };
  /** @type {Group[]} */
  const waiting = [];
  let top = 0;
  for (const group of groups) {
    const width = padded(group.own) + padded(group.rows.length);
    size.front = Math.max(size.front, (width + 4) * width);
    size.factor += (group.own + group.rows.length + CHANNELS) * group.own;
    size.work += cost(group);
    for (let i = 0; i < group.children; i++) top -= left(/** @type {Group} */ (waiting.pop()));
    top += left(group);
    size.stack = Math.max(size.stack, top);
    waiting.push(group);
  }
  return size;
}
