// Our own WASM kernels in the place of TensorFlow.js's, where the browser has fused multiply-add for them.

import { download } from "../fetch.js";
import { fusedConv2d, fusedDepthwiseConv2d, fusedMatMul, joinedConv2d } from "./convolution.js";
import { JOINED, inSteps } from "./joined.js";
import { RECURRENCE, alone, recurrence } from "./recurrence.js";
import { concat, maxPool, mean } from "./rows.js";
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
};

/** Steps that TensorFlow.js does not know, and how it does them. @type {Record<string, (tf: Tf) => object>} */
const ADDED = { [JOINED]: inSteps, [RECURRENCE]: alone };

/** @type {WeakMap<object, Team>} by TensorFlow.js's backend */
const teams = new WeakMap();

let registered = false;

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
        return (team && compute(tf, team, args)) ?? own.kernelFunc(args);
      },
    });
  }
}
