// A classifier: a network with its card, on the backend that suits this browser, pictures in, answers out.

import { BACKENDS, use, useProcessor } from "./backend.js";
import { classActivationMap } from "./cam.js";
import { downloadClassWeights, downloadModel } from "./files.js";
import { decodeFloat16 } from "./float16.js";
import { choose, measure, rivals } from "./measure.js";
import { openNetwork } from "./network.js";
import { toPixels } from "./pixels.js";
import { preprocess } from "./preprocess.js";

/** @typedef {import("./backend.js").Backend} Backend */
/** @typedef {import("./cam.js").ActivationMap} ActivationMap */
/** @typedef {import("./measure.js").Measured} Measured */
/** @typedef {import("./network.js").Answer} Answer */
/** @typedef {import("./pixels.js").Picture} Picture */

/**
 * @typedef {object} Options
 * @property {Backend | "auto"} [backend] "auto" answers on WASM first and then takes what is faster here
 * @property {string} [preprocessing] one of the card's; its default otherwise
 * @property {(progress: import("./fetch.js").Progress) => void} [onProgress]
 * @property {AbortSignal} [signal] ends the loading
 */

/** Milliseconds without a question after which there is time to measure. */
const IDLE = 1000;

/** @typedef {Awaited<ReturnType<typeof loadClassifier>>} Classifier */

/**
 * @param {string} name "squeezenet" or "mobilenet"
 * @param {Options} [options]
 */
export async function loadClassifier(name, { backend = "auto", preprocessing, onProgress, signal } = {}) {
  if (backend !== "auto" && !BACKENDS.includes(backend)) {
    throw new RangeError(`unknown backend: ${backend} (one of auto, ${BACKENDS.join(", ")})`);
  }
  const [{ card, labels, artifacts }, first] = await Promise.all([
    downloadModel(name, { onProgress, signal }),
    start(backend),
  ]);
  const method = preprocessing ?? card.defaultPreprocessing;
  if (!Object.hasOwn(card.preprocessing, method)) {
    throw new RangeError(
      `unknown preprocessing: ${method} (one of ${Object.keys(card.preprocessing).join(", ")})`,
    );
  }
  const open = (/** @type {Backend} */ where) => openNetwork(artifacts, card.size, where);
  const prepare = async (/** @type {Picture} */ image) =>
    preprocess(await toPixels(image), card.size, card.preprocessing[method]);

  let network = await open(first);
  let disposed = false;
  let settled = backend !== "auto";
  /** @type {{input: Float32Array, answer: Answer} | undefined} */
  let last;
  /** @type {Promise<Uint16Array> | undefined} */
  let classWeights;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idle;

  function refuse() {
    if (disposed) throw new Error("this classifier was disposed of: load it again.");
  }

  /** @param {Float32Array} input @param {AbortSignal} [stop] */
  async function answer(input, stop) {
    const given = await network.run(input, stop);
    // The caller may give its copy away to another thread.
    last = { input, answer: { ...given, features: given.features.slice() } };
    return given;
  }

  /** @param {Backend} where */
  async function move(where) {
    refuse();
    const next = await open(where);
    const before = network;
    network = next;
    await before.close();
    if (disposed) await next.close();
  }

  /** @param {Float32Array} input @param {readonly Backend[]} backends */
  function trial(input, backends) {
    const run = () => measure(open, input, backends);
    // Two networks in two workers would spoil each other's times.
    return navigator.locks ? navigator.locks.request("diptych-measure", run) : run();
  }

  async function settle() {
    settled = true;
    const others = await rivals();
    if (!others.length || !last || disposed) return;
    const before = network;
    const best = choose(await trial(last.input, [before.backend, ...others]), before.backend);
    // Somebody may have chosen in the meantime.
    if (network === before && best !== before.backend && !disposed) await move(best);
  }

  return {
    id: name,
    card,
    labels,
    size: card.size,
    preprocessing: method,
    get backend() {
      return network.backend;
    },

    /**
     * @param {Picture} image
     * @param {{signal?: AbortSignal}} [options] aborted: the answer is wanted no more, if it is not under way
     * @returns {Promise<Answer>}
     * @throws {import("./backend.js").BackendLost} when the browser took the backend away: `use` another
     */
    async classify(image, options = {}) {
      refuse();
      clearTimeout(idle);
      const given = await answer(await prepare(image), options.signal);
      if (!settled) idle = setTimeout(() => settle().catch(() => {}), IDLE);
      return given;
    },

    /**
     * The class activation map; a picture that was the last to be classified is not classified again.
     * @param {Picture} image
     * @param {number} classIndex
     * @returns {Promise<ActivationMap>}
     */
    async cam(image, classIndex) {
      refuse();
      const input = await prepare(image);
      const known = last && same(last.input, input) ? last.answer : await answer(input);
      return this.camFromFeatures(known.features, classIndex);
    },

    /**
     * @param {Float32Array} features as `classify` gave them
     * @param {number} classIndex
     * @returns {Promise<ActivationMap>}
     */
    async camFromFeatures(features, classIndex) {
      if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= labels.length) {
        throw new RangeError(`class index ${classIndex} is out of range (0 to ${labels.length - 1})`);
      }
      classWeights ??= downloadClassWeights(card);
      classWeights.catch(() => (classWeights = undefined));
      const all = await classWeights;
      const shape = card.outputs.features;
      const channels = shape[2];
      const row = all.subarray(classIndex * channels, (classIndex + 1) * channels);
      return classActivationMap(features, shape, decodeFloat16(row));
    },

    /**
     * Go on with another backend, or with the same one after it was lost.
     * @param {Backend} where
     */
    async use(where) {
      settled = true;
      clearTimeout(idle);
      await move(where);
    },

    /**
     * How long one answer takes on each backend. "cpu", TensorFlow.js without WASM, only on request: it takes
     * seconds.
     * @param {Picture} image
     * @param {readonly Backend[]} [backends]
     * @returns {Promise<Measured[]>}
     */
    async measure(image, backends = ["wasm", "webgl", "webgpu"]) {
      refuse();
      return trial(await prepare(image), backends);
    },

    /** Free the memory once the inference that is under way has ended; may be called twice. */
    async dispose() {
      disposed = true;
      clearTimeout(idle);
      last = undefined;
      await network.close();
    },
  };
}

/** @param {Backend | "auto"} backend @returns {Promise<Backend>} */
async function start(backend) {
  if (backend === "auto") return useProcessor();
  await use(backend);
  return backend;
}

/** @param {Float32Array} a @param {Float32Array} b */
function same(a, b) {
  return a.every((value, i) => value === b[i]);
}
