// What the patches found say about the pixels to fill: see inpaint/vote.js.

import { Field } from "./field";
import { CHANNELS } from "./pixels";

/** Ones up to a place, zeros after it. */
const ONES = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0]);

/** Four bytes as floats. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function floats(bytes: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function add(to: usize, what: v128): void {
  v128.store(to, f32x4.add(v128.load(to), what));
}

/**
 * Count the votes of some patches.
 * @param sums f32, CHANNELS a pixel; 16 bytes may be written beyond the last
 * @param weights f32 a pixel, the same
 * @param says f32: how much the patch of each target counts
 * @param from index into the targets
 */
export function count(field: Field, sums: usize, weights: usize, says: usize, from: i32, to: i32): void {
  const size = 2 * field.half + 1, width = field.width;
  const bytes = CHANNELS * size, whole = bytes & ~3;
  const corner = field.half * width + field.half;
  const ones = v128.load(ONES + 16 - ((bytes & 3) << 2));
  const onesOfPixels = v128.load(ONES + 16 - ((size & 3) << 2)), wholePixels = size & ~3;
  for (let k = from; k < to; ++k) {
    const p = load<i32>(field.targets + (k << 2));
    const w = f32x4.splat(load<f32>(says + (k << 2)));
    const restOfPixels = v128.and(w, onesOfPixels);
    let first = p - corner;
    let b = field.data + CHANNELS * (load<i32>(field.source + (p << 2)) - corner);
    for (let row = 0; row < size; ++row) {
      const a = sums + CHANNELS * 4 * first;
      for (let i: usize = 0; i < whole; i += 4) {
        add(a + 4 * i, f32x4.mul(w, floats(v128.load32_zero(b + i))));
      }
      add(a + 4 * whole, v128.and(ones, f32x4.mul(w, floats(v128.load32_zero(b + whole)))));
      const at = weights + 4 * first;
      for (let i = 0; i < wholePixels; i += 4) add(at + 4 * i, w);
      add(at + 4 * wholePixels, restOfPixels);
      first += width;
      b += CHANNELS * width;
    }
  }
}
