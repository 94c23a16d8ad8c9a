// Values that reach smoothly into where there are none: see inpaint/stretch.js.

import { float, setFloat } from "./arrays";

const SWEEPS = 4;

/**
 * Extend values smoothly to the pixels that have none.
 * @param values f32, channels a pixel; written to where the weight is 0
 * @param weights f32 a pixel, 0 = no value
 * @param scratch 4 * (channels + 1) * (width * height + 64) bytes
 */
export function stretch(
  values: usize, weights: usize, width: i32, height: i32, channels: i32, scratch: usize,
): void {
  if (width == 1 && height == 1) return;
  const columns = (width + 1) >> 1, rows = (height + 1) >> 1, count = columns * rows;
  const means = scratch, sums = means + ((channels * count) << 2), rest = sums + (count << 2);
  memory.fill(means, 0, rest - means);
  for (let y = 0, p = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, ++p) {
      const weight = float(weights, p);
      if (weight == 0) continue;
      const q = (y >> 1) * columns + (x >> 1);
      setFloat(sums, q, float(sums, q) + weight);
      for (let c = 0; c < channels; ++c) {
        const at = channels * q + c;
        setFloat(means, at, float(means, at) + weight * float(values, channels * p + c));
      }
    }
  }
  for (let q = 0; q < count; ++q) {
    const sum = float(sums, q);
    if (sum == 0) continue;
    for (let at = channels * q; at < channels * (q + 1); ++at) setFloat(means, at, float(means, at) / sum);
  }
  stretch(means, sums, columns, rows, channels, rest);

  for (let y = 0, p = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, ++p) {
      if (float(weights, p) != 0) continue;
      const q = channels * ((y >> 1) * columns + (x >> 1));
      for (let c = 0; c < channels; ++c) setFloat(values, channels * p + c, float(means, q + c));
    }
  }
  for (let sweep = 0; sweep < SWEEPS; ++sweep) relax(values, weights, width, height, channels);
}

/** One sweep of Gauss and Seidel's method: each unknown becomes the mean of its neighbours. */
function relax(values: usize, weights: usize, width: i32, height: i32, channels: i32): void {
  for (let y = 0, p = 0; y < height; ++y) {
    const up = y > 0 ? -channels * width : 0, down = y < height - 1 ? channels * width : 0;
    for (let x = 0; x < width; ++x, ++p) {
      if (float(weights, p) != 0) continue;
      const left = x > 0 ? -channels : 0, right = x < width - 1 ? channels : 0;
      for (let i = channels * p; i < channels * (p + 1); ++i) {
        const sides = float(values, i + left) + float(values, i + right);
        setFloat(values, i, 0.25 * (sides + float(values, i + up) + float(values, i + down)));
      }
    }
  }
}
