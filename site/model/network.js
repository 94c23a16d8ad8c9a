// One network on one backend: pixels' numbers in, probabilities and features out.

import { BackendLost, afterAll, lose, onBackend } from "./backend.js";
import { join } from "./kernels/joined.js";
import { record } from "./kernels/program.js";

/** @typedef {import("./backend.js").Backend} Backend */
/** @typedef {import("./files.js").Artifacts} Artifacts */

/**
 * @typedef {object} Answer
 * @property {Float32Array} probabilities one for each class
 * @property {Float32Array} features the last convolution's output
 * @property {number[]} featureShape [h, w, c]
 * @property {Record<string, Float32Array>} layers the channels' means of each layer that bundles record
 * @property {number} milliseconds on the backend, until both are read back; waiting for it not counted
 */

/**
 * @typedef {object} Network
 * @property {Backend} backend
 * @property {(input: Float32Array, signal?: AbortSignal) => Promise<Answer>} run input: [size, size, 3]
 * @property {() => Promise<void>} close frees its memory once all runs are over; may be called twice
 */

/**
 * Put a network on a backend and run it once, so that the first real answer comes as fast as the others.
 * @param {Artifacts} artifacts
 * @param {number} size
 * @param {Backend} backend
 * @returns {Promise<Network>}
 * @throws {Error} when the backend does not work here
 */
export async function openNetwork(artifacts, size, backend) {
  const [input] = Object.values(artifacts.signature.inputs).map(({ name }) => name);
  const { probabilities: first, features: second, ...others } = artifacts.signature.outputs;
  const outputs = [first, second, ...Object.values(others)].map(({ name }) => name);
  const shape = [1, size, size, 3];
  const { model, home, program } = await onBackend(backend, async (tf, started) => {
    const opened = await tf.loadGraphModel({ load: async () => join(tf, artifacts, backend) });
    const execute = (/** @type {any} */ pixels) => /** @type {any[]} */ (opened.execute({ [input]: pixels }, outputs));
    const recorded = await record(tf, shape, execute).catch((error) => {
      opened.dispose();
      throw error;
    });
    return { model: opened, home: started, program: recorded };
  });
  /** @type {Promise<void> | undefined} */
  let closed;
  /**
   * Outputs not yet read back: on a lost device they never will be.
   * @type {import("@tensorflow/tfjs-core").Tensor[]}
   */
  let held = [];
  const release = () => {
    for (const tensor of held) tensor.dispose();
    held = [];
  };

  /**
   * @param {import("./backend.js").Tf} tf
   * @param {Float32Array} pixels
   * @returns {Promise<[Float32Array[], number[][]]>} the outputs and their shapes
   */
  async function execute(tf, pixels) {
    held = /** @type {import("@tensorflow/tfjs-core").Tensor[]} */ (
      tf.tidy(() => model.execute({ [input]: tf.tensor(pixels, /** @type {any} */ (shape)) }, outputs))
    );
    try {
      const found = /** @type {Float32Array[]} */ (await Promise.all(held.map((tensor) => tensor.data())));
      return [found, held.map((tensor) => tensor.shape)];
    } finally {
      release();
    }
  }

  /** @type {Network} */
  const network = {
    backend,
    async run(pixels, signal) {
      if (home.lost) throw home.lost;
      if (closed) throw new Error("this network was closed.");
      return onBackend(backend, async (tf, started) => {
        signal?.throwIfAborted();
        if (started !== home) throw home.lost ?? new BackendLost(backend, "it was started anew");
        const start = performance.now();
        const [[probabilities, features, ...means], shapes] = program
          ? [program.run(pixels), program.shapes]
          : await execute(tf, pixels);
        const milliseconds = performance.now() - start;
        if (!sumsToOne(probabilities)) throw lose(backend, "it gave no probabilities");
        const layers = Object.fromEntries(Object.keys(others).map((name, i) => [name, means[i]]));
        return { probabilities, features, featureShape: shapes[1].slice(1), layers, milliseconds };
      });
    },
    close() {
      closed ??= afterAll(() => {
        program?.free();
        model.dispose();
        release();
      });
      return closed;
    },
  };
  try {
    await network.run(new Float32Array(size * size * 3));
  } catch (error) {
    await network.close();
    throw error;
  }
  return network;
}

/** A lost device answers zeros or NaN, silently. @param {Float32Array} probabilities */
function sumsToOne(probabilities) {
  return Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1) < 0.01;
}
