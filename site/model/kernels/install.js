// Our own WASM kernels in the place of TensorFlow.js's, where the browser has fused multiply-add for them.

import { download } from "../fetch.js";
import { fusedConv2d, fusedDepthwiseConv2d, fusedMatMul, joinedConv2d } from "./convolution.js";
import { JOINED, inSteps } from "./joined.js";
import { RECURRENCE, alone, recurrence } from "./recurrence.js";
import { concat, identity, maxPool, mean, softmax } from "./rows.js";
import { openTeam } from "./team.js";

/** @typedef {import("./team.js").Team} Team */
/** @typedef {import("../backend.js").Tf} Tf */

/** @type {Record<string, (tf: Tf, team: Team, args: any) => any>} */
const KERNELS = {
  FusedConv2D: fusedConv2d,
  [JOINED]: joinedConv2d,
  [RECURRENCE]: recurrence,
  FusedDepthwiseConv2D: fusedDepthwiseConv2d,
  _FusedMatMul: fusedMatMul,
  MaxPool: maxPool,
  Concat: concat,
  Mean: mean,
  Softmax: softmax,
  Identity: identity,
};

/** Steps that TensorFlow.js does not know, and how it does them. @type {Record<string, (tf: Tf) => object>} */
const ADDED = { [JOINED]: inSteps, [RECURRENCE]: alone };

/** Steps that change nothing but the shape. */
const SAME_VALUES = new Set(["Reshape", "ExpandDims"]);

/** @type {WeakMap<object, Team>} by TensorFlow.js's backend */
const teams = new WeakMap();

let registered = false;

/** Steps of graphs that our kernels have computed. */
let computed = 0;

/**
 * The kernels for shared memory or for memory of one's own.
 * @param {boolean} shared
 * @returns {Promise<WebAssembly.Module | undefined>} undefined where the browser lacks relaxed SIMD
 */
export async function loadKernels(shared) {
  const file = `kernels${shared ? "-threaded" : ""}.wasm`;
  const [binary] = await download([{ url: new URL(`../../kernels/${file}`, import.meta.url) }]);
  return WebAssembly.validate(binary) ? WebAssembly.compile(binary) : undefined;
}

/**
 * Let TensorFlow.js's WASM backend compute with them; what they cannot do, it does itself.
 * @param {Tf} tf
 * @param {WebAssembly.Module} module
 * @param {number} threads
 */
export function installKernels(tf, module, threads) {
  const backend = tf.findBackend("wasm");
  teams.set(backend, openTeam(backend, module, threads));
  if (registered) return;
  registered = true;
  for (const [kernelName, compute] of Object.entries(KERNELS)) {
    /** @type {any} */
    const known = tf.getKernel(kernelName, "wasm");
    const own = known ?? ADDED[kernelName](tf);
    if (known) tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({
      ...own,
      kernelFunc(args) {
        const team = teams.get(args.backend);
        const out = team && compute(tf, team, args);
        if (out) computed += 1;
        return out ?? own.kernelFunc(args);
      },
    });
  }
}

/**
 * Do some work, and say what did it.
 * @template T
 * @param {Tf} tf
 * @param {() => T} work
 * @returns {{team: Team, value: T, recording: import("./team.js").Recording, isWhole: Promise<boolean>} | undefined}
 *   isWhole: whether our kernels did all of it; undefined where there are none
 */
export function recordJobs(tf, work) {
  const team = teams.get(tf.engine().backend);
  if (!team) return;
  const before = computed;
  /** @type {Promise<{kernels: {name: string}[]}> | undefined} */
  let profile;
  /** @type {any} */
  let value;
  const { recording } = team.record(() => {
    profile = /** @type {any} */ (tf.engine().profile(() => /** @type {any} */ (value = work())));
  });
  const count = computed - before;
  // What is no kernel, such as "fusedConv2d__op", stands beside the one that it calls.
  const isComputed = (/** @type {{name: string}} */ { name }) => tf.getKernel(name, "wasm") && !SAME_VALUES.has(name);
  const isWhole = /** @type {NonNullable<typeof profile>} */ (profile).then(
    ({ kernels }) => kernels.filter(isComputed).length === count,
  );
  return { team, value, recording, isWhole };
}
