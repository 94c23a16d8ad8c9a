// What speaks against filling a pixel by an offset, apart from seams: see inpaint/prices.js.

import { float, int, setFloat } from "./arrays";
import { IMPOSSIBLE } from "./expansion";
import { PARTS, PIXEL, squaredDifference } from "./pixels";

const RARE: f64 = 0.8; // for each level by which a pixel is unlike others
const SELDOM: f64 = 8; // levels: what is unlike others by less is known from them, not again
const COLOUR: f64 = 0.42; // for each level by which a pixel is not as expected
const SURE: f64 = 0.8; // as much more, where both sides of the hole agree
const FAR: f64 = 200; // levels: being off by more is no worse
const ALIKE: f64 = 50; // levels between things of a kind
const ALONG: f64 = 0.6; // how much what is alike along a contour is of a kind
const UNLIKE: f64 = 100; // levels: what is off by more was not expected at all
const TRUST: f64 = 4; // times as sure as that, one may rely on what is expected

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Prices {
  width: i32;
  height: i32;
  /** PIXEL bytes a pixel; and its local mean, in parts of a level */
  pixels: usize;
  near: usize;
  /** u8 a pixel: 1 = to fill */
  hole: usize;
  /** f32 a pixel: how unlike others it is, and how much it stands out */
  rare: usize;
  peculiar: usize;
  nodes: i32;
  /** i32 a node: its pixel, and that one's column */
  places: usize;
  columns: usize;
  /** u8 a node: whether it is at the hole's edge */
  atEdge: usize;
  /** PIXEL bytes a node: what is expected there, in parts of a level */
  expected: usize;
  /** f32 a node: how sure that is */
  sure: usize;
  /** i32, two a node: the pixels at which the hole ends; f32: how far each goes on */
  ends: usize;
  pull: usize;
  /** i32 a node, and one: where in `along` the pixels begin that lie as it does beside a contour */
  first: usize;
  along: usize;
  /** f32 a node: how sure it is that the contour runs there */
  trusted: usize;
  /** f32, offsets * nodes: written to */
  costs: usize;
  surprise: usize;
  /** i32, bends * nodes: by how many pixels each bend moves each, 0 = nowhere */
  bends: usize;
  /** f32, the same: how much what it brings is of the kind that is expected there, 0..1 */
  kin: usize;
}

/**
 * Price one offset.
 * @param label its index
 * @param x columns
 * @param y rows
 * @param right what it costs for each column,
 * @param down added for each row; less than nothing counts as more;
 * @param upright and for each row, whatever the columns are
 * @param knownAgain what standing out as much again as a pixel does on average costs
 */
export function price(
  job: Prices, label: i32, x: i32, y: i32, right: f64, down: f64, upright: f64, knownAgain: f64,
): void {
  const across = farAcross(x, y, right, down, upright);
  const width = job.width, pixels = width * job.height, nodes = job.nodes;
  const shift = y * width + x;
  for (let i = 0; i < nodes; ++i) {
    const p = int(job.places, i), q = p + shift;
    const column = int(job.columns, i) + x;
    if (column < 0 || column >= width || q < 0 || q >= pixels || load<u8>(job.hole + q)) {
      setFloat(job.costs, label * nodes + i, IMPOSSIBLE);
      continue;
    }
    priceAt(job, label, i, q, across, knownAgain, 0);
  }
}

/**
 * Price an offset that differs from node to node.
 * @param label its index
 * @param bend its index among such offsets
 * @param right as above, and so the rest; less for what is of the kind expected there
 */
export function priceBend(
  job: Prices, label: i32, bend: i32, right: f64, down: f64, upright: f64, knownAgain: f64,
): void {
  for (let i = 0; i < job.nodes; ++i) {
    const at = bend * job.nodes + i, shift = int(job.bends, at);
    if (shift == 0) {
      setFloat(job.costs, label * job.nodes + i, IMPOSSIBLE);
      continue;
    }
    const q = int(job.places, i) + shift, kin = float(job.kin, at);
    const x = q % job.width - int(job.columns, i), y = (shift - x) / job.width;
    priceAt(job, label, i, q, (1 - kin) * farAcross(x, y, right, down, upright), knownAgain, kin);
  }
}

/** What it costs to come from so far across the bands, or from another height. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function farAcross(x: i32, y: i32, right: f64, down: f64, upright: f64): f64 {
  return abs(right * x + down * y) + upright * abs(y);
}

/** Price what a known pixel q costs a node, which is at least so much of the kind expected there. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function priceAt(job: Prices, label: i32, i: i32, q: i32, across: f64, knownAgain: f64, least: f64): void {
  const at = label * job.nodes + i;
  const sure = float(job.sure, i), trust = min(1, TRUST * sure);
  const kin = max(least, likeness(job, i, q, kinship(job, i, q)));
  const off = (1 - kin) * apart(job.expected + PIXEL * i, job.near + PIXEL * q);
  const foreseen = max(kin, trust * max(0, 1 - off / UNLIKE));
  const rare = float(job.rare, q);
  const unique = (1 - kin) * (rare - trust * max(0, rare - off));
  const conspicuous = (1 - foreseen) * float(job.peculiar, q) * min(1, rare / SELDOM);
  let cost = across + RARE * unique + knownAgain * conspicuous + (COLOUR + SURE * sure) * min(FAR, off);
  if (load<u8>(job.atEdge + i)) cost += borders(job, int(job.places, i), q);
  setFloat(job.costs, at, cost);
  setFloat(job.surprise, at, 1 - foreseen);
}

/** Levels between two means. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function apart(p: usize, q: usize): f64 {
  return Math.sqrt(<f64>squaredDifference(p, q)) * (1 / PARTS);
}

/** How much a pixel is of what lies to the side of the hole and is expected to go on, 0..1. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function kinship(job: Prices, i: i32, q: i32): f64 {
  let most: f64 = 0;
  for (let e = 2 * i; e < 2 * i + 2; ++e) {
    const end = int(job.ends, e), pull = float(job.pull, e);
    if (end < 0 || pull <= most) continue;
    most = max(most, pull * (1 - apart(job.near + PIXEL * end, job.near + PIXEL * q) / ALIKE));
  }
  return most;
}

/** How much it is like what lies along the contour that is expected to run there, if that is more. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function likeness(job: Prices, i: i32, q: i32, kin: f64): f64 {
  const trusted = ALONG * float(job.trusted, i);
  const from = int(job.first, i), to = int(job.first, i + 1);
  if (from == to || kin >= trusted) return kin;
  let least = <i32>(ALIKE * ALIKE);
  for (let n = from; n < to; ++n) {
    const other = int(job.along, n);
    least = min(least, squaredDifference(job.pixels + PIXEL * other, job.pixels + PIXEL * q));
  }
  return max(kin, trusted * (1 - Math.sqrt(<f64>least) / ALIKE));
}

/** What one sees of the hole's edge around a pixel p that q fills. */
function borders(job: Prices, p: i32, q: i32): f64 {
  let sum: f64 = 0;
  for (let d = 0; d < 4; ++d) {
    const way = (d < 2 ? 1 : job.width) * (d & 1 ? -1 : 1);
    if (!isKnownBeside(job, p + way, p)) continue;
    // Where what fills the pixel has nothing known beside it there, it is compared itself.
    const m = isKnownBeside(job, q + way, q) ? q + way : q;
    sum += Math.sqrt(2 * <f64>squaredDifference(job.pixels + PIXEL * m, job.pixels + PIXEL * (p + way)));
  }
  return sum;
}

/** Whether a pixel next to another in memory is beside it in the picture, and known. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function isKnownBeside(job: Prices, n: i32, p: i32): bool {
  const width = job.width;
  return n >= 0 && n < width * job.height && load<u8>(job.hole + n) == 0 && abs(n % width - p % width) <= 1;
}
