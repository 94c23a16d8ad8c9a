// TensorFlow.js's backends: loaded when wanted, used one at a time, given up when the browser takes them.

import { arrivals } from "./arrivals.js";
import { download } from "./fetch.js";
import { installKernels, loadKernels } from "./kernels/install.js";

/** @typedef {typeof import("../vendor/tfjs.js")} Tf */
/** @typedef {"wasm" | "webgl" | "webgpu" | "cpu"} Backend */

/**
 * @typedef {object} Live a backend that has been started
 * @property {BackendLost} [lost] set once it is gone
 * @property {Set<(error: Error) => void>} waiting whom to tell when it is lost
 */

/** @type {readonly Backend[]} */
export const BACKENDS = ["wasm", "webgl", "webgpu", "cpu"];

/** A backend that worked and does no more; its message is a sentence for the person. */
export class BackendLost extends Error {
  name = "BackendLost";

  /** @param {Backend} backend @param {string} reason */
  constructor(backend, reason) {
    super(`The ${backend} backend was lost (${reason}): choose another one, or this one again.`);
    this.backend = backend;
  }
}

/** WASM gains little from more threads than this, and other work wants its share. */
const MOST_THREADS = 4;

/** How many threads WASM is to take where the page is cross-origin isolated. */
let wantedThreads = Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, MOST_THREADS);

/** Names of renderers that run on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** @type {Map<Backend, Live>} */
const live = new Map();

/** TensorFlow.js has one current backend for the whole page, so that all work on tensors queues here. */
let queue = Promise.resolve();

/**
 * Run something on a backend, after whatever was asked for before.
 * @template T
 * @param {Backend} name
 * @param {(tf: Tf, started: Live) => T | Promise<T>} work
 * @returns {Promise<T>}
 * @throws {BackendLost} when it goes away meanwhile
 */
export function onBackend(name, work) {
  return afterAll(async () => {
    const tf = await activate(name);
    return unlessLost(name, (started) => work(tf, started));
  });
}

/**
 * Run something after whatever was asked for before, on whatever backend.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export function afterAll(work) {
  const turn = queue.then(work);
  queue = turn.then(nothing, nothing);
  return turn;
}

/**
 * Load and start a backend.
 * @param {Backend} name
 * @throws {Error} when it does not work here, with the reason
 */
export function use(name) {
  return onBackend(name, nothing);
}

/**
 * Whether a backend computes on a real GPU here. Drawn by the processor, it is never worth measuring.
 * @param {Backend} name
 */
export async function hasGpu(name) {
  if (name === "webgpu") {
    /** @type {any} */
    const adapter = await navigator.gpu?.requestAdapter();
    const { isFallbackAdapter, architecture, description } = adapter?.info ?? {};
    return Boolean(adapter) && !isFallbackAdapter && !SOFTWARE.test(`${architecture} ${description}`);
  }
  const gl = name === "webgl" ? webglContext() : null;
  if (!gl) return false;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(renderer);
}

/**
 * How many threads WASM is to take where the page is cross-origin isolated; it takes one elsewhere.
 * @param {number} count before it is started
 */
export function wantThreads(count) {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`invalid number of threads: ${count}`);
  wantedThreads = Math.min(count, MOST_THREADS);
}

/** How many threads the started WASM backend runs on. */
export function threads() {
  return onBackend("wasm", async () => (await import("../vendor/tfjs-wasm.js")).getThreadsCount());
}

function nothing() {}

/** @type {Promise<Tf> | undefined} */
let core;

function loadCore() {
  core ??= arrivals.until("vendor/tfjs.js", import("../vendor/tfjs.js"));
  return core.catch((error) => {
    core = undefined;
    throw new Error(`TensorFlow.js could not be loaded (${error.message}): reload the page.`);
  });
}

/** @param {Backend} name */
async function activate(name) {
  if (!BACKENDS.includes(name)) {
    throw new RangeError(`unknown backend: ${name} (one of ${BACKENDS.join(", ")})`);
  }
  const tf = await loadCore();
  if (live.get(name)?.lost) forget(tf, name);
  if (live.has(name) && tf.getBackend() === name) return tf;
  const tried = live.has(name) ? undefined : await PREPARE[name](tf);
  let works = false;
  try {
    works = await tf.setBackend(name);
  } finally {
    tried?.(works);
  }
  if (!works) throw new Error(`${name} does not work here: it could not be started.`);
  if (!live.has(name)) {
    live.set(name, { waiting: new Set() });
    watch(tf, name);
  }
  return tf;
}

/** WebAssembly, or plain JavaScript where that does not work. @returns {Promise<Backend>} */
export async function useProcessor() {
  try {
    await use("wasm");
    return "wasm";
  } catch (error) {
    await use("cpu").catch(() => {
      throw error;
    });
    return "cpu";
  }
}

/**
 * What must be there before TensorFlow.js is asked to start a backend; a function is told whether it worked.
 * @type {Record<Backend, (tf: Tf) => Promise<((works: boolean) => void) | void>>}
 */
const PREPARE = {
  async wasm(tf) {
    if (typeof WebAssembly === "undefined") throw new Error("wasm does not work here: no WebAssembly.");
    const module = import("../vendor/tfjs-wasm.js");
    const { setThreadsCount, setWasmPaths } = await arrivals.until("vendor/tfjs-wasm.js", module);
    const threads = globalThis.crossOriginIsolated ? wantedThreads : 1;
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threads > 1);
    setThreadsCount(threads);
    const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    const kind = `${simd && threads > 1 ? "-threaded" : ""}${simd ? "-simd" : ""}`;
    const file = `tfjs-backend-wasm${kind}.wasm`;
    // Fetched here, because TensorFlow.js's own errors name neither the file nor the cause.
    const [[binary], kernels] = await Promise.all([
      download([{ url: new URL(`../vendor/${file}`, import.meta.url) }]),
      simd ? loadKernels(threads > 1).catch(nothing) : undefined,
    ]);
    if (!WebAssembly.validate(binary)) {
      throw new Error(`wasm does not work here: ${file} is damaged (${binary.byteLength} bytes).`);
    }
    const address = URL.createObjectURL(new Blob([binary], { type: "application/wasm" }));
    const names = ["tfjs-backend-wasm", "tfjs-backend-wasm-simd", "tfjs-backend-wasm-threaded-simd"];
    setWasmPaths(Object.fromEntries(names.map((each) => [`${each}.wasm`, address])));
    const release = threads > 1 ? claimCores(2 * threads) : nothing;
    return (works) => {
      release();
      if (works && kernels) installKernels(tf, kernels, threads);
    };
  },
  async webgl(tf) {
    const gl = webglContext();
    if (!gl) throw new Error("webgl does not work here: this browser offers no WebGL 2.");
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    await arrivals.until("vendor/tfjs-webgl.js", import("../vendor/tfjs-webgl.js"));
    // Who asks for WebGL by name gets it, even where software draws it.
    tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  },
  async webgpu() {
    if (!(await navigator.gpu?.requestAdapter())) {
      throw new Error("webgpu does not work here: this browser offers no WebGPU adapter.");
    }
    await arrivals.until("vendor/tfjs-webgpu.js", import("../vendor/tfjs-webgpu.js"));
  },
  async cpu() {
    await arrivals.until("vendor/tfjs-cpu.js", import("../vendor/tfjs-cpu.js"));
  },
};

/**
 * TensorFlow.js takes half as many threads as it is told of cores at most, whatever `setThreadsCount` says: on
 * two cores always one.
 * @param {number} cores what it is to be told while it starts
 * @returns {() => void} tells the truth again
 */
function claimCores(cores) {
  Object.defineProperty(navigator, "hardwareConcurrency", { value: cores, configurable: true });
  return () => delete (/** @type {any} */ (navigator).hardwareConcurrency);
}

/** @returns {WebGL2RenderingContext | null} */
function webglContext() {
  const canvas =
    typeof OffscreenCanvas === "undefined" ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
  return /** @type {any} */ (canvas.getContext("webgl2"));
}

/**
 * Be told when the browser takes a backend away.
 * @param {Tf} tf
 * @param {Backend} name
 */
function watch(tf, name) {
  const started = tf.findBackend(name);
  const { gpgpu, device } = /** @type {any} */ (started);
  const canvas = gpgpu?.gl.canvas;
  canvas?.addEventListener("webglcontextlost", () => lose(name, "the browser took its context away"));
  device?.lost.then((/** @type {GPUDeviceLostInfo} */ info) => lose(name, info.message || info.reason));
}

/**
 * Give a backend up: whoever waits for it is told, and its next use starts it anew.
 * @param {Backend} name
 * @param {string} reason
 * @returns {BackendLost}
 */
export function lose(name, reason) {
  const started = live.get(name);
  if (started?.lost) return started.lost;
  const error = new BackendLost(name, reason);
  if (started) started.lost = error;
  for (const tell of started?.waiting ?? []) tell(error);
  return error;
}

/**
 * @template T
 * @param {Backend} name
 * @param {(started: Live) => T | Promise<T>} work
 * @returns {Promise<T>}
 */
async function unlessLost(name, work) {
  const started = /** @type {Live} */ (live.get(name));
  /** @type {(error: Error) => void} */
  let tell = nothing;
  // What a lost device left unfinished may never finish.
  const lost = new Promise((_, reject) => started.waiting.add((tell = reject)));
  try {
    return await Promise.race([work(started), /** @type {Promise<never>} */ (lost)]);
  } finally {
    started.waiting.delete(tell);
  }
}

/**
 * Make room for a fresh start: TensorFlow.js would go on using the dead one.
 * @param {Tf} tf
 * @param {Backend} name
 */
function forget(tf, name) {
  const factory = tf.findBackendFactory(name);
  live.delete(name);
  tf.removeBackend(name);
  if (factory) tf.registerBackend(name, factory);
}
