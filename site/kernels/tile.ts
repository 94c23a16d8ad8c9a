// Six pixels by eight output channels of a convolution: the sums stay in registers while the depth runs by.
//
// Goto and van de Geijn 2008, DOI 10.1145/1356052.1356053: twelve sums, two vectors of weights and one value
// of a pixel make fifteen, and x64 and ARM have sixteen registers or more. Twelve products at once hide the
// four cycles that each takes. Four steps are written out: a shorter loop loses a quarter of its time counting.

import { Convolution } from "./convolution";

// @ts-ignore: a decorator of AssemblyScript
@inline
function madd(a: v128, b: v128, sum: v128): v128 {
  return f32x4.relaxed_madd(a, b, sum);
}

/**
 * @param p0 … p5: the first value that each pixel reads
 * @param w weights of these eight channels: [depth, 8]
 * @param bias of these eight channels
 * @param out the first pixel's first channel
 */
export function tile(
  job: Convolution, p0: usize, p1: usize, p2: usize, p3: usize, p4: usize, p5: usize,
  w: usize, bias: usize, out: usize,
): void {
  let w0 = v128.load(bias), w1 = v128.load(bias, 16), a = w0;
  let s0 = w0, s1 = w0, s2 = w0, s3 = w0, s4 = w0, s5 = w0;
  let t0 = w1, t1 = w1, t2 = w1, t3 = w1, t4 = w1, t5 = w1;
  const length = job.runLength, skip = job.runStep - length * 4;
  for (let run = job.runs; run > 0; --run) {
    let left = length;
    for (; left >= 4; left -= 4) {
      w0 = v128.load(w); w1 = v128.load(w, 16);
      a = v128.load32_splat(p0); s0 = madd(a, w0, s0); t0 = madd(a, w1, t0);
      a = v128.load32_splat(p1); s1 = madd(a, w0, s1); t1 = madd(a, w1, t1);
      a = v128.load32_splat(p2); s2 = madd(a, w0, s2); t2 = madd(a, w1, t2);
      a = v128.load32_splat(p3); s3 = madd(a, w0, s3); t3 = madd(a, w1, t3);
      a = v128.load32_splat(p4); s4 = madd(a, w0, s4); t4 = madd(a, w1, t4);
      a = v128.load32_splat(p5); s5 = madd(a, w0, s5); t5 = madd(a, w1, t5);
      w0 = v128.load(w, 32); w1 = v128.load(w, 48);
      a = v128.load32_splat(p0, 4); s0 = madd(a, w0, s0); t0 = madd(a, w1, t0);
      a = v128.load32_splat(p1, 4); s1 = madd(a, w0, s1); t1 = madd(a, w1, t1);
      a = v128.load32_splat(p2, 4); s2 = madd(a, w0, s2); t2 = madd(a, w1, t2);
      a = v128.load32_splat(p3, 4); s3 = madd(a, w0, s3); t3 = madd(a, w1, t3);
      a = v128.load32_splat(p4, 4); s4 = madd(a, w0, s4); t4 = madd(a, w1, t4);
      a = v128.load32_splat(p5, 4); s5 = madd(a, w0, s5); t5 = madd(a, w1, t5);
      w0 = v128.load(w, 64); w1 = v128.load(w, 80);
      a = v128.load32_splat(p0, 8); s0 = madd(a, w0, s0); t0 = madd(a, w1, t0);
      a = v128.load32_splat(p1, 8); s1 = madd(a, w0, s1); t1 = madd(a, w1, t1);
      a = v128.load32_splat(p2, 8); s2 = madd(a, w0, s2); t2 = madd(a, w1, t2);
      a = v128.load32_splat(p3, 8); s3 = madd(a, w0, s3); t3 = madd(a, w1, t3);
      a = v128.load32_splat(p4, 8); s4 = madd(a, w0, s4); t4 = madd(a, w1, t4);
      a = v128.load32_splat(p5, 8); s5 = madd(a, w0, s5); t5 = madd(a, w1, t5);
      w0 = v128.load(w, 96); w1 = v128.load(w, 112);
      a = v128.load32_splat(p0, 12); s0 = madd(a, w0, s0); t0 = madd(a, w1, t0);
      a = v128.load32_splat(p1, 12); s1 = madd(a, w0, s1); t1 = madd(a, w1, t1);
      a = v128.load32_splat(p2, 12); s2 = madd(a, w0, s2); t2 = madd(a, w1, t2);
      a = v128.load32_splat(p3, 12); s3 = madd(a, w0, s3); t3 = madd(a, w1, t3);
      a = v128.load32_splat(p4, 12); s4 = madd(a, w0, s4); t4 = madd(a, w1, t4);
      a = v128.load32_splat(p5, 12); s5 = madd(a, w0, s5); t5 = madd(a, w1, t5);
      p0 += 16; p1 += 16; p2 += 16; p3 += 16; p4 += 16; p5 += 16;
      w += 128;
    }
    for (; left > 0; --left) {
      w0 = v128.load(w); w1 = v128.load(w, 16);
      a = v128.load32_splat(p0); s0 = madd(a, w0, s0); t0 = madd(a, w1, t0);
      a = v128.load32_splat(p1); s1 = madd(a, w0, s1); t1 = madd(a, w1, t1);
      a = v128.load32_splat(p2); s2 = madd(a, w0, s2); t2 = madd(a, w1, t2);
      a = v128.load32_splat(p3); s3 = madd(a, w0, s3); t3 = madd(a, w1, t3);
      a = v128.load32_splat(p4); s4 = madd(a, w0, s4); t4 = madd(a, w1, t4);
      a = v128.load32_splat(p5); s5 = madd(a, w0, s5); t5 = madd(a, w1, t5);
      p0 += 4; p1 += 4; p2 += 4; p3 += 4; p4 += 4; p5 += 4;
      w += 32;
    }
    p0 += skip; p1 += skip; p2 += skip; p3 += skip; p4 += skip; p5 += skip;
  }
  const step = job.outputStep, low = f32x4.splat(job.low), high = f32x4.splat(job.high);
  put(out, s0, t0, low, high);
  put(out + step, s1, t1, low, high);
  put(out + 2 * step, s2, t2, low, high);
  put(out + 3 * step, s3, t3, low, high);
  put(out + 4 * step, s4, t4, low, high);
  put(out + 5 * step, s5, t5, low, high);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function put(out: usize, s: v128, t: v128, low: v128, high: v128): void {
  v128.store(out, f32x4.pmin(high, f32x4.pmax(low, s)));
  v128.store(out, f32x4.pmin(high, f32x4.pmax(low, t)), 16);
}
