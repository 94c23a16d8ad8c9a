// One network on one backend: pixels' numbers in, probabilities and features out.

import { BackendLost, lose, onBackend } from "./backend.js";

/** @typedef {import("./backend.js").Backend} Backend */
/** @typedef {import("./files.js").Artifacts} Artifacts */

/**
 * @typedef {object} Answer
 * @property {Float32Array} probabilities one for each class
 * @property {Float32Array} features the last convolution's output
 * @property {number[]} featureShape [h, w, c]
 * @property {number} milliseconds on the backend, until both are read back; waiting for it not counted
 */

/**
 * @typedef {object} Network
 * @property {Backend} backend
 * @property {(input: Float32Array, signal?: AbortSignal) => Promise<Answer>} run input: [size, size, 3]
 * @property {() => void} close frees its memory; may be called twice
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
  const { model, home } = await onBackend(backend, async (tf, started) => ({
    model: await tf.loadGraphModel({ load: async () => artifacts }),
    home: started,
  }));
  const [input] = Object.values(artifacts.signature.inputs).map(({ name }) => name);
  const outputs = ["probabilities", "features"].map((key) => artifacts.signature.outputs[key].name);
  let open = true;

  /** @type {Network} */
  const network = {
    backend,
    run: (pixels, signal) =>
      onBackend(backend, async (tf, started) => {
        signal?.throwIfAborted();
        if (!open) throw new Error("this network was closed");
        if (started !== home) throw new BackendLost(backend, "it was started anew meanwhile");
        const start = performance.now();
        const [p, f] = /** @type {import("@tensorflow/tfjs-core").Tensor[]} */ (
          tf.tidy(() => model.execute({ [input]: tf.tensor(pixels, [1, size, size, 3]) }, outputs))
        );
        try {
          const [probabilities, features] = /** @type {Float32Array[]} */ (
            await Promise.all([p.data(), f.data()])
          );
          const milliseconds = performance.now() - start;
          if (!sumsToOne(probabilities)) {
            lose(backend, "it gave no probabilities");
            throw new BackendLost(backend, "it gave no probabilities");
          }
          return { probabilities, features, featureShape: f.shape.slice(1), milliseconds };
        } finally {
          p.dispose();
          f.dispose();
        }
      }),
    close() {
      if (open) model.dispose();
      open = false;
    },
  };
  try {
    await network.run(new Float32Array(size * size * 3));
  } catch (error) {
    network.close();
    throw error;
  }
  return network;
}

/** A lost device answers zeros or NaN, silently. @param {Float32Array} probabilities */
function sumsToOne(probabilities) {
  return Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1) < 0.01;
}
