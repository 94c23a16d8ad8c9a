/**
 * Contours that run into a hole: straight lines on whose two sides a picture differs, and differs in the same
 * way along their whole length. How clear one is, is Student's t of that difference.
 */

import { boxSum } from "./box.js";
import { CHANNELS } from "./pyramid.js";
import { PARTS, wide } from "./wide.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * @typedef {object} Contour
 * @property {number} x of the point at which it leaves what is known, in pixels of the level
 * @property {number} y
 * @property {number} dx of the unit vector along it, into the hole
 * @property {number} dy
 * @property {number} length that is known, in pixels
 * @property {number} contrast between its sides, in levels of 255
 * @property {number} clarity how clear it is
 * @property {(Float32Array | null)[]} profile CHANNELS at PROFILE + k, the mean of what lies k pixels to its
 *   right, looking into the hole; null where less than half of it is known
 */

/** Pixels to either side of which a contour's profile tells. */
export const PROFILE = 8;

const RIM = 3; // pixels from the hole at which contours are looked for
const WAYS = 32; // directions tried
const INWARD = 0.3; // cosine between a contour and the straight way into the hole, at the least
const CLEAR = 11;
const CONTRAST = 30; // levels between the sides of a contour, at the least
const TURNS = [-3, -2, -1, 0, 1, 2, 3]; // sixths of the angle between two ways, in which one is refined
const SHIFTS = [-1, -0.5, 0, 0.5, 1]; // pixels to the side, the same

/**
 * Sharp contours, then blurred ones where no sharp one is. In pixels:
 * beside: to either side, where the two are compared. Farther than RIM, they reach the hole where a contour runs
 *   into it obliquely: blurred ones are found up to about 30° from the straight way in;
 * apart: between two contours, at the least;
 * least: of a contour's length when it is found. No shorter one than the kernel's LEAST is.
 */
const KINDS = [{ beside: 2, apart: 6, least: 0 }, { beside: 5, apart: 14, least: 16 }];
const PAUSE = 32; // places between two pauses

/** @typedef {{x: number, y: number, angle: number, clarity: number}} Rough a contour, roughly */

/**
 * Find the contours that run into the hole of a level.
 * @param {Level} level
 * @param {Float32Array} near its local means
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Contour[], void>} yields the fraction done, returns them, clearest first
 */
export function* contours(level, near, kernels) {
  const places = placesAround(level);
  const line = new Line(level, near, kernels);
  /** @type {Contour[]} */
  const all = [];
  for (const [n, { beside, apart, least }] of KINDS.entries()) {
    line.beside = beside;
    /** @type {Rough[]} */
    const found = [];
    for (const [k, place] of places.entries()) {
      const clearest = isApart(place, all, apart) && clearestAt(place, line, least);
      if (clearest) found.push(clearest);
      if (k % PAUSE === 0) yield (n + k / places.length) / KINDS.length;
    }
    found.sort((a, b) => b.clarity - a.clarity);
    /** @type {Rough[]} */
    const kept = [];
    for (const one of found) if (isApart(one, kept, apart)) kept.push(one);
    all.push(...kept.map((rough) => refined(rough, line)));
  }
  return all.sort((a, b) => b.clarity - a.clarity);
}

/**
 * Whether a point is so many pixels away from others.
 * @param {{x: number, y: number}} point
 * @param {{x: number, y: number}[]} others
 * @param {number} apart
 */
function isApart(point, others, apart) {
  return others.every(({ x, y }) => Math.hypot(x - point.x, y - point.y) >= apart);
}

/**
 * The pixels RIM away from a hole, each with the ways that lead into it.
 * @param {Level} level
 * @returns {{x: number, y: number, ways: ReturnType<typeof wayOf>[]}[]}
 */
function placesAround({ height, hole, width }) {
  const [closer, rim, around] = [RIM - 1, RIM, RIM + 2].map((radius) => {
    const plane = new Float32Array(hole);
    boxSum(plane, width, height, radius);
    return plane;
  });
  const ways = Array.from({ length: WAYS }, (_, k) => wayOf(2 * Math.PI * k / WAYS));
  const places = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      if (rim[p] === 0 || closer[p] !== 0) continue;
      const inX = around[p + 1] - around[p - 1];
      const inY = around[p + width] - around[p - width];
      const inward = INWARD * Math.hypot(inX, inY);
      places.push({ x, y, ways: ways.filter(({ dx, dy }) => dx * inX + dy * inY >= inward) });
    }
  }
  return places;
}

/**
 * The clearest contour that ends at a place, if one is clear.
 * @param {ReturnType<typeof placesAround>[number]} place
 * @param {Line} line
 * @param {number} least pixels of its length
 * @returns {Rough | null}
 */
function clearestAt({ x, y, ways }, line, least) {
  let clearest = null;
  for (const way of ways) {
    const clarity = line.measure(x, y, way);
    if (clarity < CLEAR || line.contrast < CONTRAST || line.length < least) continue;
    if (!clearest || clarity > clearest.clarity) clearest = { x, y, angle: way.angle, clarity };
  }
  return clearest;
}

/**
 * Turn and shift a contour to where it is clearest.
 * @param {Rough} rough
 * @param {Line} line
 * @returns {Contour}
 */
function refined(rough, line) {
  let best = rough;
  for (const turn of TURNS) {
    const angle = rough.angle + turn * Math.PI / WAYS / 3;
    for (const shift of SHIFTS) {
      const x = rough.x - shift * Math.sin(angle);
      const y = rough.y + shift * Math.cos(angle);
      const clarity = line.measure(x, y, wayOf(angle));
      if (clarity > best.clarity) best = { x, y, angle, clarity };
    }
  }
  const { x, y, angle } = best;
  const way = wayOf(angle);
  const clarity = line.measure(x, y, way);
  const { contrast, length } = line;
  const profile = line.profile(x, y, way, length);
  return { x, y, dx: way.dx, dy: way.dy, length, contrast, clarity, profile };
}

/**
 * The unit vector at an angle.
 * @param {number} angle
 */
function wayOf(angle) {
  return { angle, dx: Math.cos(angle), dy: Math.sin(angle) };
}

/** A line that ends at a hole. */
class Line {
  /**
   * @param {Level} level
   * @param {Float32Array} near its local means
   * @param {import("./kernels.js").Kernels} kernels
   */
  constructor(level, near, kernels) {
    this.level = level;
    this.run = kernels.run;
    this.placed = kernels.place({ near: wide(near, PARTS), hole: level.hole });
    this.beside = 0; // pixels from it at which its sides are compared
    this.length = 0; // where it is clearest
    this.contrast = 0; // between its sides, on that length
  }

  /**
   * How clear a contour it is; its length and contrast are written.
   * @param {number} x of its end at the hole
   * @param {number} y
   * @param {{dx: number, dy: number}} way into the hole
   * @returns {number}
   */
  measure(x, y, { dx, dy }) {
    const { beside, level: { height, width }, placed: { near, hole }, run } = this;
    const clarity = run.clarity(near.byteOffset, hole.byteOffset, width, height, x, y, dx, dy, beside);
    this.length = run.clearLength();
    this.contrast = run.clearContrast();
    return clarity;
  }

  /**
   * What lies to its right and left.
   * @param {number} x
   * @param {number} y
   * @param {{dx: number, dy: number}} way
   * @param {number} length
   * @returns {Contour["profile"]}
   */
  profile(x, y, { dx, dy }, length) {
    const { data } = this.level;
    return Array.from({ length: 2 * PROFILE + 1 }, (_, index) => {
      const aside = index - PROFILE;
      const mean = new Float32Array(CHANNELS);
      let count = 0;
      for (let n = 0; n < length; n++) {
        const p = knownAt(this.level, x - n * dx - aside * dy, y - n * dy + aside * dx);
        if (p < 0) continue;
        for (let c = 0; c < CHANNELS; c++) mean[c] += data[CHANNELS * p + c];
        count++;
      }
      return 2 * count < length ? null : mean.map((value) => value / count);
    });
  }
}

/**
 * The pixel at a point, -1 where none is known.
 * @param {Pick<Level, "height" | "hole" | "width">} level
 * @param {number} x
 * @param {number} y
 */
export function knownAt({ height, hole, width }, x, y) {
  const i = Math.round(x);
  const j = Math.round(y);
  if (i < 0 || j < 0 || i >= width || j >= height) return -1;
  const p = j * width + i;
  return hole[p] === 0 ? p : -1;
}
