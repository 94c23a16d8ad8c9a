// Rows of values: put side by side, averaged, or put into the midst of zeros.

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

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Pad {
  /** [height, rowBytes] */
  input: usize;
  output: usize;
  height: i32;
  rowBytes: i32;
  /** rows of zeros above */
  top: i32;
  /** bytes of zeros before and after each row */
  left: i32;
  right: i32;
}

/** One item: a row of a picture in the middle of a larger one whose rest is zero. */
export function padRow(job: Pad, item: i32): void {
  const left = job.left, bytes = job.rowBytes, right = job.right, y = item - job.top;
  const to = job.output + item * (left + bytes + right);
  if (u32(y) >= u32(job.height)) {
    memory.fill(to, 0, left + bytes + right);
    return;
  }
  memory.fill(to, 0, left);
  memory.copy(to + left, job.input + y * bytes, bytes);
  memory.fill(to + left + bytes, 0, right);
}
