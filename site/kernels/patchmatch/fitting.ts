// The search for what fits to a hole's edge: see inpaint/fitting.js.

import { int } from "./arrays";
import { SOURCE } from "./field";
import { PIXEL, squaredDifference } from "./pixels";

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Fitting {
  width: i32;
  height: i32;
  /** PIXEL bytes a pixel */
  pixels: usize;
  /** u8 a pixel: SOURCE where all around it is known */
  kind: usize;
  /** i32: the known pixels around the one that is looked at, counted row by row from it */
  around: usize;
  /** i32: by how many pixels the places found so far are off */
  found: usize;
}

/** The place found so far, and how unlike it is. */
let best: i32 = 0;
let least: i32 = 0;

// @ts-ignore: a decorator of AssemblyScript
@inline
function consider(job: Fitting, p: i32, q: i32, known: i32): void {
  let sum = 0;
  for (let n = 0; n < known && sum < least; ++n) {
    const step = int(job.around, n);
    sum += squaredDifference(job.pixels + PIXEL * (p + step), job.pixels + PIXEL * (q + step));
  }
  if (sum >= least) return;
  least = sum;
  best = q;
}

/**
 * Where the picture is most like what is known around a pixel.
 * @param p the pixel
 * @param known how many pixels around it are
 * @param found how many places were found before: one may fit here too, and soon ends other sums
 * @param near columns and rows, to all sides, in which it is not looked for
 * @returns the middle of the place, -1 where there is none
 */
export function fit(job: Fitting, p: i32, known: i32, found: i32, near: i32): i32 {
  const width = job.width, y = p / width, x = p - y * width;
  best = -1;
  least = i32.MAX_VALUE;
  for (let n = 0; n < found; ++n) {
    const q = p + int(job.found, n);
    if (q >= 0 && q < width * job.height && load<u8>(job.kind + q) == SOURCE) consider(job, p, q, known);
  }
  for (let row = 0, q = 0; row < job.height; ++row) {
    const far = abs(row - y) >= near;
    for (let column = 0; column < width; ++column, ++q) {
      if (load<u8>(job.kind + q) != SOURCE || (!far && abs(column - x) < near)) continue;
      consider(job, p, q, known);
    }
  }
  return best;
}
