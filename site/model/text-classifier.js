// A text classifier: token ids in, probabilities out, and what the filters of its convolutions found.

import { onBackend, useProcessor } from "./backend.js";
import { winners } from "./filters.js";
import { nodeBefore } from "./graph.js";
import { withRecurrences } from "./kernels/recurrence.js";
import { padded, withoutEach } from "./leave-one-out.js";
import { downloadTextModel } from "./text-files.js";


/** Left-out words answered in one run: a new question never waits for more than that. */
const CHUNK = 4;

/** @typedef {Awaited<ReturnType<typeof loadTextClassifier>>} TextClassifier */

/**
 * @param {string} id "cnn" or "lstm"
 * @param {{onProgress?: (progress: import("./fetch.js").Progress) => void, signal?: AbortSignal}} [options]
 */
export async function loadTextClassifier(id, options = {}) {
  const [{ card, artifacts }, backend] = await Promise.all([downloadTextModel(id, options), useProcessor()]);
  const { length } = card.input;
  const classes = card.labels.length;
  const { outputs } = artifacts.signature;
  const [input] = Object.values(artifacts.signature.inputs).map(({ name }) => name);
  const model = await onBackend(backend, (tf) =>
    tf.loadGraphModel({ load: async () => withRecurrences(tf, artifacts, backend) }),
  );
  const recorded = Object.keys(outputs).filter((name) => name !== "probabilities");
  const layers = recorded
    .filter((name) => /^conv\d+$/.test(name))
    .sort((a, b) => widthOf(a) - widthOf(b));

  /**
   * @param {Int32Array} rows [texts × length]
   * @param {string[]} names of nodes
   * @param {AbortSignal} [signal]
   * @returns {Promise<Float32Array[]>}
   */
  function run(rows, names, signal) {
    return onBackend(backend, async (tf) => {
      signal?.throwIfAborted();
      const shape = [rows.length / length, length];
      const found = tf.tidy(() => model.execute({ [input]: tf.tensor(rows, shape, "int32") }, names));
      const tensors = Array.isArray(found) ? found : [found];
      try {
        return /** @type {Float32Array[]} */ (await Promise.all(tensors.map((tensor) => tensor.data())));
      } finally {
        for (const tensor of tensors) tensor.dispose();
      }
    });
  }

  /** @param {Int32Array} rows @param {AbortSignal} [signal] */
  async function probabilities(rows, signal) {
    const [found] = await run(rows, [outputs.probabilities.name], signal);
    return found;
  }

  /** The weights of the dense layer before an output. @param {string} output */
  function kernelBefore(output) {
    const [, kernel] = nodeBefore(artifacts, output, "_FusedMatMul").input ?? [];
    return /** @type {Promise<Float32Array>} */ (model.weights[kernel][0].data());
  }

  // The first run compiles what the others use.
  await probabilities(new Int32Array(length));

  return {
    id,
    card,
    backend,
    labels: card.labels,
    length,

    /**
     * @param {ArrayLike<number>} ids of a text's tokens
     * @param {{signal?: AbortSignal}} [options]
     * @returns {Promise<{probabilities: Float32Array, layers: Record<string, Float32Array>, milliseconds: number}>}
     *   `layers`: the activations of each layer that a bundle records, on the way to the answer
     */
    async classify(ids, { signal } = {}) {
      const begun = performance.now();
      const names = ["probabilities", ...recorded].map((name) => outputs[name].name);
      const [found, ...activations] = await run(padded(ids, length), names, signal);
      const milliseconds = performance.now() - begun;
      const entries = recorded.map((name, i) => [name, activations[i]]);
      return { probabilities: found, layers: Object.fromEntries(entries), milliseconds };
    },

    /**
     * Many texts at once.
     * @param {Int32Array} rows [texts × length]
     * @returns {Promise<Float32Array>} [texts × classes]
     */
    classifyAll: (rows) => probabilities(rows),

    /**
     * The answers to a text without each of its words.
     * @param {ArrayLike<number>} ids of its tokens, one more than `length` where there are more
     * @param {{signal?: AbortSignal}} [options]
     * @returns {Promise<Float32Array>} [words read × classes]
     */
    async without(ids, { signal } = {}) {
      const rows = withoutEach(ids, length);
      const answers = new Float32Array((rows.length / length) * classes);
      for (let at = 0; at * length < rows.length; at += CHUNK) {
        // Between two runs whatever came meanwhile has its turn.
        await new Promise((resolve) => setTimeout(resolve));
        answers.set(await probabilities(rows.subarray(at * length, (at + CHUNK) * length), signal), at * classes);
      }
      return answers;
    },

    /**
     * The n-gram that won each filter.
     * @param {ArrayLike<number>} ids of a text's tokens
     * @param {number} classIndex for or against which filters count
     * @returns {Promise<import("./filters.js").Winner[]>} empty for a network without convolutions
     */
    async filters(ids, classIndex) {
      if (!layers.length) return [];
      const maxima = layers.map((layer) => /** @type {string[]} */ (nodeBefore(artifacts, layer, "Max").input)[0]);
      const [[hidden, ...activations], hiddenKernel, outputKernel] = await Promise.all([
        run(padded(ids, length), [outputs.hidden.name, ...maxima]),
        kernelBefore("hidden"),
        kernelBefore("probabilities"),
      ]);
      const convolutions = layers.map((layer, i) => ({
        layer,
        width: widthOf(layer),
        filters: activations[i].length / length,
        activations: activations[i],
      }));
      const dense = { hidden, hiddenKernel, outputKernel, classes };
      return winners(convolutions, dense, { words: Math.min(ids.length, length), classIndex });
    },

    /** Free the memory once the inference that is under way has ended. */
    dispose: () => onBackend(backend, () => model.dispose()),
  };
}

/** The words that a layer called conv3, conv4 … looks at. @param {string} layer */
const widthOf = (layer) => Number(layer.slice(4));

