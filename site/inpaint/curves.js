/**
 * How contours go on in a hole: two that fit are joined by a curve, others run straight on for a while.
 */

import { PROFILE } from "./contours.js";

/** @typedef {import("./contours.js").Contour} Contour */
/** @typedef {import("./pyramid.js").Level} Level */
/** @typedef {{x: number, y: number}} Point in pixels of the level of its contours */

/**
 * @typedef {object} Curve
 * @property {Contour} from
 * @property {Contour | null} to null where it ends in the hole
 * @property {Point[]} points less than a pixel apart
 * @property {number} fit how well the two fit, 0..1; 1 where there is one
 * @property {number[]} trust of each, how sure it is that the contour goes there: 0..1
 */

const BEND = Math.PI / 5; // by which a contour may turn until it meets another
const UNLIKE = 0.7; // of their contrast is the most by which the profiles of two may differ
const ASIDE = 4; // pixels to either side within which they are compared
const BACK = 4; // times as much it counts to turn back again
const UNSURE = Math.PI / 20; // by which a contour's direction may be mistaken
const FAR = 0.2; // what it counts against two contours to be a picture's longer side apart
const WORST = 1.5; // of what counts against two: all that is 0 where they fit
const SHORT = 9; // pixels between two contours at the least
const ALONE = { contrast: 60, clarity: 20, trust: 0.9 }; // a contour that fits none goes on if it is so clear,
const GOES_ON = 2; // for so many times its length

/**
 * The ways in which contours go on.
 * @param {Level} level
 * @param {Contour[]} contours
 * @returns {Curve[]}
 */
export function curvesOf(level, contours) {
  const curves = joined(level, contours);
  const taken = new Set(curves.flatMap(({ from, to }) => [from, to]));
  for (const contour of contours) {
    if (taken.has(contour) || contour.contrast < ALONE.contrast || contour.clarity < ALONE.clarity) continue;
    const curve = straightOn(level, contour);
    if (curve) curves.push(curve);
  }
  return curves;
}

/**
 * Curves between contours that fit, the best fitting first; no two cross.
 * @param {Level} level
 * @param {Contour[]} contours
 * @returns {Curve[]}
 */
function joined({ height, width }, contours) {
  const pairs = contours.flatMap((from, i) => contours.slice(i + 1).map((to) => {
    return { from, to, against: misfit(from, to, Math.max(width, height)) };
  }));
  pairs.sort((a, b) => a.against - b.against);
  /** @type {Curve[]} */
  const curves = [];
  const taken = new Set();
  for (const { from, to, against } of pairs) {
    if (against > WORST) break;
    if (taken.has(from) || taken.has(to)) continue;
    if (curves.some((curve) => curve.to && cross(curve.from, curve.to, from, to))) continue;
    taken.add(from).add(to);
    const points = bow(from, to);
    const fit = 1 - against / WORST;
    curves.push({ from, to, points, fit, trust: points.map(() => (1 + fit) / 2) });
  }
  return curves;
}

/**
 * What speaks against two contours being one.
 * @param {Contour} from
 * @param {Contour} to
 * @param {number} side the picture's longer one
 */
function misfit(from, to, side) {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const distance = Math.hypot(x, y);
  if (distance < SHORT) return Infinity;
  const turn = (/** @type {number} */ dx, /** @type {number} */ dy) =>
    Math.atan2(x * dy - y * dx, x * dx + y * dy);
  const first = turn(from.dx, from.dy);
  const second = turn(-to.dx, -to.dy);
  if (Math.max(Math.abs(first), Math.abs(second)) > BEND) return Infinity;
  let sum = 0;
  let count = 0;
  for (let aside = -ASIDE; aside <= ASIDE; aside++) {
    const a = from.profile[PROFILE + aside];
    const b = to.profile[PROFILE - aside];
    if (!a || !b) continue;
    sum += Math.hypot(...a.map((value, c) => value - b[c]));
    count++;
  }
  const unlike = sum / count / ((from.contrast + to.contrast) / 2);
  if (!(unlike < UNLIKE)) return Infinity;
  // Seen from the straight way an arc turns one way at first and the other way at last. If not, the two run
  // beside each other, which those of one thing seldom do.
  const back = first * second > 0 ? Math.max(0, Math.abs(first + second) - UNSURE) : 0;
  const turns = first ** 2 + second ** 2 + BACK * back ** 2;
  return (unlike / UNLIKE) ** 2 + turns / BEND ** 2 + FAR * distance / side;
}

/**
 * Whether the straight lines between two pairs of points cross.
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 */
function cross(a, b, c, d) {
  const side = (/** @type {Point} */ p, /** @type {Point} */ q, /** @type {Point} */ r) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/**
 * Hermite's cubic curve, which leaves each contour in its direction, as far as that is known.
 * @param {Contour} from
 * @param {Contour} to
 * @returns {Point[]}
 */
function bow(from, to) {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.ceil(1.5 * distance);
  const way = Math.atan2(to.y - from.y, to.x - from.x);
  const [first, second] = [Math.atan2(from.dy, from.dx), Math.atan2(-to.dy, -to.dx)].map((angle) => {
    const turn = Math.atan2(Math.sin(angle - way), Math.cos(angle - way));
    const meant = way + Math.sign(turn) * Math.max(0, Math.abs(turn) - UNSURE);
    return { x: Math.cos(meant), y: Math.sin(meant) };
  });
  return Array.from({ length: steps + 1 }, (_, k) => {
    const t = k / steps;
    const start = (1 + 2 * t) * (1 - t) ** 2;
    const leave = t * (1 - t) ** 2 * distance;
    const arrive = t * t * (1 - t) * distance;
    return {
      x: start * from.x + (1 - start) * to.x + leave * first.x - arrive * second.x,
      y: start * from.y + (1 - start) * to.y + leave * first.y - arrive * second.y,
    };
  });
}

/**
 * A contour that runs straight on, less and less surely, at most to the other side of the hole.
 * @param {Level} level
 * @param {Contour} from
 * @returns {Curve | null}
 */
function straightOn({ height, hole, width }, from) {
  const points = [];
  let inside = false;
  for (let n = 0; n < GOES_ON * from.length; n++) {
    const x = from.x + n * from.dx;
    const y = from.y + n * from.dy;
    const i = Math.round(x);
    const j = Math.round(y);
    if (i < 0 || j < 0 || i >= width || j >= height) break;
    if (hole[j * width + i] !== 0) inside = true;
    else if (inside) break;
    points.push({ x, y });
  }
  if (!inside) return null;
  return { from, to: null, points, fit: 1, trust: points.map((_, n) => ALONE.trust * (1 - n / points.length)) };
}

/**
 * The step that a curve takes at one of its points, from the one before to the one after.
 * @param {Point[]} points
 * @param {number} k
 * @returns {Point & {length: number}}
 */
export function stepAt(points, k) {
  const before = points[Math.max(0, k - 1)];
  const after = points[Math.min(points.length - 1, k + 1)];
  const x = after.x - before.x;
  const y = after.y - before.y;
  return { x, y, length: Math.hypot(x, y) };
}
