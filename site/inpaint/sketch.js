/**
 * A sketch of what contours hide in a hole: where they go on, and what lies beside them there.
 */

import { knownAt, PROFILE } from "./contours.js";
import { curvesOf, stepAt } from "./curves.js";
import { CHANNELS } from "./pyramid.js";

/** @typedef {import("./contours.js").Contour} Contour */
/** @typedef {import("./curves.js").Curve} Curve */
/** @typedef {import("./pyramid.js").Level} Level */

/**
 * @typedef {object} Sketch
 * @property {Curve[]} curves
 * @property {number} scale pixels of the curves' level to one of the level drawn on
 * @property {Float32Array} walls width * height of the level drawn on: how surely a curve runs there, 0..1
 * @property {Float32Array} trust the same beside curves, where they tell what to expect
 * @property {Float32Array} values CHANNELS * width * height: what to expect there
 * @property {Map<number, number[]>} alike for each pixel there, the known ones that lie beside the contours as
 *   it lies beside the curve
 */

const WIDE = 3.2; // pixels beside a curve for which its contours tell,
const SURE = 2; // and tell for sure

/**
 * Sketch how contours go on.
 * @param {Level} level that of the contours
 * @param {Contour[]} contours
 * @param {Level} onto the level to draw on, the same or a coarser one
 * @returns {Sketch}
 */
export function sketch(level, contours, onto) {
  const { height, width } = onto;
  const scale = Math.max(1, Math.round(level.width / width));
  const curves = curvesOf(level, contours);
  const walls = new Float32Array(width * height);
  const trust = new Float32Array(width * height);
  const values = new Float32Array(CHANNELS * width * height);
  const nearest = new Float32Array(width * height).fill(WIDE);
  const alike = new Map();
  for (const curve of curves) {
    const lists = new Map(); // of known pixels, by how far to the right of the curve they lie
    curve.points.forEach((point, k) => {
      const x = (point.x + 0.5) / scale - 0.5;
      const y = (point.y + 0.5) / scale - 0.5;
      // Two half steps more, so that no line slips through.
      for (const [i, j] of [[x, y], [x + 0.5, y], [x, y + 0.5]].map((pair) => pair.map(Math.round))) {
        if (i < 0 || j < 0 || i >= width || j >= height) continue;
        walls[j * width + i] = Math.max(walls[j * width + i], curve.trust[k]);
      }
      const step = stepAt(curve.points, k);
      const reach = Math.floor(WIDE);
      for (let j = Math.max(0, Math.round(y) - reach); j <= Math.min(height - 1, Math.round(y) + reach); j++) {
        for (let i = Math.max(0, Math.round(x) - reach); i <= Math.min(width - 1, Math.round(x) + reach); i++) {
          const p = j * width + i;
          const distance = Math.hypot(i - x, j - y);
          if (distance >= nearest[p]) continue;
          const cross = (j - y) * step.x - (i - x) * step.y;
          const right = Math.max(-PROFILE, Math.min(PROFILE, Math.round(scale * cross / step.length)));
          if (!tell(curve, k / (curve.points.length - 1), right, values, CHANNELS * p)) continue;
          nearest[p] = distance;
          trust[p] = curve.trust[k] * (distance <= SURE ? 1 : 0.5);
          if (!lists.has(right)) lists.set(right, beside(curve, right, scale, onto));
          alike.set(p, lists.get(right));
        }
      }
    });
  }
  return { curves, scale, walls, trust, values, alike };
}

/**
 * Tell what is expected beside a curve, if that is known.
 * @param {Curve} curve
 * @param {number} part of its length, 0..1
 * @param {number} right pixels to its right
 * @param {Float32Array} values written to
 * @param {number} at
 * @returns {boolean} whether it is known
 */
function tell({ from, to }, part, right, values, at) {
  const first = from.profile[PROFILE + right];
  const second = to ? to.profile[PROFILE - right] : first;
  const a = first ?? second;
  const b = second ?? first;
  if (!a || !b) return false;
  for (let c = 0; c < CHANNELS; c++) values[at + c] = (1 - part) * a[c] + part * b[c];
  return true;
}

/**
 * Known pixels that lie as far to the right of the contours of a curve.
 * @param {Curve} curve
 * @param {number} right in pixels of its level
 * @param {number} scale pixels of that to one of the level drawn on
 * @param {Level} onto
 * @returns {number[]}
 */
function beside({ from, to }, right, scale, onto) {
  const pixels = new Set();
  for (const contour of to ? [from, to] : [from]) {
    const aside = contour === from ? right : -right;
    for (let n = 0; n < contour.length; n++) {
      const x = contour.x - n * contour.dx - aside * contour.dy;
      const y = contour.y - n * contour.dy + aside * contour.dx;
      const p = knownAt(onto, (x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
      if (p >= 0) pixels.add(p);
    }
  }
  return [...pixels];
}
