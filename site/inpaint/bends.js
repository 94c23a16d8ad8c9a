/**
 * Pieces of the picture that are carried along the curves on which contours go on in a hole, and turn with
 * them: J. Sun, L. Yuan, J. Jia, H.-Y. Shum, "Image Completion with Structure Propagation", SIGGRAPH 2005 (DOI
 * 10.1145/1073204.1073274) lays straight ones along them.
 */

import { knownAt } from "./contours.js";
import { stepAt } from "./curves.js";

/** @typedef {import("./contours.js").Contour} Contour */
/** @typedef {import("./curves.js").Curve} Curve */
/** @typedef {import("./pyramid.js").Level} Level */

const ASIDE = 14; // pixels to either side of a curve that are carried along, in those of its level,
const NEAR = 4; // and within which they surely are of the kind that is expected there,
const KIN = 0.8; // that is, so much
const STEP = 0.5; // of a contour's length, from one piece to the next,
const OVER = 1.5; // and the length of each, so that one lies over the next ones
const PIECES = 4; // one bend lays every fourth: its own do not touch
const ENDS = 2; // of a curve, from each of which pieces are laid
const CLEAR = { from: 17, to: 20 }; // clarity of contours that are trusted not at all, fully
const CONTRAST = { from: 60, to: 100 }; // and the same of their contrast: what is faint needs no help
const MOST = 10; // curves, the best fitting first
const STRAIGHT = 7; // pixels by which it leaves it at most
const FIT = { from: 0.15, to: 0.4 }; // and how well two must fit

/**
 * The curves to carry along, each with how sure it is that its contours go on along it: 0..1.
 * @param {Curve[]} curves
 */
function bent(curves) {
  return curves.flatMap((curve) => {
    const { fit, from, to } = curve;
    if (!to || ![from, to].some((contour) => isBent(curve, contour))) return [];
    const clear = ramp(Math.sqrt(from.clarity * to.clarity), CLEAR);
    const sure = clear * ramp(Math.sqrt(from.contrast * to.contrast), CONTRAST) * ramp(fit, FIT);
    return sure > 0 ? [{ curve, ends: [from, to], sure }] : [];
  }).slice(0, MOST);
}

/**
 * Whether a curve leaves the line of a contour: if not, straight offsets carry as well.
 * @param {Curve} curve
 * @param {Contour} contour
 */
function isBent({ points }, { dx, dy, x, y }) {
  return points.some((point) => Math.abs((point.y - y) * dx - (point.x - x) * dy) > STRAIGHT);
}

/**
 * @param {number} value
 * @param {{from: number, to: number}} range
 */
function ramp(value, { from, to }) {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/**
 * Where the bends of some curves take the pixels of a hole from.
 * @param {Pick<import("./sketch.js").Sketch, "curves" | "scale">} sketch
 * @param {Level} level that it is drawn on
 * @param {Int32Array} nodes the pixels of its hole
 * @returns {{bends: Int32Array, kin: Float32Array}} bends * nodes: by how many pixels each moves each, row by
 *   row, 0 where it leads nowhere; and how much what it brings is of the kind expected there, 0..1
 */
export function bendArrays({ curves, scale }, level, nodes) {
  const index = new Int32Array(level.hole.length).fill(-1);
  nodes.forEach((p, i) => (index[p] = i));
  const chosen = bent(curves);
  const moves = new Int32Array(chosen.length * ENDS * PIECES * nodes.length);
  const kin = new Float32Array(moves.length);
  let base = 0; // of a bend's part of both
  for (const { curve, ends, sure } of chosen) {
    const places = placesAlong(curve, scale, level);
    for (const contour of ends) {
      for (let first = 1; first <= PIECES; first++, base += nodes.length) {
        for (const [p, { along, aside, left }] of places) {
          const [far, right] = contour === curve.from ? [along, aside] : [left, -aside];
          const q = carried(contour, first, far, right, scale, level);
          if (q < 0) continue;
          moves[base + index[p]] = q - p;
          kin[base + index[p]] = KIN * sure * Math.min(1, (ASIDE - Math.abs(aside)) / (ASIDE - NEAR));
        }
      }
    }
  }
  return { bends: moves, kin };
}

/**
 * The known pixel that lies beside a contour as one in the hole lies beside its curve.
 * @param {Contour} contour
 * @param {number} first piece of those that the bend lays along the curve, 1..PIECES
 * @param {number} far pixels along the curve from the contour's end
 * @param {number} right and to its right
 * @param {number} scale
 * @param {Level} level
 * @returns {number} -1 = none
 */
function carried({ dx, dy, length, x, y }, first, far, right, scale, level) {
  const piece = first + PIECES * Math.max(0, Math.ceil((far / length / STEP - first) / PIECES));
  const back = piece * STEP * length - far;
  if (back > OVER * length) return -1;
  const column = x - back * dx - right * dy;
  const row = y - back * dy + right * dx;
  return knownAt(level, (column + 0.5) / scale - 0.5, (row + 0.5) / scale - 0.5);
}

/**
 * @typedef {object} Place beside a curve
 * @property {number} along pixels from its beginning
 * @property {number} left and to its end
 * @property {number} aside to its right
 * @property {number} distance from its nearest point
 */

/**
 * How far along a curve, and how far to its right, the pixels of a hole near it lie.
 * @param {Curve} curve
 * @param {number} scale
 * @param {Level} level
 * @returns {Map<number, Place>}
 */
function placesAlong({ points }, scale, { height, hole, width }) {
  const found = new Map();
  const reach = Math.ceil(ASIDE / scale);
  let total = 0;
  points.forEach((point, k) => {
    const step = stepAt(points, k);
    const dx = step.x / step.length;
    const dy = step.y / step.length;
    if (k > 0) total += Math.hypot(point.x - points[k - 1].x, point.y - points[k - 1].y);
    const column = Math.round((point.x + 0.5) / scale - 0.5);
    const row = Math.round((point.y + 0.5) / scale - 0.5);
    for (let j = Math.max(0, row - reach); j <= Math.min(height - 1, row + reach); j++) {
      for (let i = Math.max(0, column - reach); i <= Math.min(width - 1, column + reach); i++) {
        const p = j * width + i;
        if (hole[p] === 0) continue;
        const x = (i + 0.5) * scale - 0.5 - point.x;
        const y = (j + 0.5) * scale - 0.5 - point.y;
        const distance = Math.hypot(x, y);
        if (distance > ASIDE || distance >= (found.get(p)?.distance ?? Infinity)) continue;
        const along = total + x * dx + y * dy;
        found.set(p, { along, left: 0, aside: y * dx - x * dy, distance });
      }
    }
  });
  for (const place of found.values()) place.left = total - place.along;
  return found;
}
