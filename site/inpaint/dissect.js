/**
 * An order of elimination that fills a sparse matrix little: nested dissection (A. George, "Nested
 * Dissection of a Regular Finite Element Mesh", SIAM Journal on Numerical Analysis 10(2), 1973,
 * DOI 10.1137/0710032), cutting along the longer side by the places of the unknowns in the plane.
 */

/**
 * A sparse symmetric matrix whose unknowns lie in the plane, each row without its diagonal.
 * @typedef {object} Graph
 * @property {number} n unknowns
 * @property {Int32Array} x (n)
 * @property {Int32Array} y (n)
 * @property {Float64Array} diagonal (n)
 * @property {Int32Array} start (n + 1) where the entries of a row begin
 * @property {Int32Array} to the other unknown of an entry
 * @property {Float64Array} value of an entry
 */

/**
 * Groups of unknowns to be eliminated together, each before the one that it hangs from.
 * @typedef {object} Dissection
 * @property {Int32Array} order (n) the unknowns, as they are eliminated
 * @property {number[]} ends where each group ends in the order
 * @property {number[]} children how many groups hang from each; they are the last ones before it that
 *   hang from none yet
 */

const LEFT = 1;
const RIGHT = 2;
const REACH = 4; // how far the entries of the finest grid reach: two pixels, in halves
const LOPSIDED = 200; // the price of a cut away from the middle, per square of the share between them

/**
 * @param {Graph} graph
 * @param {number} leaf so many unknowns are not cut again
 * @returns {Dissection}
 */
export function dissect(graph, leaf) {
  const { n } = graph;
  const cutter = new Cutter(graph);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const spare = new Int32Array(n);
  const side = new Uint8Array(n); // of the present cut; older ones lie beyond a separator
  /** @type {number[]} */
  const ends = [];
  /** @type {number[]} */
  const children = [];

  /**
   * Order a stretch: what lies left of a cut, what lies right of it, then what keeps the two apart.
   * @param {number} from
   * @param {number} until
   */
  const cut = (from, until) => {
    let hanging = 0;
    if (until - from > leaf) cutter.find(order, from, until);
    if (until - from <= leaf || Number.isNaN(cutter.middle)) {
      ends.push(until);
      children.push(hanging);
      return;
    }
    const [left, separator] = part(graph, order, from, until, cutter.along, cutter.middle, side, spare);
    if (left > from) hanging++, cut(from, left);
    if (separator > left) hanging++, cut(left, separator);
    ends.push(until);
    children.push(hanging);
  };
  cut(0, n);
  return { order, ends, children };
}

/**
 * Part a stretch: what lies left of a cut and touches nothing on its right, what lies right of it, and the
 * rest, which keeps the two apart.
 * @param {Graph} graph
 * @param {Int32Array} order changed
 * @param {number} from
 * @param {number} until
 * @param {Int32Array} along
 * @param {number} middle
 * @param {Uint8Array} side
 * @param {Int32Array} spare
 * @returns {[number, number]} where the right part begins, and where the separator
 */
function part({ start, to }, order, from, until, along, middle, side, spare) {
  for (let i = from; i < until; i++) side[order[i]] = along[order[i]] < middle ? LEFT : RIGHT;
  let left = from;
  let right = 0;
  let separator = until;
  for (let i = from; i < until; i++) {
    const p = order[i];
    if (side[p] === RIGHT) {
      spare[right++] = p;
      continue;
    }
    let e = start[p];
    const last = start[p + 1];
    while (e < last && side[to[e]] !== RIGHT) e++;
    if (e === last) order[left++] = p;
    else spare[--separator] = p;
  }
  for (let i = 0; i < right; i++) order[left + i] = spare[i];
  for (let i = separator; i < until; i++) {
    order[i] = spare[i];
    side[spare[i]] = 0;
  }
  return [left, left + right];
}

/**
 * Finds where to cut: across either axis or diagonal, where few unknowns lie just left of the cut, near the
 * middle. An entry of the operator reaches two pixels along each of the four.
 */
class Cutter {
  middle = NaN; // the first coordinate right of the cut; NaN where a stretch lies in one place

  /** @param {Graph} graph */
  constructor({ x, y }) {
    const right = x.reduce((a, b) => Math.max(a, b), 0);
    this.axes = [x, y, x.map((u, i) => u + y[i]), y.map((v, i) => v - x[i] + right)];
    this.counts = this.axes.map((along) => new Int32Array(along.reduce((a, b) => Math.max(a, b), 0) + 1));
    this.along = x;
    this.least = Infinity;
  }

  /**
   * @param {Int32Array} order
   * @param {number} from
   * @param {number} until
   */
  find(order, from, until) {
    this.least = Infinity;
    this.middle = NaN;
    for (let axis = 0; axis < 4; axis++) this.#scan(this.axes[axis], this.counts[axis], order, from, until);
  }

  /**
   * Score the cuts across one axis.
   * @param {Int32Array} along
   * @param {Int32Array} counts zeros, before and after
   * @param {Int32Array} order
   * @param {number} from
   * @param {number} until
   */
  #scan(along, counts, order, from, until) {
    let first = along[order[from]];
    let last = first;
    for (let i = from; i < until; i++) {
      const at = along[order[i]];
      counts[at]++;
      if (at < first) first = at;
      else if (at > last) last = at;
    }
    let seen = 0;
    let near = 0;
    for (let at = first + 1; at <= last; at++) {
      seen += counts[at - 1];
      near += counts[at - 1];
      if (at - 1 - REACH >= first) near -= counts[at - 1 - REACH];
      const off = seen / (until - from) - 0.5;
      const score = near * (1 + LOPSIDED * off * off);
      if (score >= this.least) continue;
      this.least = score;
      this.middle = at;
      this.along = along;
    }
    counts.fill(0, first, last + 1);
  }
}
