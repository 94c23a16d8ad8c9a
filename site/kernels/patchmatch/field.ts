// The search for similar patches: see inpaint/field.js and inpaint/candidates.js.

import { CHANNELS, sumOf } from "./pixels";
import { below, seed, seeded } from "./random";

export const SOURCE: u8 = 1;
const TARGET: u8 = 2;

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Field {
  /** CHANNELS bytes a pixel; 16 bytes may be read beyond the last */
  data: usize;
  /** a byte a pixel */
  kind: usize;
  /** i32: pixels */
  targets: usize;
  count: i32;
  /** i32 a pixel: the middle of the patch found, and its distance */
  source: usize;
  cost: usize;
  width: i32;
  height: i32;
  half: i32;
}

/** Ones up to a place, zeros after it. */
const ONES = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** How far 16 bytes are from 16 others. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function apart(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function squareLow(bytes: v128): v128 {
  const numbers = i16x8.extend_low_i8x16_u(bytes);
  return i32x4.dot_i16x8_s(numbers, numbers);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function squareHigh(bytes: v128): v128 {
  const numbers = i16x8.extend_high_i8x16_u(bytes);
  return i32x4.dot_i16x8_s(numbers, numbers);
}

/**
 * The sum of squared differences between two patches.
 * @param p the middle of one
 * @param q the middle of the other
 * @param limit a sum beyond this is of no interest, and need not be finished
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
function distance(field: Field, p: i32, q: i32, limit: i32): i32 {
  const half = field.half, size = 2 * half + 1;
  const bytes = CHANNELS * size, whole = bytes & ~15, rest = bytes & 15;
  const step = CHANNELS * field.width;
  const corner = CHANNELS * (half * field.width + half);
  const ones = v128.load(ONES + 16 - rest);
  let a = field.data + CHANNELS * p - corner, b = field.data + CHANNELS * q - corner;
  let sums = i32x4.splat(0);
  for (let row = 0; row < size; ++row) {
    for (let i: usize = 0; i < whole; i += 16) {
      const far = apart(v128.load(a + i), v128.load(b + i));
      sums = i32x4.add(sums, i32x4.add(squareLow(far), squareHigh(far)));
    }
    const far = v128.and(ones, apart(v128.load(a + whole), v128.load(b + whole)));
    sums = i32x4.add(sums, squareLow(far));
    if (rest > 8) sums = i32x4.add(sums, squareHigh(far));
    if (row & 1 && sumOf(sums) >= limit) break;
    a += step;
    b += step;
  }
  return sumOf(sums);
}

/** Measure again, after the pixels to fill have changed: the targets from one index to another. */
export function measure(field: Field, from: i32, to: i32): void {
  for (let k = from; k < to; ++k) {
    const p = load<i32>(field.targets + (k << 2)), at = p << 2;
    store<i32>(field.cost + at, distance(field, p, load<i32>(field.source + at), i32.MAX_VALUE));
  }
}

/** The nearest patch so far, and its distance. */
let best: i32 = 0;
let least: i32 = 0;

// @ts-ignore: a decorator of AssemblyScript
@inline
function consider(field: Field, p: i32, q: i32): void {
  if (q == best || load<u8>(field.kind + q) != SOURCE) return;
  const sum = distance(field, p, q, least);
  if (sum >= least) return;
  least = sum;
  best = q;
}

/**
 * One pass over some targets: take over what the neighbours found, then guess around it.
 * @param from index into the targets, in the order of the pass
 * @param forwards from the top left to the bottom right, or the other way round
 * @param reach how far away the guesses may be, in pixels; halved from guess to guess
 * @param state of the random numbers
 * @returns their state afterwards
 */
export function search(field: Field, from: i32, to: i32, forwards: bool, reach: i32, state: i32): i32 {
  const width = field.width, height = field.height, half = field.half;
  const step = forwards ? 1 : -1;
  seed(state);
  for (let k = from; k < to; ++k) {
    const p = load<i32>(field.targets + ((forwards ? k : field.count - 1 - k) << 2)), at = p << 2;
    best = load<i32>(field.source + at);
    least = load<i32>(field.cost + at);
    if (least == 0) continue; // nothing is more similar
    let shift = step;
    for (let axis = 0; axis < 2; ++axis) {
      if (load<u8>(field.kind + p - shift) == TARGET) {
        consider(field, p, load<i32>(field.source + ((p - shift) << 2)) + shift);
      }
      shift *= width;
    }
    for (let r = reach; r >= 1; r >>= 1) {
      const y = best / width, x = best - y * width;
      const left = max(half, x - r), top = max(half, y - r);
      const column = left + below(min(width - half, x + r + 1) - left);
      const row = top + below(min(height - half, y + r + 1) - top);
      consider(field, p, row * width + column);
    }
    store<i32>(field.source + at, best);
    store<i32>(field.cost + at, least);
  }
  return seeded();
}

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Similar {
  /** i32: pixels whose patches are known */
  sources: usize;
  count: i32;
  /** pixels, to both sides, in which a patch is not looked for */
  near: i32;
  /** between two targets, in pixels */
  stride: i32;
  passes: i32;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function considerFar(field: Field, p: i32, q: i32, near: i32): void {
  const width = field.width;
  if (abs(q % width - p % width) < near && abs(q / width - p / width) < near) return;
  consider(field, p, q);
}

/**
 * For each target a similar patch that is not near: PatchMatch among what is known. Its sources are -1 at first.
 * @param state of the random numbers
 * @returns their state afterwards
 */
export function similar(field: Field, options: Similar, state: i32): i32 {
  const width = field.width, height = field.height, count = field.count, found = field.source;
  const near = options.near;
  seed(state);
  for (let pass = 0; pass < options.passes; ++pass) {
    const way = pass & 1 ? -1 : 1;
    for (let k = 0; k < count; ++k) {
      const p = load<i32>(field.targets + ((way > 0 ? k : count - 1 - k) << 2)), at = p << 2;
      best = load<i32>(found + at);
      least = best < 0 ? i32.MAX_VALUE : load<i32>(field.cost + at);
      let shift = options.stride * way;
      for (let axis = 0; axis < 2; ++axis) {
        const q = p - shift;
        if (q >= 0 && q < width * height) {
          const other = load<i32>(found + (q << 2));
          const to = other + shift;
          if (other >= 0 && to >= 0 && to < width * height) considerFar(field, p, to, near);
        }
        shift *= width;
      }
      if (pass == 0) {
        for (let n = 0; n < 4; ++n) {
          considerFar(field, p, load<i32>(options.sources + (below(options.count) << 2)), near);
        }
      }
      for (let r = max(width, height) >> 1; best >= 0 && r >= 1; r >>= 1) {
        const x = best % width + below(2 * r + 1) - r;
        const y = best / width + below(2 * r + 1) - r;
        if (x >= 0 && x < width && y >= 0 && y < height) considerFar(field, p, y * width + x, near);
      }
      store<i32>(found + at, best);
      store<i32>(field.cost + at, least);
    }
  }
  return seeded();
}
