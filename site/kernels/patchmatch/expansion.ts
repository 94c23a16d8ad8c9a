// Offsets that take over from others: see inpaint/expansion.js.

import { float, int, setInt } from "./arrays";
import { Cut, DIRECTIONS, minimum, STRAIGHT } from "./cut";
import { PIXEL, squaredDifference } from "./pixels";

const SEAM: f64 = 2; // what a seam costs even where nobody sees it
const TWICE: f64 = 8; // what copying a pixel once more costs, if nobody expects it there,
const KNOWN_AGAIN: f64 = 16; // more for standing out as much again as a pixel does on average
const EVER: f64 = 0.35; // of both, even if somebody expects it there: a row of copies is seen anywhere
const OFTEN: f64 = 240; // copying it again and again costs no more

// A straight seam lies between one pair of pixels side by side and two at a diagonal for each pixel of its length.
// With these shares it costs exactly as much for its length as a diagonal one, and those between up to 8 % more.
const STRAIGHT_SHARE: f64 = Math.SQRT2 - 1;
const DIAGONAL_SHARE: f64 = 1 - Math.SQRT1_2;
const AXES = DIRECTIONS / 2; // directions, each with its opposite

const WORSE: f64 = 50; // so much dearer than the cheapest, an offset is not liked

/** What an offset costs a pixel that it leads out of the picture or into the hole. */
export const IMPOSSIBLE: f64 = 1e7;

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Expansion {
  cut: Cut;
  /** PIXEL bytes a pixel */
  pixels: usize;
  count: i32;
  /** i32: the pixels of the hole */
  nodes: usize;
  /** i32: by how many pixels each of the straight offsets moves */
  shifts: usize;
  straight: i32;
  /** i32, bends * nodes: the same for offsets that differ from node to node, 0 = nowhere */
  bends: usize;
  offsets: i32;
  /** f32, offsets * nodes: what each costs each node, and how little one expects what it brings */
  costs: usize;
  surprise: usize;
  /** f32 a pixel: how much it stands out */
  peculiar: usize;
  /** u16 a pixel: its copies */
  copies: usize;
  /** i32 a node: its offset, and the one that it had */
  labels: usize;
  previous: usize;
  /** u8 a node: whether it may be taken over, then whether it is */
  taken: usize;
  /** f64 a node: what is there from what could be, -1 where nothing could be */
  apart: usize;
  /** f64, AXES a node: the seams between it and its neighbours in even directions */
  seams: usize;
  /** whether copying a pixel again costs something */
  counting: i32;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function cost(e: Expansion, label: i32, i: i32): f64 {
  return float(e.costs, label * e.cut.nodes + i);
}

/** By how many pixels an offset moves a node. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function shiftOf(e: Expansion, label: i32, i: i32): i32 {
  const bend = label - e.straight;
  return bend < 0 ? int(e.shifts, label) : int(e.bends, bend * e.cut.nodes + i);
}

/** Between what two offsets bring a pixel. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function difference(e: Expansion, p: i32, q: i32): f64 {
  return squaredDifference(e.pixels + PIXEL * p, e.pixels + PIXEL * q);
}

/** What an offset costs a pixel while all others keep theirs. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function price(e: Expansion, label: i32, own: i32, i: i32): f64 {
  const sum = cost(e, label, i);
  if (!e.counting || sum >= IMPOSSIBLE) return sum;
  const q = int(e.nodes, i) + shiftOf(e, label, i);
  const copies = <i32>load<u16>(e.copies + (q << 1)) - i32(own == label);
  const surprise = <f64>float(e.surprise, label * e.cut.nodes + i);
  const known = label < e.straight ? max(EVER, surprise) : surprise;
  const again = <f64>copies * known * (TWICE + KNOWN_AGAIN * float(e.peculiar, q));
  return sum + min(OFTEN * known, again);
}

/** The part of the cost of a seam that lies between two neighbours. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function share(axis: i32): f64 {
  return 2 * axis < STRAIGHT ? STRAIGHT_SHARE : DIAGONAL_SHARE;
}

/** Begin with what each pixel likes best by itself. */
export function cheapest(e: Expansion): void {
  const nodes = e.cut.nodes;
  memory.fill(e.labels, 0, nodes << 2);
  for (let label = 1; label < e.offsets; ++label) {
    for (let i = 0; i < nodes; ++i) {
      if (cost(e, label, i) < cost(e, int(e.labels, i), i)) setInt(e.labels, i, label);
    }
  }
}

/** How many pixels like an offset, and how much beside their own. */
export function like(e: Expansion, label: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < e.cut.nodes; ++i) {
    sum += max(0, 1 - (cost(e, label, i) - cost(e, int(e.labels, i), i)) / WORSE);
  }
  return sum;
}

/** What seams and all offsets cost; how often pixels are copied, and the seams, are written. */
export function total(e: Expansion): f64 {
  const cut = e.cut, nodes = cut.nodes;
  memory.fill(e.copies, 0, e.count << 1);
  for (let i = 0; i < nodes; ++i) {
    const at = e.copies + ((int(e.nodes, i) + shiftOf(e, int(e.labels, i), i)) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  let sum: f64 = 0;
  for (let i = 0; i < nodes; ++i) {
    const label = int(e.labels, i);
    sum += price(e, label, label, i);
    for (let axis = 0; axis < AXES; ++axis) {
      const j = int(cut.neighbours, DIRECTIONS * i + 2 * axis);
      if (j < 0) continue;
      const seam = share(axis) * between(e, i, label, j, int(e.labels, j));
      store<f64>(e.seams + ((AXES * i + axis) << 3), seam);
      sum += seam;
    }
  }
  return sum;
}

/** What the seams around a node cost. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function seamsAround(e: Expansion, i: i32): f64 {
  let sum: f64 = 0;
  for (let axis = 0; axis < AXES; ++axis) {
    sum += load<f64>(e.seams + ((AXES * i + axis) << 3));
    const before = int(e.cut.neighbours, DIRECTIONS * i + 2 * axis + 1);
    if (before >= 0) sum += load<f64>(e.seams + ((AXES * before + axis) << 3));
  }
  return sum;
}

/** What one sees of a seam between two pixels: how far the pieces differ on either side of it. */
function between(e: Expansion, i: i32, a: i32, j: i32, b: i32): f64 {
  if (a == b) return 0;
  const p = int(e.nodes, i), q = int(e.nodes, j);
  const here = cost(e, b, i) < IMPOSSIBLE, there = cost(e, a, j) < IMPOSSIBLE;
  if (here && there) {
    return SEAM + Math.sqrt(difference(e, p + shiftOf(e, a, i), p + shiftOf(e, b, i))
      + difference(e, q + shiftOf(e, a, j), q + shiftOf(e, b, j)));
  }
  if (here) return SEAM + Math.sqrt(2 * difference(e, p + shiftOf(e, a, i), p + shiftOf(e, b, i)));
  if (there) return SEAM + Math.sqrt(2 * difference(e, q + shiftOf(e, a, j), q + shiftOf(e, b, j)));
  return SEAM + Math.sqrt(2 * difference(e, p + shiftOf(e, a, i), q + shiftOf(e, b, j)));
}

/** Why a node may be taken over: it would gain if all seams around it were gone, or one beside it would. */
const GAINS: u8 = 1;
const BESIDE: u8 = 2;

/** Let what lies beside a node that would gain be taken over with it, where the offset leads somewhere. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function reachOut(e: Expansion): void {
  const cut = e.cut;
  for (let i = 0; i < cut.nodes; ++i) {
    if (load<u8>(e.taken + i) == GAINS || load<f64>(e.apart + (i << 3)) < 0) continue;
    for (let d = 0; d < STRAIGHT; ++d) {
      const j = int(cut.neighbours, DIRECTIONS * i + d);
      if (j >= 0 && load<u8>(e.taken + j) == GAINS) store<u8>(e.taken + i, BESIDE);
    }
  }
}

/**
 * Let an offset take over where a cut says that this makes the sum of all costs less.
 * @param everywhere whether it may take over nodes that lie far from all that would gain: seldom, a large piece
 *   is worth it; without them, the cut is quicker
 * @returns whether it took over anywhere; what was before is kept as well
 */
export function expand(e: Expansion, label: i32, everywhere: bool): bool {
  const cut = e.cut, nodes = cut.nodes;
  let hope = false;
  for (let i = 0; i < nodes; ++i) {
    const own = int(e.labels, i), p = int(e.nodes, i);
    const more = price(e, label, own, i) - price(e, own, own, i);
    store<f64>(cut.terminal + (i << 3), more);
    const gains = more < seamsAround(e, i);
    store<u8>(e.taken + i, gains ? GAINS : 0);
    if (gains && own != label) hope = true;
    let apart: f64 = -1;
    if (cost(e, label, i) < IMPOSSIBLE) apart = difference(e, p + shiftOf(e, label, i), p + shiftOf(e, own, i));
    store<f64>(e.apart + (i << 3), apart);
  }
  if (!hope) return false; // all seams gone would not make up for it anywhere
  if (everywhere) memory.fill(e.taken, GAINS, nodes);
  else reachOut(e);
  memory.fill(cut.capacity, 0, (DIRECTIONS * nodes) << 3);
  for (let i = 0; i < nodes; ++i) {
    const own = int(e.labels, i);
    const here = load<f64>(e.apart + (i << 3));
    for (let axis = 0; axis < AXES; ++axis) {
      const part = share(axis);
      const at = DIRECTIONS * i + 2 * axis;
      const j = int(cut.neighbours, at);
      if (j < 0) continue;
      const mayFirst = load<u8>(e.taken + i) != 0, maySecond = load<u8>(e.taken + j) != 0;
      if (!mayFirst && !maySecond) continue;
      // Seams where neither takes it over, only the first does, only the second does; where both do is none.
      const none = load<f64>(e.seams + ((AXES * i + axis) << 3));
      const there = load<f64>(e.apart + (j << 3));
      const other = int(e.labels, j);
      let first = none, second = none;
      if (own == other) { // most often: quickly
        if (here >= 0 || there >= 0) {
          first = second = part * (SEAM + Math.sqrt((here >= 0 ? here : there) + (there >= 0 ? there : here)));
        }
      } else {
        if (here >= 0) first = part * between(e, i, label, j, other);
        if (there >= 0) second = part * between(e, i, own, j, label);
      }
      const mine = cut.terminal + (i << 3), its = cut.terminal + (j << 3);
      if (!maySecond) {
        store<f64>(mine, load<f64>(mine) + (first - none));
      } else if (!mayFirst) {
        store<f64>(its, load<f64>(its) + (second - none));
      } else {
        const kept = min(none, first + second); // more cannot be cut
        store<f64>(mine, load<f64>(mine) + (first - kept));
        store<f64>(its, load<f64>(its) - first);
        store<f64>(cut.capacity + (at << 3), first + second - kept);
      }
    }
  }
  for (let i = 0; i < nodes; ++i) if (load<u8>(e.taken + i) == 0) store<f64>(cut.terminal + (i << 3), 0);
  minimum(cut, e.taken);
  memory.copy(e.previous, e.labels, nodes << 2);
  let any = false;
  for (let i = 0; i < nodes; ++i) {
    if (load<u8>(e.taken + i) == 0 || int(e.labels, i) == label) continue;
    setInt(e.labels, i, label);
    any = true;
  }
  return any;
}
