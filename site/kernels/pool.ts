// The largest value in windows of 3×3 that lie inside the picture. One item is one output row.

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Pool {
  input: usize;
  output: usize;
  width: i32;
  /** a multiple of 4 */
  channels: i32;
  outputWidth: i32;
  strideY: i32;
  strideX: i32;
}

export function maxPool(job: Pool, item: i32): void {
  const bytes = job.channels * 4, rowBytes = job.width * bytes;
  let out = job.output + item * job.outputWidth * bytes;
  let window = job.input + item * job.strideY * rowBytes;
  for (let x = 0; x < job.outputWidth; ++x) {
    for (let i = 0; i < bytes; i += 16) {
      const a = window + i, b = a + rowBytes, c = b + rowBytes;
      v128.store(out + i, larger(larger(across(a, bytes), across(b, bytes)), across(c, bytes)));
    }
    out += bytes;
    window += job.strideX * bytes;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function across(at: usize, bytes: i32): v128 {
  return larger(larger(v128.load(at), v128.load(at + bytes)), v128.load(at + 2 * bytes));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function larger(a: v128, b: v128): v128 {
  return f32x4.relaxed_max(a, b);
}
