// Probabilities out of scores. There is one item: all classes.

import { exp } from "./exp";

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Softmax {
  input: usize;
  output: usize;
  /** a multiple of 16 */
  bytes: i32;
}

export function softmax(job: Softmax): void {
  const from = job.input, to = job.output, bytes = job.bytes;
  let most = v128.load(from);
  for (let i = 16; i < bytes; i += 16) most = f32x4.max(most, v128.load(from + i));
  const largest = f32x4.splat(
    max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
        max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3))),
  );
  let sums = f32x4.splat(0);
  for (let i = 0; i < bytes; i += 16) {
    const each = exp(f32x4.sub(v128.load(from + i), largest));
    v128.store(to + i, each);
    sums = f32x4.add(sums, each);
  }
  const sum = f32x4.splat(
    f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) +
    f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3),
  );
  for (let i = 0; i < bytes; i += 16) v128.store(to + i, f32x4.div(v128.load(to + i), sum));
}
