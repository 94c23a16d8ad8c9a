// A depthwise convolution, 3×3: every channel has a kernel of its own. One item is one output row.

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Depthwise {
  input: usize;
  /** [channels / 4, 3, 3, 4], made by `pack` */
  weights: usize;
  bias: usize;
  output: usize;
  /** four pixels of zeros: what lies outside the picture */
  zeros: usize;
  height: i32;
  width: i32;
  /** a multiple of 4 */
  channels: i32;
  outputWidth: i32;
  strideY: i32;
  strideX: i32;
  top: i32;
  left: i32;
  low: f32;
  high: f32;
}

export function depthwise(job: Depthwise, item: i32): void {
  const bytes = job.channels * 4, y = item * job.strideY - job.top;
  let out = job.output + item * job.outputWidth * bytes;
  let outX = 0;
  while (outX < job.outputWidth) {
    const x = outX * job.strideX - job.left;
    if (job.strideX == 1 && x >= 0 && x + 4 <= job.width && outX + 2 <= job.outputWidth) {
      two(job, at(job, y, x), at(job, y + 1, x), at(job, y + 2, x), out);
      out += 2 * bytes;
      outX += 2;
    } else {
      one(job, y, x, out);
      out += bytes;
      outX += 1;
    }
  }
}

/** One output pixel, anywhere. */
function one(job: Depthwise, y: i32, x: i32, out: usize): void {
  const low = f32x4.splat(job.low), high = f32x4.splat(job.high), bytes = job.channels * 4;
  const a0 = at(job, y, x), a1 = at(job, y, x + 1), a2 = at(job, y, x + 2);
  const b0 = at(job, y + 1, x), b1 = at(job, y + 1, x + 1), b2 = at(job, y + 1, x + 2);
  const c0 = at(job, y + 2, x), c1 = at(job, y + 2, x + 1), c2 = at(job, y + 2, x + 2);
  let w = job.weights;
  for (let i = 0; i < bytes; i += 16) {
    let sum = v128.load(job.bias + i);
    sum = f32x4.relaxed_madd(v128.load(a0 + i), v128.load(w), sum);
    sum = f32x4.relaxed_madd(v128.load(a1 + i), v128.load(w, 16), sum);
    sum = f32x4.relaxed_madd(v128.load(a2 + i), v128.load(w, 32), sum);
    sum = f32x4.relaxed_madd(v128.load(b0 + i), v128.load(w, 48), sum);
    sum = f32x4.relaxed_madd(v128.load(b1 + i), v128.load(w, 64), sum);
    sum = f32x4.relaxed_madd(v128.load(b2 + i), v128.load(w, 80), sum);
    sum = f32x4.relaxed_madd(v128.load(c0 + i), v128.load(w, 96), sum);
    sum = f32x4.relaxed_madd(v128.load(c1 + i), v128.load(w, 112), sum);
    sum = f32x4.relaxed_madd(v128.load(c2 + i), v128.load(w, 128), sum);
    v128.store(out + i, f32x4.pmin(high, f32x4.pmax(low, sum)));
    w += 144;
  }
}

/** Two neighbours whose columns are all inside: they share six of nine values, and all weights. */
function two(job: Depthwise, a: usize, b: usize, c: usize, out: usize): void {
  const low = f32x4.splat(job.low), high = f32x4.splat(job.high), bytes = job.channels * 4, end = out + bytes;
  let w = job.weights, bias = job.bias;
  while (out < end) {
    let s = v128.load(bias), t = s;
    let w0 = v128.load(w), w1 = v128.load(w, 16), w2 = v128.load(w, 32);
    let x = v128.load(a);
    s = f32x4.relaxed_madd(x, w0, s);
    x = v128.load(a + bytes);
    s = f32x4.relaxed_madd(x, w1, s);
    t = f32x4.relaxed_madd(x, w0, t);
    x = v128.load(a + 2 * bytes);
    s = f32x4.relaxed_madd(x, w2, s);
    t = f32x4.relaxed_madd(x, w1, t);
    t = f32x4.relaxed_madd(v128.load(a + 3 * bytes), w2, t);
    w0 = v128.load(w, 48); w1 = v128.load(w, 64); w2 = v128.load(w, 80);
    x = v128.load(b);
    s = f32x4.relaxed_madd(x, w0, s);
    x = v128.load(b + bytes);
    s = f32x4.relaxed_madd(x, w1, s);
    t = f32x4.relaxed_madd(x, w0, t);
    x = v128.load(b + 2 * bytes);
    s = f32x4.relaxed_madd(x, w2, s);
    t = f32x4.relaxed_madd(x, w1, t);
    t = f32x4.relaxed_madd(v128.load(b + 3 * bytes), w2, t);
    w0 = v128.load(w, 96); w1 = v128.load(w, 112); w2 = v128.load(w, 128);
    x = v128.load(c);
    s = f32x4.relaxed_madd(x, w0, s);
    x = v128.load(c + bytes);
    s = f32x4.relaxed_madd(x, w1, s);
    t = f32x4.relaxed_madd(x, w0, t);
    x = v128.load(c + 2 * bytes);
    s = f32x4.relaxed_madd(x, w2, s);
    t = f32x4.relaxed_madd(x, w1, t);
    t = f32x4.relaxed_madd(v128.load(c + 3 * bytes), w2, t);
    v128.store(out, f32x4.pmin(high, f32x4.pmax(low, s)));
    v128.store(out + bytes, f32x4.pmin(high, f32x4.pmax(low, t)));
    a += 16; b += 16; c += 16; w += 144; bias += 16; out += 16;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function at(job: Depthwise, y: i32, x: i32): usize {
  const inside = u32(y) < u32(job.height) && u32(x) < u32(job.width);
  return inside ? job.input + (y * job.width + x) * job.channels * 4 : job.zeros;
}
