// How much brightness changes from pixel to pixel: see inpaint/pyramid.js.

import { CHANNELS } from "./pixels";

const WEIGHT: f64 = 2; // of the features, beside colours

// @ts-ignore: a decorator of AssemblyScript
@inline
function brightness(data: usize, p: i32): i32 {
  const at = data + CHANNELS * p;
  return 2 * <i32>load<u8>(at) + 5 * <i32>load<u8>(at, 1) + <i32>load<u8>(at, 2); // eighths of a level
}

/** Changes to the next column and row, each with a 1 that counts it; 0 where one of both pixels is unknown. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function changes(data: usize, hole: usize, width: i32, height: i32, x: i32, y: i32): v128 {
  const p = y * width + x;
  let all = i32x4.splat(0);
  if (load<u8>(hole + p)) return all;
  const own = brightness(data, p);
  if (x < width - 1 && load<u8>(hole + p + 1) == 0) {
    all = i32x4.replace_lane(i32x4.replace_lane(all, 0, abs(brightness(data, p + 1) - own)), 1, 1);
  }
  if (y < height - 1 && load<u8>(hole + p + width) == 0) {
    all = i32x4.replace_lane(i32x4.replace_lane(all, 2, abs(brightness(data, p + width) - own)), 3, 1);
  }
  return all;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function feature(sum: i32, count: i32): u8 {
  return count > 0 ? <u8>min(255, WEIGHT * (<f64>sum / 8) / count) : 0;
}

/**
 * Write the features of texture: the mean changes in the square around each pixel.
 * @param data CHANNELS bytes a pixel: three colours, then the features
 * @param hole u8 a pixel
 * @param radius the square is 2 * radius + 1 wide
 * @param scratch 16 bytes a pixel, and as much again for a row
 */
export function texture(data: usize, hole: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  const row = <usize>width << 4, sums = scratch + row * height;
  for (let y = 0; y < height; ++y) {
    let sum = i32x4.splat(0);
    for (let x = 0; x < min(width, radius); ++x) sum = i32x4.add(sum, changes(data, hole, width, height, x, y));
    for (let x = 0; x < width; ++x) {
      if (x + radius < width) sum = i32x4.add(sum, changes(data, hole, width, height, x + radius, y));
      if (x - radius > 0) sum = i32x4.sub(sum, changes(data, hole, width, height, x - radius - 1, y));
      v128.store(scratch + ((y * width + x) << 4), sum);
    }
  }
  memory.fill(sums, 0, row);
  for (let y = -radius; y < height; ++y) {
    const below = scratch + row * (y + radius), above = scratch + row * (y - radius - 1);
    const enters = y + radius < height, leaves = y > radius;
    let at = data + CHANNELS * y * width + 3;
    for (let x: usize = 0; x < row; x += 16) {
      let sum = v128.load(sums + x);
      if (enters) sum = i32x4.add(sum, v128.load(below + x));
      if (leaves) sum = i32x4.sub(sum, v128.load(above + x));
      v128.store(sums + x, sum);
      if (y < 0) continue;
      store<u8>(at, feature(i32x4.extract_lane(sum, 0), i32x4.extract_lane(sum, 1)));
      store<u8>(at, feature(i32x4.extract_lane(sum, 2), i32x4.extract_lane(sum, 3)), 1);
      at += CHANNELS;
    }
  }
}
