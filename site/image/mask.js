// From strokes to a mask: strokes are kept as shapes in fractions of the picture's long side, so that the
// same edit can be drawn at any resolution, undone without limit and put into a link.

import { grow, shrink } from "./morph.js";
import { fromRuns, nearest } from "./runs.js";
import { wand } from "./wand.js";

/**
 * @typedef {object} Edit
 * @property {number} id
 * @property {"fill" | "blur" | "reset"} action what happens to the region; "reset" clears all before it
 * @property {"brush" | "rectangle" | "lasso" | "whole" | "wand" | "invert" | "grow" | "shrink" | "feather" | "bitmap"
 *   } [shape] a region to add; or what is done to the mask so far; a bitmap replaces it
 * @property {boolean} [erase] take the region out of the mask instead
 * @property {number} [size] diameter of the brush, or how far to grow, shrink or feather, in fractions of the
 *   long side
 * @property {number[]} [points] x0, y0, x1, y1, … in fractions of the long side
 * @property {number} [tolerance] of the wand, in CIELAB
 * @property {boolean} [contiguous] whether the wand takes only what hangs together
 * @property {number} [width] of the bitmap
 * @property {number} [height]
 * @property {number[]} [runs] see runs.js
 */

/** @typedef {{fill: Uint8Array, blur: Uint8Array}} Masks */
/** @typedef {{width: number, height: number, data: ArrayLike<number>}} Picture RGBA */

/**
 * The masks that a list of edits leaves, one for each action; null where it covers nothing.
 * @param {Edit[]} edits
 * @param {number} width
 * @param {number} height
 * @param {Picture} [original] what a wand selects by
 * @returns {{fill: Uint8Array | null, blur: Uint8Array | null}}
 */
export function rasterize(edits, width, height, original) {
  const masks = blankMasks(width, height);
  for (const edit of sinceReset(edits)) applyEdit(masks, edit, width, height, original);
  const kept = (/** @type {Uint8Array} */ mask) => (mask.includes(1) ? mask : null);
  return { fill: kept(masks.fill), blur: kept(masks.blur) };
}

/** @param {number} width @param {number} height @returns {Masks} */
export function blankMasks(width, height) {
  return { fill: new Uint8Array(width * height), blur: new Uint8Array(width * height) };
}

/** @param {Edit[]} edits */
export function sinceReset(edits) {
  return edits.slice(edits.findLastIndex((edit) => edit.action === "reset") + 1);
}

/**
 * How far the filling of an action fades out around its mask: what was wished last.
 * @param {Edit[]} edits
 * @param {"fill" | "blur"} action
 * @param {number} long side of the picture, in pixels
 * @returns {number} in pixels, 0 for a hard edge
 */
export function featherOf(edits, action, long) {
  const last = sinceReset(edits).findLast((edit) => edit.shape === "feather" && edit.action === action);
  return last ? inPixels(last.size, long) : 0;
}

/** Links keep sizes as millionths, so that whole pixels must be made whole again.
 * @param {number | undefined} size @param {number} long */
const inPixels = (size, long) => Math.round(100 * (size ?? 0) * long) / 100;

/**
 * One edit more.
 * @param {Masks} masks changed
 * @param {Edit} edit
 * @param {number} width
 * @param {number} height
 * @param {Picture} [original]
 */
export function applyEdit(masks, edit, width, height, original) {
  if (edit.action === "reset") {
    masks.fill.fill(0);
    masks.blur.fill(0);
  } else paint(masks[edit.action], width, height, edit, original);
}

/**
 * Draw one edit into a mask.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {Edit} edit
 * @param {Picture} [original]
 */
export function paint(mask, width, height, edit, original) {
  const long = Math.max(width, height);
  const points = (edit.points ?? []).map((value) => value * long);
  const value = edit.erase ? 0 : 1;
  if (edit.shape === "whole") mask.fill(value);
  else if (edit.shape === "rectangle") paintRectangle(mask, width, height, points, value);
  else if (edit.shape === "lasso") paintPolygon(mask, width, height, points, value);
  else if (edit.shape === "wand") paintWand(mask, edit, points, value, original);
  else if (edit.shape === "invert") for (let i = 0; i < mask.length; i++) mask[i] ^= 1;
  else if (edit.shape === "grow") grow(mask, width, height, inPixels(edit.size, long));
  else if (edit.shape === "shrink") shrink(mask, width, height, inPixels(edit.size, long));
  else if (edit.shape === "bitmap") paintBitmap(mask, width, height, edit);
  else if (edit.shape !== "feather") paintBrush(mask, width, height, points, ((edit.size ?? 0) * long) / 2, value);
}

/**
 * @param {Uint8Array} mask
 * @param {Edit} edit
 * @param {number[]} points where the wand touched, in pixels
 * @param {number} value
 * @param {Picture} [original]
 */
function paintWand(mask, { tolerance = 0, contiguous = true }, [x, y], value, original) {
  if (!original) throw new TypeError("a wand needs the picture that it selects from");
  const { width, height } = original;
  const inside = (/** @type {number} */ at, /** @type {number} */ size) => Math.max(0, Math.min(size - 1, Math.floor(at)));
  const selected = wand(original, inside(x, width), inside(y, height), { tolerance, contiguous });
  for (let i = 0; i < mask.length; i++) if (selected[i]) mask[i] = value;
}

/** @param {Uint8Array} mask @param {number} width @param {number} height @param {Edit} edit */
function paintBitmap(mask, width, height, edit) {
  const bitmap = { width: edit.width ?? 0, height: edit.height ?? 0, runs: edit.runs ?? [] };
  mask.set(nearest(fromRuns(bitmap), bitmap, { width, height }));
}

/**
 * A round brush along a line: every pixel whose centre lies within the radius of it.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points in pixels
 * @param {number} radius in pixels
 * @param {number} value
 */
export function paintBrush(mask, width, height, points, radius, value) {
  const r2 = radius * radius;
  for (let i = 0; i < points.length; i += 2) {
    const ax = points[Math.max(0, i - 2)];
    const ay = points[Math.max(1, i - 1)];
    const dx = points[i] - ax;
    const dy = points[i + 1] - ay;
    const length2 = dx * dx + dy * dy;
    const x0 = Math.max(0, Math.floor(Math.min(ax, points[i]) - radius));
    const x1 = Math.min(width - 1, Math.ceil(Math.max(ax, points[i]) + radius));
    const y0 = Math.max(0, Math.floor(Math.min(ay, points[i + 1]) - radius));
    const y1 = Math.min(height - 1, Math.ceil(Math.max(ay, points[i + 1]) + radius));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5 - ax;
        const py = y + 0.5 - ay;
        const t = length2 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
        const ex = px - t * dx;
        const ey = py - t * dy;
        if (ex * ex + ey * ey <= r2) mask[y * width + x] = value;
      }
    }
  }
}

/**
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points two opposite corners, in pixels
 * @param {number} value
 */
export function paintRectangle(mask, width, height, [ax, ay, bx, by], value) {
  const x0 = Math.max(0, Math.round(Math.min(ax, bx)));
  const x1 = Math.min(width, Math.round(Math.max(ax, bx)));
  const y0 = Math.max(0, Math.round(Math.min(ay, by)));
  const y1 = Math.min(height, Math.round(Math.max(ay, by)));
  for (let y = y0; y < y1; y++) if (x1 > x0) mask.fill(value, y * width + x0, y * width + x1);
}

/**
 * The inside of a closed polygon, by the even-odd rule at pixel centres.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points in pixels
 * @param {number} value
 */
export function paintPolygon(mask, width, height, points, value) {
  const n = points.length / 2;
  for (let y = 0; y < height; y++) {
    const cy = y + 0.5;
    /** @type {number[]} */
    const crossings = [];
    for (let i = 0; i < n; i++) {
      const j = (i + 1) % n;
      const [ax, ay, bx, by] = [points[2 * i], points[2 * i + 1], points[2 * j], points[2 * j + 1]];
      if (ay <= cy !== by <= cy) crossings.push(ax + ((cy - ay) / (by - ay)) * (bx - ax));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const x0 = Math.max(0, Math.ceil(crossings[k] - 0.5));
      const x1 = Math.min(width, Math.ceil(crossings[k + 1] - 0.5));
      if (x1 > x0) mask.fill(value, y * width + x0, y * width + x1);
    }
  }
}
