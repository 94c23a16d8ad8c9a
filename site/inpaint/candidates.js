/**
 * By how much a picture may be shifted to fill its hole: the offsets at which it often resembles itself, as
 * in K. He, J. Sun, "Statistics of Patch Offsets for Image Completion", ECCV 2012 (DOI
 * 10.1007/978-3-642-33709-3_2); and, since horizons are level and trunks upright, straight ones, with a few
 * that rise or fall, those along the contours that go on in it, and those that fit to its edge.
 */

import { jobOf } from "./field.js";
import { fitting } from "./fitting.js";
import { offsetBetween } from "./offset.js";

/** @typedef {import("./pyramid.js").Level} Level */
/** @typedef {import("./offset.js").Offset} Offset */

const OFTEN = 45; // offsets at which the picture resembles itself
const GAP = 2; // pixels between two of them
const STRAIGHT = 24; // straight offsets along a side of the picture
const SLOPES = [-1 / 2, -1 / 4, 1 / 4, 1 / 2]; // of a few more: edges of things are seldom level
const LEAST = 1 / 11; // of the longer side: shorter offsets repeat what is seen
const ALONG = [1, 1.5, 2.2]; // times the least offset, along contours
const PARTS = [1 / 5, 2 / 5, 3 / 5, 4 / 5]; // of a curve, to each of which its contours' ends are brought
const ENDS = { share: 1 / 10, more: 3 }; // what is brought there: from so many pixels before the hole, and a share
const STRIDE = 2; // of the patches looked at
const PASSES = 3;

/**
 * Offsets from pixels to fill to pixels that fill them; each pixel to fill has at least one.
 * @param {Level} level with a source at least
 * @param {number} half of the patch
 * @param {import("./random.js").Random} random
 * @param {import("./sketch.js").Sketch} sketched
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Offset[], void>} yields the fraction done
 */
export function* candidates(level, half, random, sketched, kernels) {
  const { height, hole, sources, width } = level;
  const least = Math.max(1, Math.floor(LEAST * Math.max(width, height)));
  /** @type {Map<string, Offset>} */
  const offsets = new Map();
  const add = (/** @type {number} */ x, /** @type {number} */ y, fits = false) => {
    if (!offsets.has(`${x} ${y}`)) offsets.set(`${x} ${y}`, { x, y, fits });
  };
  for (const { x, y } of frequent(level, half, random, least, kernels)) add(x, y);
  for (let k = 1; k < STRAIGHT; k++) {
    const x = Math.round((k * width) / STRAIGHT);
    const y = Math.round((k * height) / STRAIGHT);
    if (x >= least) add(x, 0), add(-x, 0);
    if (y >= least) add(0, y), add(0, -y);
    if (x < least || k % 2 === 1 || k >= STRAIGHT / 2) continue;
    for (const slope of SLOPES) {
      const rise = Math.round(slope * x);
      add(x, rise), add(-x, -rise);
    }
  }

  for (const { x, y } of along(sketched, least)) add(x, y);
  for (const { x, y } of yield* fitting(level, least, kernels)) add(x, y, true);

  const without = new Set(Array.from(hole.keys()).filter((p) => hole[p] !== 0));
  const reach = (/** @type {Offset} */ { x, y }, /** @type {number} */ p) => {
    const column = p % width + x;
    const q = p + y * width + x;
    return column >= 0 && column < width && q >= 0 && q < hole.length && hole[q] === 0;
  };
  const settle = (/** @type {Offset} */ offset) => {
    for (const p of without) if (reach(offset, p)) without.delete(p);
  };
  for (const offset of offsets.values()) settle(offset);
  while (without.size > 0) {
    const [p] = without;
    const q = sources[random.below(sources.length)];
    const offset = offsetBetween(p, q, width);
    add(offset.x, offset.y);
    settle(offset);
  }
  return [...offsets.values()];
}

/**
 * The offsets that bring contours to where they go on.
 * @param {import("./sketch.js").Sketch} sketched
 * @param {number} least
 * @returns {Offset[]}
 */
function along({ curves, scale }, least) {
  return curves.flatMap(({ from, to, points }) => [from, to].flatMap((contour) => {
    if (!contour) return [];
    const { x, y, dx, dy, length } = contour;
    const offsets = ALONG.filter((times) => times * least <= length / scale)
      .map((times) => ({ x: -times * least * dx, y: -times * least * dy }));
    if (to) {
      const back = Math.min(length / 2, ENDS.more + ENDS.share * Math.hypot(from.x - to.x, from.y - to.y));
      for (const part of PARTS) {
        const point = points[Math.round(part * (points.length - 1))];
        offsets.push({ x: (x - back * dx - point.x) / scale, y: (y - back * dy - point.y) / scale });
      }
    }
    return offsets.map((offset) => ({ x: Math.round(offset.x), y: Math.round(offset.y) }));
  }));
}

/**
 * The offsets at which known patches most often resemble others.
 * @param {Level} level
 * @param {number} half
 * @param {import("./random.js").Random} random
 * @param {number} least
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Offset[]}
 */
function frequent(level, half, random, least, kernels) {
  const { height, width } = level;
  const columns = 2 * width + 1;
  const votes = new Float32Array(columns * (2 * height + 1));
  for (const { x, y } of similar(level, half, random, least, kernels)) {
    for (const way of [1, -1]) votes[(way * y + height) * columns + way * x + width]++;
  }
  return peaks(smooth(votes, columns), columns).map((at) => ({
    x: at % columns - width, y: Math.floor(at / columns) - height,
  }));
}

/**
 * For every second known patch of every second row, the offset to a similar one: PatchMatch among sources.
 * @param {Level} level
 * @param {number} half
 * @param {import("./random.js").Random} random
 * @param {number} least pixels, to both sides, in which it is not looked for
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Offset[]}
 */
function similar(level, half, random, least, kernels) {
  const { data, height, kind, sources, width } = level;
  const looked = sources.filter((p) => p % width % STRIDE === 0 && Math.floor(p / width) % STRIDE === 0);
  const placed = kernels.place({
    data,
    kind,
    sources,
    targets: looked,
    source: new Int32Array(kind.length).fill(-1),
    cost: new Int32Array(kind.length),
  });
  const options = kernels.job([placed.sources, sources.length, least, STRIDE, PASSES]);
  const field = kernels.job(jobOf(placed, width, height, half));
  random.state = kernels.run.similar(field, options, random.state);
  const found = placed.source;
  return Array.from(looked)
    .filter((p) => found[p] >= 0)
    .map((p) => offsetBetween(p, found[p], width));
}

/**
 * Votes of a place and its neighbours, weighted 1-2-1 along both axes.
 * @param {Float32Array} votes
 * @param {number} columns
 */
function smooth(votes, columns) {
  for (const step of [1, columns]) {
    const before = votes.slice();
    for (let i = step; i < votes.length - step; i++) {
      votes[i] = before[i - step] + 2 * before[i] + before[i + step];
    }
  }
  return votes;
}

/**
 * Where there are more votes than anywhere near, most first.
 * @param {Float32Array} votes
 * @param {number} columns
 */
function peaks(votes, columns) {
  const tops = [];
  for (let i = 0; i < votes.length; i++) {
    if (votes[i] === 0) continue;
    let top = true;
    for (let dy = -GAP; top && dy <= GAP; dy++) {
      for (let j = i + dy * columns - GAP; top && j <= i + dy * columns + GAP; j++) {
        top = !(votes[j] > votes[i] || (votes[j] === votes[i] && j < i));
      }
    }
    if (top) tops.push(i);
  }
  return tops.sort((a, b) => votes[b] - votes[a] || a - b).slice(0, OFTEN);
}
