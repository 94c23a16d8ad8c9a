// Which backend is fastest here: measured on the real network, since no rank of backends holds everywhere.

import { hasGpu } from "./backend.js";

/** @typedef {import("./backend.js").Backend} Backend */
/** @typedef {import("./network.js").Network} Network */

/**
 * What one backend takes for an answer (median), or why it is not to be used.
 * @typedef {{backend: Backend, milliseconds: number} | {backend: Backend, error: string}} Measured
 */

const RUNS = 5;

/** A backend that is this much slower than the best so far needs no second run. */
const HOPELESS = 3;

/** Probabilities that differ by more come from arithmetic too coarse to be trusted. */
const TOLERANCE = 0.01;

/** A change of backend must be worth its while. */
const WORTH_CHANGING = 0.8;

/** The backends that could beat WASM on this machine. @returns {Promise<Backend[]>} */
export async function rivals() {
  /** @type {Backend[]} */
  const candidates = ["webgpu", "webgl"];
  const found = await Promise.all(candidates.map(hasGpu));
  return candidates.filter((_, i) => found[i]);
}

/**
 * Measure a network on several backends, one after the other; other work may come in between.
 * @param {(backend: Backend) => Promise<Network>} open
 * @param {Float32Array} input
 * @param {readonly Backend[]} backends the first is the one whose answers are trusted
 * @returns {Promise<Measured[]>}
 */
export async function measure(open, input, backends) {
  /** @type {Measured[]} */
  const results = [];
  let best = Infinity;
  /** @type {Float32Array | undefined} */
  let trusted;
  for (const backend of backends) {
    try {
      const network = await open(backend);
      try {
        const { milliseconds, probabilities } = await time(network, input, best * HOPELESS);
        trusted ??= probabilities;
        const off = distance(probabilities, trusted);
        if (off > TOLERANCE) throw new Error(`its probabilities are off by ${off.toFixed(3)}`);
        best = Math.min(best, milliseconds);
        results.push({ backend, milliseconds });
      } finally {
        await network.close();
      }
    } catch (error) {
      results.push({ backend, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return results;
}

/**
 * The backend to go on with: the fastest, unless the present one is nearly as fast.
 * @param {readonly Measured[]} results
 * @param {Backend} present
 * @returns {Backend}
 */
export function choose(results, present) {
  const times = new Map(
    results.map((result) => [result.backend, "error" in result ? Infinity : result.milliseconds]),
  );
  const [best] = [...times].sort((a, b) => a[1] - b[1])[0] ?? [present];
  const before = times.get(present) ?? Infinity;
  return (times.get(best) ?? Infinity) < before * WORTH_CHANGING ? best : present;
}

/** @param {Network} network @param {Float32Array} input @param {number} hopeless milliseconds */
async function time(network, input, hopeless) {
  const times = [];
  let answer;
  do {
    answer = await network.run(input);
    times.push(answer.milliseconds);
  } while (times.length < RUNS && answer.milliseconds < hopeless);
  times.sort((a, b) => a - b);
  return { milliseconds: times[times.length >> 1], probabilities: answer.probabilities };
}

/** @param {Float32Array} a @param {Float32Array} b */
function distance(a, b) {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
