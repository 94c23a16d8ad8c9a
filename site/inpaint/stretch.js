/** The Laplace equation, solved from coarse to fine: known values reach smoothly into where there are none. */

/**
 * Extend values smoothly to the pixels that have none.
 * @param {Float32Array} values channels * width * height, written to where the weight is 0
 * @param {Float32Array} weights width * height, 0 = no value
 * @param {number} width
 * @param {number} height
 * @param {import("./kernels.js").Kernels} kernels
 * @param {number} [channels] values a pixel
 */
export function stretch(values, weights, width, height, kernels, channels = 3) {
  const placed = kernels.place({ values, weights }, 4 * (channels + 1) * (weights.length + 64));
  const [to, where] = [placed.values.byteOffset, placed.weights.byteOffset];
  kernels.run.stretch(to, where, width, height, channels, kernels.scratch);
  values.set(placed.values);
}
