// Which words won each filter of a convolution over a text, and what that filter adds to the answer.

/**
 * @typedef {object} Winner what one filter found
 * @property {string} layer
 * @property {number} width of its window, in words
 * @property {number} index of the filter within its layer
 * @property {number} start the first word of the window that it answers most strongly to
 * @property {number} stop after its last word
 * @property {number} activation
 * @property {number} contribution to the answer, in logits: above 0 for the class, below 0 against it
 */

/**
 * @typedef {object} Convolution
 * @property {string} layer
 * @property {number} width
 * @property {number} filters
 * @property {Float32Array} activations [length × filters], before the maximum over the text
 */

/**
 * @typedef {object} Dense the layers after the maximum; kernels lie inputs × units
 * @property {Float32Array} hidden [64]: the hidden layer's answers (relu)
 * @property {Float32Array} hiddenKernel
 * @property {Float32Array} outputKernel
 * @property {number} classes
 */

/**
 * The filters that answer at all, the largest contribution first. Where the hidden layer's relu lets the same
 * units through, the logit of the class minus the mean of the others is linear in the filters; so a filter's
 * contribution is its activation times that line's slope.
 * @param {Convolution[]} convolutions in the order in which the hidden layer reads them
 * @param {Dense} dense
 * @param {{words: number, classIndex: number}} options how many words were read
 * @returns {Winner[]}
 */
export function winners(convolutions, dense, { words, classIndex }) {
  const pull = pulls(dense, classIndex);
  const units = pull.length;
  const found = [];
  let row = 0;
  for (const { layer, width, filters, activations } of convolutions) {
    const before = (width - 1) >> 1; // words of the window before its place, as in "same" padding
    for (let index = 0; index < filters; index++, row++) {
      let place = 0;
      for (let t = 1; t < words; t++) {
        if (activations[t * filters + index] > activations[place * filters + index]) place = t;
      }
      const activation = words ? activations[place * filters + index] : 0;
      if (activation <= 0) continue;
      let slope = 0;
      for (let u = 0; u < units; u++) slope += dense.hiddenKernel[row * units + u] * pull[u];
      const start = Math.max(0, place - before);
      const stop = Math.min(words, place - before + width);
      found.push({ layer, width, index, start, stop, activation, contribution: activation * slope });
    }
  }
  return found.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

/** How each hidden unit moves the class's logit against the others' mean. @param {Dense} dense @param {number} c */
function pulls({ hidden, outputKernel, classes }, c) {
  return Float64Array.from(hidden, (value, u) => {
    if (value <= 0) return 0;
    let others = 0;
    for (let k = 0; k < classes; k++) if (k !== c) others += outputKernel[u * classes + k];
    return outputKernel[u * classes + c] - others / Math.max(1, classes - 1);
  });
}
