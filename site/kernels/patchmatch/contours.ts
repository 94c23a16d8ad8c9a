// How clear the lines are that run into a hole: see inpaint/contours.js.

import { PARTS, PIXEL } from "./pixels";

const LEAST = 8; // pixels of its length; and how it is made longer
const STEP = 4;
const MOST = 40;
const NOISE: f64 = 12; // levels by which any picture varies
const HOPELESS: f64 = 3; // so little clear after the least length, a contour is not followed
const FAINT: f64 = 15; // levels between its sides at first, with which a contour is not followed

/** Of the line that was measured last, where it is clearest. */
let length: i32 = 0;
let contrast: f64 = 0;

export function clearLength(): i32 {
  return length;
}

export function clearContrast(): f64 {
  return contrast;
}

/** The pixel at a point, -1 where none is known. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function knownAt(hole: usize, width: i32, height: i32, x: f64, y: f64): i32 {
  const i = <i32>Math.floor(x + 0.5), j = <i32>Math.floor(y + 0.5);
  if (i < 0 || j < 0 || i >= width || j >= height) return -1;
  const p = j * width + i;
  return load<u8>(hole + p) ? -1 : p;
}

/** The sum of the squares of eight numbers. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function squareOf(low: v128, high: v128): f64 {
  const a = f32x4.convert_i32x4_s(low), b = f32x4.convert_i32x4_s(high);
  const four = f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b));
  return <f64>(f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1)
    + f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
}

/**
 * How clear a contour a line is.
 * @param near PIXEL bytes a pixel: local means, in parts of a level
 * @param hole u8 a pixel
 * @param x of its end at the hole
 * @param y
 * @param dx of the unit vector along it, into the hole
 * @param dy
 * @param beside pixels from it at which its sides are compared
 */
export function clarity(
  near: usize, hole: usize, width: i32, height: i32, x: f64, y: f64, dx: f64, dy: f64, beside: f64,
): f64 {
  length = 0;
  contrast = 0;
  let clearest: f64 = 0, squares: f64 = 0;
  let low = i32x4.splat(0), high = i32x4.splat(0);
  for (let n = 1; n <= MOST; ++n) {
    const i = x - (n - 1) * dx, j = y - (n - 1) * dy;
    const a = knownAt(hole, width, height, i - beside * dy, j + beside * dx);
    const b = knownAt(hole, width, height, i + beside * dy, j - beside * dx);
    if (a < 0 || b < 0) break;
    const difference = i16x8.sub(v128.load(near + PIXEL * a), v128.load(near + PIXEL * b));
    const own = i32x4.dot_i16x8_s(difference, difference);
    squares += <f64>(i32x4.extract_lane(own, 0) + i32x4.extract_lane(own, 1) + i32x4.extract_lane(own, 2));
    low = i32x4.add(low, i32x4.extend_low_i16x8_s(difference));
    high = i32x4.add(high, i32x4.extend_high_i16x8_s(difference));
    if (n % STEP != 0) continue;
    const square = squareOf(low, high) / (PARTS * PARTS) / (n * n);
    if (n < LEAST) {
      if (square < FAINT * FAINT) break;
      continue;
    }
    const spread = squares / (PARTS * PARTS) / n - square;
    const clear = Math.sqrt(square * n) / (Math.sqrt(max(0, spread)) + NOISE);
    if (clear > clearest) {
      clearest = clear;
      length = n;
      contrast = Math.sqrt(square);
    } else if (clear < HOPELESS) {
      break;
    }
  }
  return clearest;
}
