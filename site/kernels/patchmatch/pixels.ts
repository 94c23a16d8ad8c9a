// Pixels of eight numbers of 16 bits, of which five tell what a pixel is like; the others are 0.

/** The numbers of a pixel that tell what it is like, wherever they are. */
export const CHANNELS: usize = 5;

/** The bytes of a pixel of eight numbers. */
export const PIXEL: usize = 16;

/** Parts of a level that means are rounded to in it. */
export const PARTS: f64 = 32;

/** The sum of squared differences between two. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function squaredDifference(p: usize, q: usize): i32 {
  const apart = i16x8.sub(v128.load(p), v128.load(q));
  return sumOf(i32x4.dot_i16x8_s(apart, apart));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function sumOf(four: v128): i32 {
  const two = i32x4.add(four, i32x4.shuffle(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.add(two, i32x4.shuffle(two, two, 1, 0, 3, 2)), 0);
}
