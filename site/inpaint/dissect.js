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
const LOPSIDED = 40; // the score of a cut at either end is 1 + this quarter of that in the middle

/**
 * @param {Graph} graph
 * @param {number} leaf so many unknowns are not cut again
 * @returns {Dissection}
 */
export function dissect(graph, leaf) {
  const { n, x, y } = graph;
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
    const [along, middle] = until - from > leaf ? halve(order, from, until, x, y) : [x, NaN];
    if (Number.isNaN(middle)) {
      ends.push(until);
      children.push(0);
      return;
    }
    const [left, separator] = part(graph, order, from, until, along, middle, side, spare);
    let hanging = 0;
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
 * Where to cut a stretch in two: across either axis, where the fewest unknowns lie just left of the cut, and
 * not too far from the middle.
 * @param {Int32Array} order
 * @param {number} from
 * @param {number} until
 * @param {Int32Array} x
 * @param {Int32Array} y
 * @returns {[Int32Array, number]} the coordinate along one axis, and the first one right of the cut; NaN
 *   where all of the stretch lies in one place
 */
function halve(order, from, until, x, y) {
  /** @type {[Int32Array, number]} */
  let best = [x, NaN];
  let least = Infinity;
  for (const along of [x, y]) {
    let first = along[order[from]], last = first;
    for (let i = from; i < until; i++) {
      const at = along[order[i]];
      if (at < first) first = at;
      else if (at > last) last = at;
    }
    const upTo = new Int32Array(last - first + 2 + REACH); // how many lie before a coordinate
    for (let i = from; i < until; i++) upTo[along[order[i]] - first + 1 + REACH]++;
    for (let i = 1; i < upTo.length; i++) upTo[i] += upTo[i - 1];
    for (let i = REACH + 1; i < upTo.length - 1; i++) {
      const left = upTo[i] / (until - from);
      const lopsided = (left - 0.5) ** 2 * LOPSIDED;
      const score = (upTo[i] - upTo[i - REACH]) * (1 + lopsided);
      if (score < least) {
        least = score;
        best = [along, i - REACH + first];
      }
    }
  }
  return best;
}
