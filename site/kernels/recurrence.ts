// A long short-term memory over all steps of a text: Hochreiter and Schmidhuber 1997, with a forget gate,
// DOI 10.1162/neco.1997.9.8.1735. One item is one text.

import { exp } from "./exp";

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Recurrence {
  /** what each step's input gives to the gates: [texts, steps, 4 × cells], in the order i, f, c, o */
  gates: usize;
  /** [texts, steps], 0 where a step is padding */
  there: usize;
  /** [4 × cells / 32, cells, 32], made by `pack` */
  weights: usize;
  /** room for `6 × cells` values a text */
  scratch: usize;
  /** [texts, steps, cells] */
  output: usize;
  steps: i32;
  /** a multiple of 8 */
  cells: i32;
  backward: i32;
}

export function recur(job: Recurrence, item: i32): void {
  const steps = job.steps, bytes = job.cells * 4;
  const gates = job.gates + item * steps * bytes * 4;
  const there = job.there + item * steps * 4;
  const output = job.output + item * steps * bytes;
  const sums = job.scratch + item * bytes * 6, hidden = sums + bytes * 4, cell = hidden + bytes;
  memory.fill(hidden, 0, bytes * 2);
  for (let i = 0; i < steps; ++i) {
    const step = job.backward ? steps - 1 - i : i;
    product(hidden, job.weights, gates + step * bytes * 4, sums, job.cells);
    const weight = f32x4.splat(load<f32>(there + step * 4));
    const out = output + step * bytes;
    for (let at = 0; at < bytes; at += 16) {
      const forgotten = f32x4.mul(sigmoid(v128.load(sums + bytes + at)), v128.load(cell + at));
      const learnt = f32x4.mul(sigmoid(v128.load(sums + at)), tanh(v128.load(sums + bytes * 2 + at)));
      const kept = f32x4.mul(f32x4.add(forgotten, learnt), weight);
      const said = f32x4.mul(sigmoid(v128.load(sums + bytes * 3 + at)), tanh(kept));
      v128.store(cell + at, kept);
      v128.store(hidden + at, said);
      v128.store(out + at, said);
    }
  }
}

/** gates + hidden × weights: 32 sums at a time, so that eight vectors of them stay in registers. */
function product(hidden: usize, weights: usize, gates: usize, sums: usize, cells: i32): void {
  for (let block = cells / 8; block > 0; --block) {
    let s0 = v128.load(gates), s1 = v128.load(gates, 16), s2 = v128.load(gates, 32), s3 = v128.load(gates, 48);
    let s4 = v128.load(gates, 64), s5 = v128.load(gates, 80), s6 = v128.load(gates, 96), s7 = v128.load(gates, 112);
    for (let each = 0; each < cells; ++each) {
      const h = v128.load32_splat(hidden + each * 4);
      s0 = f32x4.relaxed_madd(h, v128.load(weights), s0);
      s1 = f32x4.relaxed_madd(h, v128.load(weights, 16), s1);
      s2 = f32x4.relaxed_madd(h, v128.load(weights, 32), s2);
      s3 = f32x4.relaxed_madd(h, v128.load(weights, 48), s3);
      s4 = f32x4.relaxed_madd(h, v128.load(weights, 64), s4);
      s5 = f32x4.relaxed_madd(h, v128.load(weights, 80), s5);
      s6 = f32x4.relaxed_madd(h, v128.load(weights, 96), s6);
      s7 = f32x4.relaxed_madd(h, v128.load(weights, 112), s7);
      weights += 128;
    }
    v128.store(sums, s0); v128.store(sums, s1, 16); v128.store(sums, s2, 32); v128.store(sums, s3, 48);
    v128.store(sums, s4, 64); v128.store(sums, s5, 80); v128.store(sums, s6, 96); v128.store(sums, s7, 112);
    gates += 128;
    sums += 128;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function tanh(x: v128): v128 {
  const one = f32x4.splat(1), two = f32x4.splat(2);
  return f32x4.sub(one, f32x4.div(two, f32x4.add(one, exp(f32x4.mul(two, x)))));
}
