// Means of what is known around each pixel, and how unlike the rest of a picture its places are: see
// inpaint/means.js and inpaint/rarity.js.

import { CHANNELS, PIXEL, squaredDifference } from "./pixels";

/** A pixel, and a 1 that counts it; 0 where none is known. 3 bytes are read beyond it. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function known(data: usize, hole: usize, p: i32): v128 {
  if (load<u8>(hole + p)) return i16x8.splat(0);
  const numbers = i16x8.extend_low_i8x16_u(v128.load64_zero(data + CHANNELS * p));
  return v128.or(i16x8(0, 0, 0, 0, 0, 1, 0, 0), v128.and(i16x8(-1, -1, -1, -1, -1, 0, 0, 0), numbers));
}

/**
 * The mean of the known pixels in a rectangle around each, of at most 257 pixels; 0 where none is.
 * @param data CHANNELS bytes a pixel
 * @param hole u8 a pixel
 * @param radius the rectangle is 2 * radius + 1 wide
 * @param rows the same from top to bottom
 * @param scratch PIXEL bytes a pixel, and as much again for a row
 * @param out f32, CHANNELS a pixel; 12 bytes are written beyond the last
 */
export function means(
  data: usize, hole: usize, width: i32, height: i32, radius: i32, rows: i32, scratch: usize, out: usize,
): void {
  const row = PIXEL * width;
  const sums = scratch + row * height;
  for (let y = 0; y < height; ++y) {
    const first = y * width, end = first + width;
    let sum = i16x8.splat(0);
    for (let p = first; p < min(end, first + radius); ++p) sum = i16x8.add(sum, known(data, hole, p));
    for (let p = first; p < end; ++p) {
      if (p + radius < end) sum = i16x8.add(sum, known(data, hole, p + radius));
      if (p - radius > first) sum = i16x8.sub(sum, known(data, hole, p - radius - 1));
      v128.store(scratch + PIXEL * p, sum);
    }
  }
  // Down all columns at once: memory is read in its order.
  memory.fill(sums, 0, row);
  for (let y = -rows; y < height; ++y) {
    if (y + rows < height) {
      const below = scratch + row * (y + rows);
      for (let x: usize = 0; x < row; x += PIXEL) {
        v128.store(sums + x, i16x8.add(v128.load(sums + x), v128.load(below + x)));
      }
    }
    if (y - rows - 1 >= 0) {
      const above = scratch + row * (y - rows - 1);
      for (let x: usize = 0; x < row; x += PIXEL) {
        v128.store(sums + x, i16x8.sub(v128.load(sums + x), v128.load(above + x)));
      }
    }
    if (y < 0) continue;
    let to = out + 4 * CHANNELS * y * width;
    for (let x: usize = 0; x < row; x += PIXEL) {
      const sum = v128.load(sums + x);
      const count = f32x4.splat(<f32>max<u32>(1, i16x8.extract_lane_u(sum, 5)));
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(sum));
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(sum));
      v128.store(to, f32x4.div(low, count));
      v128.store(to + 16, f32x4.div(high, count)); // the next pixel covers all but the first
      to += 4 * CHANNELS;
    }
  }
}


/**
 * How far each known pixel is from the third most similar of some that are not near.
 * @param pixels PIXEL bytes a pixel
 * @param hole u8 a pixel
 * @param samples i32: pixels
 * @param near columns and rows between two pixels that are near each other, all but one
 * @param out f32 a pixel: the square of the distance
 */
export function rarity(
  pixels: usize, hole: usize, width: i32, height: i32, samples: usize, count: i32, near: i32, out: usize,
): void {
  for (let y = 0, p = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, ++p) {
      if (load<u8>(hole + p)) continue;
      // Means change slowly: those of every second pixel of every second row do.
      const same = p - (x & 1) - (y & 1) * width;
      if (same != p && load<u8>(hole + same) == 0) {
        store<f32>(out + 4 * p, load<f32>(out + 4 * same));
        continue;
      }
      let first = i32.MAX_VALUE, second = i32.MAX_VALUE, third = i32.MAX_VALUE;
      for (let k = 0; k < count; ++k) {
        const q = load<i32>(samples + 4 * k);
        const sum = squaredDifference(pixels + PIXEL * p, pixels + PIXEL * q);
        if (sum >= third || (abs(q % width - x) < near && abs(q / width - y) < near)) continue;
        if (sum < first) third = second, second = first, first = sum;
        else if (sum < second) third = second, second = sum;
        else third = sum;
      }
      store<f32>(out + 4 * p, <f32>third);
    }
  }
}
