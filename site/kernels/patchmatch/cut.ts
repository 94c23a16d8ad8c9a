// The minimum cut of a grid: see inpaint/cut.js.

import { int, setInt } from "./arrays";

/** To a node's neighbours, the straight ones first: see inpaint/grid.js. */
export const DIRECTIONS = 8;
export const STRAIGHT = 4;

const FREE: u8 = 0;
const SOURCE: u8 = 1;
const SINK: u8 = 2;

/** As a parent: the tree's own root. */
const TERMINAL: i8 = <i8>DIRECTIONS;
const NONE: i8 = -1;

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Cut {
  nodes: i32;
  /** i32: DIRECTIONS a node */
  neighbours: usize;
  /** f64: what is left from a node to each neighbour */
  capacity: usize;
  /** f64: what is left, positive from the source, negative to the sink */
  terminal: usize;
  /** u8: the tree that a node belongs to */
  tree: usize;
  /** i8: a direction, TERMINAL or NONE */
  parent: usize;
  /** i32: when `distance` to the root was last known to be true */
  stamp: usize;
  distance: usize;
  /** u8: whether a node is in the queue */
  waiting: usize;
  /** i32, nodes + 1: a ring of nodes from which a tree may grow */
  queue: usize;
  /** i32 */
  orphans: usize;
}

/** Of the queue; orphans that wait; and paths found. */
let head: i32 = 0;
let tail: i32 = 0;
let lost: i32 = 0;
let time: i32 = 0;

// @ts-ignore: a decorator of AssemblyScript
@inline
function capacityAt(cut: Cut, i: i32, d: i32): usize {
  return cut.capacity + ((DIRECTIONS * i + d) << 3);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function beside(cut: Cut, i: i32, d: i32): i32 {
  return int(cut.neighbours, DIRECTIONS * i + d);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function terminalAt(cut: Cut, i: i32): usize {
  return cut.terminal + (i << 3);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function parentOf(cut: Cut, i: i32): i8 {
  return load<i8>(cut.parent + i);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function treeOf(cut: Cut, i: i32): u8 {
  return load<u8>(cut.tree + i);
}

/**
 * Cut what `capacity` and `terminal` describe; both are changed.
 * @param sinks u8, written to: 1 where a node is on the sink's side of the cut
 */
export function minimum(cut: Cut, sinks: usize): void {
  const nodes = cut.nodes;
  head = tail = time = 0;
  memory.fill(cut.stamp, 0, nodes << 2);
  memory.fill(cut.waiting, 0, nodes);
  for (let i = 0; i < nodes; ++i) {
    const left = load<f64>(terminalAt(cut, i));
    const tree = left > 0 ? SOURCE : left < 0 ? SINK : FREE;
    store<u8>(cut.tree + i, tree);
    store<i8>(cut.parent + i, tree == FREE ? NONE : TERMINAL);
    setInt(cut.distance, i, 1);
    if (tree == SINK) wake(cut, i); // one tree that grows finds all paths
  }
  while (head != tail) {
    const i = int(cut.queue, head);
    if (parentOf(cut, i) != NONE) {
      const d = grow(cut, i);
      if (d != NONE) {
        ++time;
        if (treeOf(cut, i) == SOURCE) augment(cut, i, d);
        else augment(cut, beside(cut, i, d), d ^ 1);
        continue; // the same node may find more
      }
    }
    store<u8>(cut.waiting + i, 0);
    head = head == nodes ? 0 : head + 1;
  }
  for (let i = 0; i < nodes; ++i) store<u8>(sinks + i, treeOf(cut, i) == SINK ? 1 : 0);
}

function wake(cut: Cut, i: i32): void {
  if (load<u8>(cut.waiting + i) != 0) return;
  store<u8>(cut.waiting + i, 1);
  setInt(cut.queue, tail, i);
  tail = tail == cut.nodes ? 0 : tail + 1;
}

/** What may still flow along a tree's edge from a node on the root's side to its neighbour. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function open(cut: Cut, side: u8, i: i32, d: i32, j: i32): f64 {
  return load<f64>(side == SOURCE ? capacityAt(cut, i, d) : capacityAt(cut, j, d ^ 1));
}

/** Take free neighbours into a node's tree; returns the direction in which the other tree was met, or NONE. */
function grow(cut: Cut, i: i32): i32 {
  const side = treeOf(cut, i);
  for (let d = 0; d < DIRECTIONS; ++d) {
    const j = beside(cut, i, d);
    if (j < 0 || open(cut, side, i, d, j) <= 0) continue;
    const other = treeOf(cut, j);
    if (other == FREE) {
      store<u8>(cut.tree + j, side);
      adoptBy(cut, j, i, d);
      wake(cut, j);
    } else if (other != side) {
      return d;
    } else if (
      int(cut.stamp, j) <= int(cut.stamp, i) && int(cut.distance, j) > int(cut.distance, i)
      && parentOf(cut, j) != TERMINAL
    ) {
      adoptBy(cut, j, i, d); // a shorter way to the root
    }
  }
  return NONE;
}

/** Make a node the child of its neighbour i, which sees it in direction d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function adoptBy(cut: Cut, j: i32, i: i32, d: i32): void {
  store<i8>(cut.parent + j, <i8>(d ^ 1));
  setInt(cut.distance, j, int(cut.distance, i) + 1);
  setInt(cut.stamp, j, int(cut.stamp, i));
}

/** Push as much as fits from the source's tree at node i to the sink's, which it touches in direction d. */
function augment(cut: Cut, i: i32, d: i32): void {
  const j = beside(cut, i, d);
  const bridge = capacityAt(cut, i, d);
  let most = load<f64>(bridge);
  let s = i;
  for (let to = parentOf(cut, s); to != TERMINAL; to = parentOf(cut, s)) {
    s = beside(cut, s, to);
    most = min(most, load<f64>(capacityAt(cut, s, to ^ 1)));
  }
  most = min(most, load<f64>(terminalAt(cut, s)));
  let t = j;
  for (let to = parentOf(cut, t); to != TERMINAL; to = parentOf(cut, t)) {
    most = min(most, load<f64>(capacityAt(cut, t, to)));
    t = beside(cut, t, to);
  }
  most = min(most, -load<f64>(terminalAt(cut, t)));

  store<f64>(bridge, load<f64>(bridge) - most);
  const back = capacityAt(cut, j, d ^ 1);
  store<f64>(back, load<f64>(back) + most);
  lost = 0;
  let p = i;
  for (let to = parentOf(cut, p); to != TERMINAL; to = parentOf(cut, p)) {
    const up = beside(cut, p, to);
    if (flow(capacityAt(cut, p, to), capacityAt(cut, up, to ^ 1), most)) lose(cut, p);
    p = up;
  }
  const first = load<f64>(terminalAt(cut, p)) - most;
  store<f64>(terminalAt(cut, p), first);
  if (first <= 0) lose(cut, p);
  p = j;
  for (let to = parentOf(cut, p); to != TERMINAL; to = parentOf(cut, p)) {
    const up = beside(cut, p, to);
    if (flow(capacityAt(cut, up, to ^ 1), capacityAt(cut, p, to), most)) lose(cut, p);
    p = up;
  }
  const last = load<f64>(terminalAt(cut, p)) + most;
  store<f64>(terminalAt(cut, p), last);
  if (last >= 0) lose(cut, p);
  while (lost > 0) adopt(cut, int(cut.orphans, --lost));
}

/** Move what may flow from one direction of an edge to the other; returns whether nothing more may. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function flow(back: usize, forth: usize, most: f64): bool {
  store<f64>(back, load<f64>(back) + most);
  const left = load<f64>(forth) - most;
  store<f64>(forth, left);
  return left <= 0;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function lose(cut: Cut, i: i32): void {
  store<i8>(cut.parent + i, NONE);
  setInt(cut.orphans, lost++, i);
}

/** Find an orphan another parent that is still rooted, or set it free with its children orphaned. */
function adopt(cut: Cut, i: i32): void {
  const side = treeOf(cut, i);
  let best: i32 = NONE;
  let nearest = i32.MAX_VALUE;
  for (let d = 0; d < DIRECTIONS; ++d) {
    const j = beside(cut, i, d);
    if (j < 0 || treeOf(cut, j) != side || open(cut, side, j, d ^ 1, i) <= 0) continue;
    const length = lengthOf(cut, j);
    if (length < nearest) {
      nearest = length;
      best = d;
    }
  }
  if (best != NONE) {
    store<i8>(cut.parent + i, <i8>best);
    setInt(cut.distance, i, nearest + 1);
    setInt(cut.stamp, i, time);
    return;
  }
  for (let d = 0; d < DIRECTIONS; ++d) {
    const j = beside(cut, i, d);
    if (j < 0 || treeOf(cut, j) != side) continue;
    if (open(cut, side, j, d ^ 1, i) > 0) wake(cut, j);
    if (parentOf(cut, j) == (d ^ 1)) lose(cut, j);
  }
  store<u8>(cut.tree + i, FREE);
}

/** How far a node is from its root; i32.MAX_VALUE if its branch has lost the root. */
function lengthOf(cut: Cut, j: i32): i32 {
  let length = 0;
  for (let p = j; ; p = beside(cut, p, parentOf(cut, p))) {
    if (int(cut.stamp, p) == time) {
      length += int(cut.distance, p);
      break;
    }
    const to = parentOf(cut, p);
    if (to == NONE) return i32.MAX_VALUE;
    ++length;
    if (to == TERMINAL) {
      setInt(cut.stamp, p, time);
      setInt(cut.distance, p, 1);
      break;
    }
  }
  // What is known now is known to the whole branch.
  let left = length;
  for (let q = j; int(cut.stamp, q) != time; q = beside(cut, q, parentOf(cut, q))) {
    setInt(cut.stamp, q, time);
    setInt(cut.distance, q, left--);
  }
  return length;
}
