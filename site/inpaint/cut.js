/**
 * The minimum cut of a grid: Y. Boykov, V. Kolmogorov, "An Experimental Comparison of Min-Cut/Max-Flow
 * Algorithms for Energy Minimization in Vision", PAMI 26(9), 2004 (DOI 10.1109/TPAMI.2004.60). Two trees
 * grow from the terminals until they touch; flow is pushed along the path found; branches that lose their
 * parent look for another one.
 */

import { DIRECTIONS } from "./grid.js";

const FREE = 0;
const SOURCE = 1;
const SINK = 2;

const TERMINAL = DIRECTIONS; // as a parent: the tree's own root
const NONE = -1;

export class Cut {
  /**
   * @param {Int32Array} neighbours of the grid's nodes
   */
  constructor(neighbours) {
    const nodes = neighbours.length / DIRECTIONS;
    this.neighbours = neighbours;
    this.capacity = new Float64Array(neighbours.length); // left, from a node to its neighbour
    this.terminal = new Float64Array(nodes); // left: positive from the source, negative to the sink
    this.tree = new Uint8Array(nodes);
    this.parent = new Int8Array(nodes); // a direction, TERMINAL or NONE
    this.stamp = new Int32Array(nodes); // when `distance` was last known to be true
    this.distance = new Int32Array(nodes); // to the root
    this.waiting = new Uint8Array(nodes); // whether a node is in the queue
    this.queue = new Int32Array(nodes + 1); // a ring: of nodes from which a tree may grow
    this.orphans = new Int32Array(nodes);
    this.head = 0; // of the queue
    this.tail = 0;
    this.lost = 0; // orphans that wait
    this.time = 0; // paths found
  }

  /** Begin a new problem: nothing flows anywhere. */
  clear() {
    this.capacity.fill(0);
    this.terminal.fill(0);
  }

  /**
   * Cut what `capacity` and `terminal` describe; both are changed.
   * @param {Uint8Array} sinks written to: 1 where a node is on the sink's side of the cut
   */
  minimum(sinks) {
    const { neighbours, parent, queue, stamp, terminal, tree, waiting } = this;
    const nodes = terminal.length;
    this.head = 0;
    this.tail = 0;
    this.time = 0;
    stamp.fill(0);
    waiting.fill(0);
    for (let i = 0; i < nodes; i++) {
      tree[i] = terminal[i] > 0 ? SOURCE : terminal[i] < 0 ? SINK : FREE;
      parent[i] = tree[i] === FREE ? NONE : TERMINAL;
      this.distance[i] = 1;
      if (tree[i] !== FREE) this.#wake(i);
    }
    while (this.head !== this.tail) {
      const i = queue[this.head];
      if (parent[i] !== NONE) {
        const d = this.#grow(i);
        if (d !== NONE) {
          this.time++;
          if (tree[i] === SOURCE) this.#augment(i, d);
          else this.#augment(neighbours[DIRECTIONS * i + d], d ^ 1);
          continue; // the same node may find more
        }
      }
      waiting[i] = 0;
      this.head = this.head === nodes ? 0 : this.head + 1;
    }
    for (let i = 0; i < nodes; i++) sinks[i] = tree[i] === SINK ? 1 : 0;
  }

  /** @param {number} i */
  #wake(i) {
    if (this.waiting[i] !== 0) return;
    this.waiting[i] = 1;
    this.queue[this.tail] = i;
    this.tail = this.tail === this.waiting.length ? 0 : this.tail + 1;
  }

  /**
   * What may still flow along a tree's edge from a node on the root's side to its neighbour.
   * @param {number} side SOURCE or SINK
   * @param {number} i
   * @param {number} d
   * @param {number} j the neighbour
   */
  #open(side, i, d, j) {
    return side === SOURCE ? this.capacity[DIRECTIONS * i + d] : this.capacity[DIRECTIONS * j + (d ^ 1)];
  }

  /**
   * Take free neighbours into a node's tree.
   * @param {number} i
   * @returns {number} the direction in which the other tree was met, NONE if it was not
   */
  #grow(i) {
    const { distance, neighbours, parent, stamp, tree } = this;
    const side = tree[i];
    for (let d = 0; d < DIRECTIONS; d++) {
      const j = neighbours[DIRECTIONS * i + d];
      if (j < 0 || this.#open(side, i, d, j) <= 0) continue;
      if (tree[j] === FREE) {
        tree[j] = side;
        parent[j] = d ^ 1;
        distance[j] = distance[i] + 1;
        stamp[j] = stamp[i];
        this.#wake(j);
      } else if (tree[j] !== side) {
        return d;
      } else if (stamp[j] <= stamp[i] && distance[j] > distance[i] && parent[j] !== TERMINAL) {
        parent[j] = d ^ 1; // a shorter way to the root
        distance[j] = distance[i] + 1;
        stamp[j] = stamp[i];
      }
    }
    return NONE;
  }

  /**
   * Push as much as fits from the source to the sink.
   * @param {number} i in the source's tree
   * @param {number} d where it touches the sink's
   */
  #augment(i, d) {
    const { capacity, neighbours, parent, terminal } = this;
    const bridge = DIRECTIONS * i + d;
    const j = neighbours[bridge];
    let most = capacity[bridge];
    let s = i;
    for (; parent[s] !== TERMINAL; s = neighbours[DIRECTIONS * s + parent[s]]) {
      const up = neighbours[DIRECTIONS * s + parent[s]];
      most = Math.min(most, capacity[DIRECTIONS * up + (parent[s] ^ 1)]);
    }
    most = Math.min(most, terminal[s]);
    let t = j;
    for (; parent[t] !== TERMINAL; t = neighbours[DIRECTIONS * t + parent[t]]) {
      most = Math.min(most, capacity[DIRECTIONS * t + parent[t]]);
    }
    most = Math.min(most, -terminal[t]);

    capacity[bridge] -= most;
    capacity[DIRECTIONS * j + (d ^ 1)] += most;
    this.lost = 0;
    for (let p = i; ;) {
      if (parent[p] === TERMINAL) {
        terminal[p] -= most;
        if (terminal[p] <= 0) this.#lose(p);
        break;
      }
      const from = parent[p];
      const up = neighbours[DIRECTIONS * p + from];
      capacity[DIRECTIONS * p + from] += most;
      capacity[DIRECTIONS * up + (from ^ 1)] -= most;
      if (capacity[DIRECTIONS * up + (from ^ 1)] <= 0) this.#lose(p);
      p = up;
    }
    for (let p = j; ;) {
      if (parent[p] === TERMINAL) {
        terminal[p] += most;
        if (terminal[p] >= 0) this.#lose(p);
        break;
      }
      const to = parent[p];
      const up = neighbours[DIRECTIONS * p + to];
      capacity[DIRECTIONS * p + to] -= most;
      capacity[DIRECTIONS * up + (to ^ 1)] += most;
      if (capacity[DIRECTIONS * p + to] <= 0) this.#lose(p);
      p = up;
    }
    while (this.lost > 0) this.#adopt(this.orphans[--this.lost]);
  }

  /** @param {number} i */
  #lose(i) {
    this.parent[i] = NONE;
    this.orphans[this.lost++] = i;
  }

  /**
   * Find an orphan another parent that is still rooted, or set it free with its children orphaned.
   * @param {number} i
   */
  #adopt(i) {
    const { distance, neighbours, parent, stamp, tree } = this;
    const side = tree[i];
    let best = NONE;
    let nearest = Infinity;
    for (let d = 0; d < DIRECTIONS; d++) {
      const j = neighbours[DIRECTIONS * i + d];
      if (j < 0 || tree[j] !== side || this.#open(side, j, d ^ 1, i) <= 0) continue;
      const length = this.#length(j);
      if (length < nearest) {
        nearest = length;
        best = d;
      }
    }
    if (best !== NONE) {
      parent[i] = best;
      distance[i] = nearest + 1;
      stamp[i] = this.time;
      return;
    }
    for (let d = 0; d < DIRECTIONS; d++) {
      const j = neighbours[DIRECTIONS * i + d];
      if (j < 0 || tree[j] !== side) continue;
      if (this.#open(side, j, d ^ 1, i) > 0) this.#wake(j);
      if (parent[j] === (d ^ 1)) this.#lose(j);
    }
    tree[i] = FREE;
  }

  /**
   * How far a node is from its root.
   * @param {number} j
   * @returns {number} Infinity if its branch has lost the root
   */
  #length(j) {
    const { distance, neighbours, parent, stamp, time } = this;
    let length = 0;
    for (let p = j; ; p = neighbours[DIRECTIONS * p + parent[p]]) {
      if (stamp[p] === time) {
        length += distance[p];
        break;
      }
      if (parent[p] === NONE) return Infinity;
      length++;
      if (parent[p] === TERMINAL) {
        stamp[p] = time;
        distance[p] = 1;
        break;
      }
    }
    // what is known now is known to the whole branch
    let left = length;
    for (let q = j; stamp[q] !== time; q = neighbours[DIRECTIONS * q + parent[q]]) {
      stamp[q] = time;
      distance[q] = left--;
    }
    return length;
  }
}
