// Two convolutions of one picture whose outputs are put side by side, as in SqueezeNet's fire modules: one step
// of the graph instead of three, and no copy.

import { rewrite } from "./rewrite.js";

/** @typedef {import("../backend.js").Tf} Tf */
/** @typedef {import("../files.js").Artifacts} Artifacts */

export const JOINED = "JoinedConv2D";

/** A graph's strings are in base64. */
const RELU = [btoa("BiasAdd"), btoa("Relu")].join();
const NHWC = btoa("NHWC");

/**
 * The same network with such steps joined, where the backend has a kernel for them.
 * @param {Tf} tf
 * @param {Artifacts} artifacts
 * @param {string} backend
 * @returns {Artifacts}
 */
export function join(tf, artifacts, backend) {
  return rewrite(tf, artifacts, backend, { op: JOINED, compute, change: joined });
}

/** @param {any[]} all nodes of the graph */
function joined(all) {
  const byName = new Map(all.map((node) => [node.name, node]));
  /** @type {string[]} */
  const read = all.flatMap((node) => node.input ?? []);
  const once = (/** @type {any} */ part) => read.indexOf(part.name) === read.lastIndexOf(part.name);
  const gone = new Set();
  const nodes = all.map((node) => {
    if (node.op !== "ConcatV2" || node.input.length !== 3) return node;
    const [first, second] = node.input.map((/** @type {string} */ name) => byName.get(name));
    if (![first, second].every((part) => part && isPlain(part) && once(part))) return node;
    const [x, ...weights] = first.input;
    if (second.input[0] !== x) return node;
    gone.add(first).add(second);
    return {
      name: node.name,
      op: JOINED,
      input: [x, ...weights, ...second.input.slice(1), node.input[2]],
      attr: { pad0: first.attr.padding, pad1: second.attr.padding },
    };
  });
  return nodes.filter((each) => !gone.has(each));
}

/** A convolution with a bias and relu that goes over every pixel. @param {any} part */
function isPlain({ op, input, attr }) {
  const ones = (/** @type {any} */ list) => !list || list.list.i.every((/** @type {any} */ i) => Number(i) === 1);
  if (op !== "_FusedConv2D" || input.length !== 3 || attr.data_format.s !== NHWC) return false;
  return attr.fused_ops.list.s.join() === RELU && ones(attr.strides) && ones(attr.dilations);
}

/** @param {Tf} tf @param {any} node */
function compute(tf, { inputs, attrs }) {
  const [x, filter0, bias0, filter1, bias1, axis] = inputs;
  const both = [attrs.pad0, attrs.pad1].map((pad) => ({
    strides: [1, 1],
    dilations: [1, 1],
    pad: pad.toLowerCase(),
    dataFormat: "NHWC",
    activation: "relu",
  }));
  const attributes = /** @type {any} */ ({ both, axis: axis.dataSync()[0] });
  return tf.engine().runKernel(JOINED, { x, filter0, bias0, filter1, bias1 }, attributes);
}

/**
 * The same in three steps, for what our kernel cannot do.
 * @param {Tf} tf
 * @returns {import("@tensorflow/tfjs-core").KernelConfig}
 */
export function inSteps(tf) {
  const run = (/** @type {string} */ name, /** @type {any} */ args) =>
    /** @type {any} */ (tf.getKernel(name, "wasm")).kernelFunc(args);
  return {
    kernelName: JOINED,
    backendName: "wasm",
    kernelFunc(args) {
      const { x, filter0, bias0, filter1, bias1 } = args.inputs;
      const { both, axis } = /** @type {any} */ (args.attrs);
      const backend = /** @type {any} */ (args.backend);
      const parts = [
        run("FusedConv2D", { inputs: { x, filter: filter0, bias: bias0 }, attrs: both[0], backend }),
        run("FusedConv2D", { inputs: { x, filter: filter1, bias: bias1 }, attrs: both[1], backend }),
      ];
      const out = run("Concat", { inputs: parts, attrs: { axis }, backend });
      for (const part of parts) backend.disposeData(part.dataId);
      return out;
    },
  };
}
