// A network as one list of jobs: recorded once, then done without TensorFlow.js, whose way from one step of the
// graph to the next takes so long that helpers fall asleep meanwhile.

import { recordJobs } from "./install.js";

/** @typedef {import("../backend.js").Tf} Tf */
/** @typedef {import("@tensorflow/tfjs-core").Tensor} Tensor */

/**
 * @typedef {object} Program
 * @property {(pixels: Float32Array) => Float32Array[]} run the outputs
 * @property {number[][]} shapes of the outputs
 * @property {() => void} free
 */

/**
 * @param {Tf} tf its backend is the one the network is on
 * @param {number[]} shape of the input
 * @param {(input: Tensor) => Tensor[]} execute
 * @returns {Promise<Program | undefined>} undefined where TensorFlow.js itself has to compute some of it
 */
export async function record(tf, shape, execute) {
  const input = tf.tensor(new Float32Array(tf.util.sizeFromShape(shape)), shape);
  const recorded = recordJobs(tf, () => tf.tidy(() => execute(input)));
  if (!recorded) {
    input.dispose();
    return;
  }
  const { team, value: outputs = [], recording, isWhole } = recorded;
  const free = () => {
    for (const tensor of [input, ...outputs]) tensor.dispose();
    team.free(recording);
  };
  const isProgram = await isWhole.catch((error) => {
    free();
    throw error;
  });
  if (!isProgram) {
    free();
    return;
  }
  return {
    shapes: outputs.map((tensor) => tensor.shape),
    free,
    run(pixels) {
      team.values(input).set(pixels);
      team.replay(recording);
      return outputs.map((tensor) => team.values(tensor).slice());
    },
  };
}
