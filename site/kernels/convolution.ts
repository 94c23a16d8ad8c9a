// A convolution as a product of matrices: pixels by depth times depth by output channels.
//
// The picture is [height, width, channels] and padded already, so that what one output pixel reads is a few
// runs of consecutive values: one for each row of the kernel, and just one where the kernel is 1×1.

import { tile } from "./tile";

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Convolution {
  input: usize;
  /** [output channels / 8, depth, 8], made by `pack` */
  weights: usize;
  bias: usize;
  output: usize;
  /** output pixels, at least 6, and how many of them make a row */
  pixels: i32;
  width: i32;
  /** bytes from what one output pixel reads to what its right and its lower neighbour read */
  stepX: i32;
  stepY: i32;
  /** runs that a pixel reads, bytes from one to the next, values in each */
  runs: i32;
  runStep: i32;
  runLength: i32;
  /** output channels / 8 */
  blocks: i32;
  /** bytes from one output pixel to the next */
  outputStep: i32;
  /** how much an item takes */
  pixelsAtOnce: i32;
  blocksAtOnce: i32;
  low: f32;
  high: f32;
}

/** One item: some pixels, some blocks of eight channels, whose weights stay in the cache for all pixels. */
export function convolve(job: Convolution, item: i32): void {
  const pixels = job.pixels, width = job.width, stepX = job.stepX, stepY = job.stepY;
  const across = (pixels + job.pixelsAtOnce - 1) / job.pixelsAtOnce;
  const first = (item % across) * job.pixelsAtOnce, last = min(pixels, first + job.pixelsAtOnce);
  let block = (item / across) * job.blocksAtOnce;
  const lastBlock = min(job.blocks, block + job.blocksAtOnce);
  const weightsStep = job.runs * job.runLength * 32;
  for (; block < lastBlock; ++block) {
    const weights = job.weights + block * weightsStep, bias = job.bias + block * 32;
    for (let each = first; each < last; each += 6) {
      // The last six are all there: some are computed twice then, to the same values.
      const pixel = min(each, pixels - 6);
      let y = pixel / width, x = pixel - y * width;
      let row = job.input + y * stepY;
      const p0 = row + x * stepX;
      if (++x == width) { x = 0; row += stepY; }
      const p1 = row + x * stepX;
      if (++x == width) { x = 0; row += stepY; }
      const p2 = row + x * stepX;
      if (++x == width) { x = 0; row += stepY; }
      const p3 = row + x * stepX;
      if (++x == width) { x = 0; row += stepY; }
      const p4 = row + x * stepX;
      if (++x == width) { x = 0; row += stepY; }
      const p5 = row + x * stepX;
      tile(job, p0, p1, p2, p3, p4, p5, weights, bias, job.output + pixel * job.outputStep + block * 32);
    }
  }
}

/** One item of two convolutions: both lie one after the other, then how many items the first has. */
export function convolveBoth(job: usize, item: i32): void {
  const size = offsetof<Convolution>(), first = load<i32>(job + 2 * size);
  if (item < first) convolve(changetype<Convolution>(job), item);
  else convolve(changetype<Convolution>(job + size), item - first);
}

/** [depth, channels] → [channels / block, depth, block], where a block is a multiple of 4. */
export function pack(from: usize, to: usize, depth: i32, channels: i32, block: i32): void {
  for (let first = 0; first < channels; first += block) {
    for (let row = 0; row < depth; ++row) {
      for (let each = first; each < first + block; each += 4) {
        v128.store(to, v128.load(from + (row * channels + each) * 4));
        to += 16;
      }
    }
  }
}
