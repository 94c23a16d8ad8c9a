/**
 * A sparse symmetric positive definite system, solved directly by the multifrontal method: I. S. Duff and
 * J. K. Reid, "The Multifrontal Solution of Indefinite Sparse Symmetric Linear Equations", ACM Transactions
 * on Mathematical Software 9(3), 1983 (DOI 10.1145/356044.356047), over a nested dissection.
 */

import { factorise } from "./front.js";
import { analyse, CHANNELS, cost, inverse, left, measure, padded } from "./symbolic.js";

/** @typedef {import("./dissect.js").Graph} Graph */
/** @typedef {import("./symbolic.js").Group} Group */
/** @typedef {import("./symbolic.js").Size} Size */

/**
 * Solve for three right-hand sides at once.
 * @param {Graph} graph
 * @param {Float64Array} right (3 n), the three values of an unknown side by side
 * @returns {Generator<number, Float64Array, void>} yields the fraction done, returns the solution, (3 n)
 */
export function* solve(graph, right) {
  yield 0;
  const { order, groups } = analyse(graph);
  yield 0.1;
  const size = measure(groups);
  const elimination = new Elimination(graph, right, order, size);
  let work = 0;
  for (const group of groups) {
    elimination.eliminate(group);
    work += cost(group);
    yield 0.1 + 0.85 * (work / size.work);
  }
  return substitute(groups, elimination.factor, size.factor, order);
}

/** Eliminates group after group. */
class Elimination {
  kept = 0;
  top = 0;
  /** @type {Group[]} */
  waiting = [];

  /**
   * @param {Graph} graph
   * @param {Float64Array} right
   * @param {Int32Array} order
   * @param {Size} size
   */
  constructor(graph, right, order, size) {
    this.graph = graph;
    this.right = right;
    this.order = order;
    this.place = inverse(order);
    this.local = new Int32Array(graph.n); // place in the order → row of the front
    this.map = new Int32Array(graph.n); // row that a child left → row of the front
    this.front = new Float64Array(size.front);
    this.factor = new Float64Array(size.factor);
    this.stack = new Float64Array(size.stack); // what eliminated groups leave to those they hang from
  }

  /** @param {Group} group */
  eliminate(group) {
    const { front: F, stack, local, map, waiting } = this;
    const { from, own, rows, children } = group;
    const S = padded(own);
    const width = S + padded(rows.length);
    F.fill(0, 0, (width + 4) * width);
    for (let k = 0; k < own; k++) local[from + k] = k;
    for (let k = own; k < S; k++) F[k * width + k] = 1;
    for (let t = 0; t < rows.length; t++) local[rows[t]] = S + t;

    assemble(F, width, group, this.graph, this.right, this.order, this.place, local);
    for (let i = 0; i < children; i++) {
      const child = /** @type {Group} */ (waiting.pop());
      this.top -= left(child);
      for (let t = 0; t < child.rows.length; t++) map[t] = local[child.rows[t]];
      extendAdd(F, width, stack, this.top, child.rows.length, map);
    }
    factorise(F, S, width, width + 4);
    this.kept = keep(F, S, own, rows.length, width, this.factor, this.kept);
    this.top = leave(F, S, rows.length, width, stack, this.top);
    waiting.push(group);
  }
}

/**
 * Put the entries of a group's own columns, and its right-hand sides, into an empty front.
 * @param {Float64Array} F
 * @param {number} width
 * @param {Group} group
 * @param {Graph} graph
 * @param {Float64Array} right
 * @param {Int32Array} order
 * @param {Int32Array} place
 * @param {Int32Array} local
 */
function assemble(F, width, { from, own }, { diagonal, start, to, value }, right, order, place, local) {
  for (let k = 0; k < own; k++) {
    const p = order[from + k];
    const last = start[p + 1];
    F[k * width + k] = diagonal[p];
    for (let e = start[p]; e < last; e++) {
      const q = place[to[e]];
      if (q > from + k) F[local[q] * width + k] = value[e];
    }
    for (let c = 0; c < CHANNELS; c++) F[(width + c) * width + k] = right[CHANNELS * p + c];
  }
}

/**
 * Add what a child left to the front of the group that it hangs from.
 * @param {Float64Array} F
 * @param {number} width of the front
 * @param {Float64Array} stack
 * @param {number} at where the child's values begin
 * @param {number} count rows that the child touches
 * @param {Int32Array} map where each of them lies in the front
 */
function extendAdd(F, width, stack, at, count, map) {
  for (let i = 0; i < count; i++, at += count) {
    const to = map[i] * width;
    for (let j = 0; j <= i; j++) F[to + map[j]] += stack[at + j];
  }
  for (let c = 0; c < CHANNELS; c++, at += count) {
    const to = (width + c) * width;
    for (let j = 0; j < count; j++) F[to + map[j]] += stack[at + j];
  }
}

/**
 * Keep the factor's columns of a group: its own rows, those it touches, the right-hand sides.
 * @param {Float64Array} F
 * @param {number} S
 * @param {number} own
 * @param {number} touched
 * @param {number} width
 * @param {Float64Array} factor written to
 * @param {number} at
 * @returns {number} where the next group's columns begin
 */
function keep(F, S, own, touched, width, factor, at) {
  for (let i = 0; i < own + touched + CHANNELS; i++) {
    const row = i < own ? i : i < own + touched ? i - own + S : i - own - touched + width;
    for (let k = 0, f = row * width; k < own; k++) factor[at++] = F[f++];
  }
  return at;
}

/**
 * Leave the rest of a front, the lower triangle and the right-hand sides, on the stack.
 * @param {Float64Array} F
 * @param {number} S
 * @param {number} touched
 * @param {number} width
 * @param {Float64Array} stack written to
 * @param {number} top
 * @returns {number} the new top
 */
function leave(F, S, touched, width, stack, top) {
  for (let i = 0; i < touched; i++, top += touched) {
    for (let j = 0, f = (S + i) * width + S; j <= i; j++) stack[top + j] = F[f + j];
  }
  for (let c = 0; c < CHANNELS; c++, top += touched) {
    for (let j = 0, f = (width + c) * width + S; j < touched; j++) stack[top + j] = F[f + j];
  }
  return top;
}

/**
 * Back substitution, the last group first.
 * @param {Group[]} groups
 * @param {Float64Array} factor
 * @param {number} end of what the factor holds
 * @param {Int32Array} order
 * @returns {Float64Array} (3 n) in the unknowns' own order
 */
function substitute(groups, factor, end, order) {
  const solution = new Float64Array(CHANNELS * order.length);
  let widest = 0;
  for (const { own } of groups) widest = Math.max(widest, own);
  const u = new Float64Array(CHANNELS * widest);
  for (let g = groups.length - 1; g >= 0; g--) {
    const { from, own, rows } = groups[g];
    end -= (own + rows.length + CHANNELS) * own;
    let at = end + (own + rows.length) * own;
    for (let c = 0; c < CHANNELS; c++) {
      for (let k = 0; k < own; k++) u[CHANNELS * k + c] = factor[at++];
    }
    at = end + own * own;
    for (let t = 0; t < rows.length; t++) {
      const p = CHANNELS * order[rows[t]];
      at = subtract(u, factor, at, own, solution[p], solution[p + 1], solution[p + 2]);
    }
    for (let k = own - 1; k >= 0; k--) {
      const p = CHANNELS * order[from + k];
      at = end + k * own;
      const pivot = factor[at + k];
      for (let c = 0; c < CHANNELS; c++) solution[p + c] = u[CHANNELS * k + c] / pivot;
      subtract(u, factor, at, k, solution[p], solution[p + 1], solution[p + 2]);
    }
  }
  return solution;
}

/**
 * Take a row of the factor, times the three values found for it, from what is being solved for.
 * @param {Float64Array} u
 * @param {Float64Array} factor
 * @param {number} at where the row begins
 * @param {number} count
 * @param {number} r
 * @param {number} g
 * @param {number} b
 * @returns {number} where it ends
 */
function subtract(u, factor, at, count, r, g, b) {
  for (let k = 0, o = 0; k < count; k++, o += 3) {
    const l = factor[at++];
    u[o] -= l * r;
    u[o + 1] -= l * g;
    u[o + 2] -= l * b;
  }
  return at;
}
