/**
 * What speaks against filling a pixel by an offset, apart from seams: that it comes from across the bands in
 * which the picture lies (grounds and skies do), that what it brings is not what one expects there, that it is
 * rare or stands out (it would be known again), and what one sees of the hole's edge itself.
 */

import { bands } from "./bands.js";
import { contours } from "./contours.js";
import { IMPOSSIBLE } from "./expansion.js";
import { expect } from "./expectation.js";
import { localMeans } from "./means.js";
import { squaredDifference } from "./pyramid.js";
import { peculiarity, rarity } from "./rarity.js";
import { sketch } from "./sketch.js";

/** @typedef {import("./pyramid.js").Level} Level */
/** @typedef {Omit<Level, "data"> & {data: Float32Array}} Known a level with its data as floats */

/**
 * @typedef {object} Survey of what is known, whatever the offsets
 * @property {Float32Array} near local means, CHANNELS * width * height
 * @property {Float32Array} rare width * height: how unlike others each known pixel is
 * @property {Float32Array} peculiar width * height: how much each known pixel stands out
 * @property {import("./bands.js").Bands} banding
 * @property {import("./sketch.js").Sketch} sketched
 * @property {import("./expectation.js").Expectation} expectation
 */

/**
 * @typedef {object} Prices
 * @property {Float32Array} costs offsets * nodes: of each offset for each pixel of the hole
 * @property {Float32Array} surprise offsets * nodes: how little one expects what it brings there, 0..1
 * @property {Float32Array} peculiar that of the survey
 */

const ACROSS = 3.5; // for a shift by the whole picture, for each level by which it changes more across its bands
const HEIGHT = 40; // for a shift from the top to the bottom where it lies in none: what is near is still larger
const RARE = 0.8; // for each level by which a pixel is unlike others
const KNOWN_AGAIN = 30; // for standing out as much again as a pixel does on average,
const KNOWN_IN_BANDS = 6; // and where the picture lies in bands: what stands out goes on in them
const SELDOM = 8; // levels: what is unlike others by less is known from them, not again
const COLOUR = 0.3; // for each level by which a pixel is not as expected
const SURE = 0.8; // as much more, where both sides of the hole agree
const FAR = 200; // levels: being off by more is no worse
const ALIKE = 50; // levels between things of a kind
const ALONG = 0.6; // how much what is alike along a contour is of a kind
const UNLIKE = 100; // levels: what is off by more was not expected at all
const TRUST = 4; // times as sure as that, one may rely on what is expected
const SMALL = 1; // radius of the squares whose means are expected
const MIDDLE = 2; // and of those that may be rare

/**
 * What the prices of any offsets rest on.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {Level} finer in which contours are looked for: they are sharper there
 * @returns {Generator<number, Survey, void>} yields 0 now and then
 */
export function* survey(level, nodes, finer) {
  const near = localMeans(level, SMALL);
  const means = localMeans(level, MIDDLE);
  const rare = rarity(level, means);
  const peculiar = peculiarity(level, near);
  yield 0;
  const banding = bands(level, means);
  yield 0;
  const sketched = sketch(finer, contours(finer, localMeans(finer, SMALL)), level);
  const expectation = yield* expect(level, nodes, near, banding, sketched);
  return { near, rare, peculiar, banding, sketched, expectation };
}

/**
 * What each offset costs each pixel of the hole.
 * @param {Known} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {import("./candidates.js").Offset[]} offsets
 * @param {Survey} survey
 * @returns {Generator<number, Prices, void>} yields 0 now and then: it takes a small part of a guess's time
 */
export function* prices(level, nodes, offsets, { near, rare, peculiar, banding, sketched, expectation }) {
  const { height, hole, width } = level;
  const { banded } = expectation;
  const slope = ACROSS * Math.max(0, banding.across - banding.along);
  const knownAgain = KNOWN_AGAIN + banded * (KNOWN_IN_BANDS - KNOWN_AGAIN);
  const right = -slope * banding.y / width;
  const down = slope * banding.x / height;
  const ways = [1, -1, width, -width];
  const along = Array.from(nodes, (p) => sketched.alike.get(p));
  const trusted = Float32Array.from(nodes, (p) => sketched.trust[p]);
  const pull = expectation.reach.map((reach, e) => reach / (1 + (peculiar[expectation.ends[e]] ?? 0)));
  const columns = nodes.map((p) => p % width);
  const atEdge = nodes.map((p) => (ways.some((way) => isKnownBeside(level, p + way, p)) ? 1 : 0));
  const costs = new Float32Array(offsets.length * nodes.length).fill(IMPOSSIBLE);
  const surprise = new Float32Array(costs.length);
  for (const [label, { x, y }] of offsets.entries()) {
    const shift = y * width + x;
    const across = banded * Math.abs(right * x + down * y) + (1 - banded) * HEIGHT * Math.abs(y) / height;
    for (let i = 0, k = label * nodes.length; i < nodes.length; i++, k++) {
      const p = nodes[i];
      const column = columns[i] + x;
      const q = p + shift;
      if (column < 0 || column >= width || q < 0 || q >= hole.length || hole[q] !== 0) continue;
      const sure = expectation.sure[i];
      const trust = Math.min(1, TRUST * sure);
      const kin = likeness(along[i], trusted[i], level, q, kinship(expectation.ends, pull, i, near, q));
      const off = (1 - kin) * Math.sqrt(squaredDifference(expectation.values, i, q, near));
      const foreseen = Math.max(kin, trust * Math.max(0, 1 - off / UNLIKE));
      const unique = (1 - kin) * (rare[q] - trust * Math.max(0, rare[q] - off));
      const conspicuous = (1 - foreseen) * peculiar[q] * Math.min(1, rare[q] / SELDOM);
      costs[k] = across + RARE * unique + knownAgain * conspicuous
        + (COLOUR + SURE * sure) * Math.min(FAR, off) + (atEdge[i] !== 0 ? borders(level, ways, p, q) : 0);
      surprise[k] = 1 - foreseen;
    }
    yield 0;
  }
  return { costs, surprise, peculiar };
}

/**
 * How much a pixel is of what lies to the side of the hole and is expected to go on.
 * @param {Int32Array} ends pixels to the side of each pixel to fill
 * @param {Float32Array} pull of each end: how far it goes on, less if it stands out
 * @param {number} i index of the pixel to fill
 * @param {Float32Array} near local means
 * @param {number} q the known one that fills it
 * @returns {number} 0..1
 */
function kinship(ends, pull, i, near, q) {
  let most = 0;
  for (let e = 2 * i; e < 2 * i + 2; e++) {
    if (ends[e] < 0 || pull[e] <= most) continue;
    const square = squaredDifference(near, ends[e], q);
    if (square < ALIKE ** 2) most = Math.max(most, pull[e] * (1 - Math.sqrt(square) / ALIKE));
  }
  return most;
}

/**
 * How much a pixel is like what lies along the contour that is expected to run where it comes to lie, if that
 * is more than it is of its kind anyway.
 * @param {number[] | undefined} along pixels there
 * @param {number} trust how sure it is that the contour runs there
 * @param {Known} level
 * @param {number} q the known one that fills it
 * @param {number} kin 0..1
 * @returns {number} 0..1
 */
function likeness(along, trust, { data }, q, kin) {
  if (!along || kin >= ALONG * trust) return kin;
  let least = ALIKE ** 2;
  for (let n = 0; n < along.length; n++) least = Math.min(least, squaredDifference(data, along[n], q));
  return Math.max(kin, ALONG * trust * (1 - Math.sqrt(least) / ALIKE));
}

/**
 * What one sees of the hole's edge around a pixel.
 * @param {Known} level
 * @param {number[]} ways to the pixels beside one
 * @param {number} p the pixel
 * @param {number} q the known one that fills it
 */
function borders(level, ways, p, q) {
  let sum = 0;
  for (const way of ways) {
    if (!isKnownBeside(level, p + way, p)) continue;
    // Where what fills the pixel has nothing known beside it there, it is compared itself.
    const m = isKnownBeside(level, q + way, q) ? q + way : q;
    sum += Math.sqrt(2 * squaredDifference(level.data, m, p + way));
  }
  return sum;
}

/**
 * Whether a pixel next to another in memory is beside it in the picture, and known.
 * @param {Pick<Level, "hole" | "width">} level
 * @param {number} n
 * @param {number} p
 */
function isKnownBeside({ hole, width }, n, p) {
  return n >= 0 && n < hole.length && hole[n] === 0 && Math.abs(n % width - p % width) <= 1;
}
