// The parts of a step of conjugate gradients on a grid, four values a node: see inpaint/slopes.js.

import { DIRECTIONS, STRAIGHT } from "./cut";

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Grid {
  nodes: i32;
  /** i32: DIRECTIONS a node */
  neighbours: usize;
  /** f32, four a node */
  x: usize;
  residual: usize;
  way: usize;
  image: usize;
}

/** Doubles: a sum of many floats. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function add(sum: v128, four: v128): v128 {
  const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
  return f64x2.add(sum, f64x2.add(f64x2.promote_low_f32x4(four), f64x2.promote_low_f32x4(high)));
}

/**
 * The image of the way: diagonal times it, less its straight neighbours.
 * @returns the dot product of both
 */
export function multiply(grid: Grid, diagonal: f32): f64 {
  const way = grid.way, image = grid.image;
  const factor = f32x4.splat(diagonal);
  let sum = f64x2.splat(0);
  for (let i = 0; i < grid.nodes; ++i) {
    const own = v128.load(way + (i << 4));
    let value = f32x4.mul(factor, own);
    for (let d = 0; d < STRAIGHT; ++d) {
      const j = load<i32>(grid.neighbours + ((DIRECTIONS * i + d) << 2));
      if (j >= 0) value = f32x4.sub(value, v128.load(way + (j << 4)));
    }
    v128.store(image + (i << 4), value);
    sum = add(sum, f32x4.mul(own, value));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Walk some way.
 * @returns the square of what is left of the residual
 */
export function walk(grid: Grid, length: f32): f64 {
  const factor = f32x4.splat(length);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < <usize>grid.nodes << 4; at += 16) {
    const x = grid.x + at, residual = grid.residual + at;
    v128.store(x, f32x4.add(v128.load(x), f32x4.mul(factor, v128.load(grid.way + at))));
    const left = f32x4.sub(v128.load(residual), f32x4.mul(factor, v128.load(grid.image + at)));
    v128.store(residual, left);
    sum = add(sum, f32x4.mul(left, left));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Turn the way towards the residual. */
export function turn(grid: Grid, share: f32): void {
  const factor = f32x4.splat(share);
  for (let at: usize = 0; at < <usize>grid.nodes << 4; at += 16) {
    const way = grid.way + at;
    v128.store(way, f32x4.add(v128.load(grid.residual + at), f32x4.mul(factor, v128.load(way))));
  }
}
