// Rows of values: put side by side, or averaged.

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Copy {
  input: usize;
  output: usize;
  rows: i32;
  /** bytes of an input's row, a multiple of 16, and from one output row to the next */
  rowBytes: i32;
  outputStep: i32;
  rowsAtOnce: i32;
}

/** One item: some rows, each to its place in a wider one. */
export function copyRows(job: Copy, item: i32): void {
  const first = item * job.rowsAtOnce, last = min(job.rows, first + job.rowsAtOnce), bytes = job.rowBytes;
  let from = job.input + first * bytes, to = job.output + first * job.outputStep;
  for (let row = first; row < last; ++row) {
    for (let i = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i));
    from += bytes;
    to += job.outputStep;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Mean {
  input: usize;
  output: usize;
  rows: i32;
  /** bytes of a row, a multiple of 16 */
  rowBytes: i32;
}

/** One item: the mean of four columns. */
export function meanOfRows(job: Mean, item: i32): void {
  let sum = f32x4.splat(0), at = job.input + item * 16;
  for (let row = 0; row < job.rows; ++row) {
    sum = f32x4.add(sum, v128.load(at));
    at += job.rowBytes;
  }
  v128.store(job.output + item * 16, f32x4.div(sum, f32x4.splat(<f32>job.rows)));
}
