// A long short-term memory, all of its steps in one step of the graph. The published graph writes them out, some
// thirteen operations for each word, and TensorFlow.js spends more time between these than in them.

import { bare } from "../graph.js";
import { rewrite } from "./rewrite.js";
import { RECUR } from "./team.js";

/** @typedef {import("./team.js").Team} Team */
/** @typedef {import("../backend.js").Tf} Tf */
/** @typedef {import("../files.js").Artifacts} Artifacts */
/** @typedef {import("../graph.js").GraphNode} GraphNode */

export const RECURRENCE = "Recurrence";

/** Operations of a step, and what their number a step is. */
const STEP = { MatMul: 1, AddV2: 2, Split: 1, Sigmoid: 3, Tanh: 2, Mul: 4 };

/** Channels that the kernel computes at once. */
const BLOCK = 32;

/**
 * The same network with each recurrence as one step, where the backend has a kernel for it.
 * @param {Tf} tf
 * @param {Artifacts} artifacts
 * @param {string} backend
 * @returns {Artifacts}
 */
export function withRecurrences(tf, artifacts, backend) {
  const change = (/** @type {GraphNode[]} */ all) => gathered(all, artifacts);
  return rewrite(tf, artifacts, backend, { op: RECURRENCE, compute, change });
}

/** @param {GraphNode[]} all nodes of the graph @param {Artifacts} artifacts */
function gathered(all, { weightSpecs, signature }) {
  const nodes = new Map(all.map((node) => [node.name, node]));
  const shapes = new Map(weightSpecs.map(({ name, shape }) => [name, shape]));
  for (const node of all) {
    const found = node.op === "Pack" ? recurrenceBefore(node, nodes) : undefined;
    if (!found || shapes.get(found.weights)?.[0] % 8) continue;
    const { gates, there, weights, backward } = found;
    nodes.set(node.name, {
      name: node.name,
      op: RECURRENCE,
      input: [gates, there, weights],
      attr: { backward: { b: backward } },
    });
  }
  const wanted = ancestors(Object.values(signature.outputs).map(({ name }) => name), nodes);
  return [...nodes.values()].filter(({ name }) => wanted.has(name));
}

/**
 * The recurrence whose states a node stacks.
 * @param {GraphNode} stack
 * @param {Map<string, GraphNode>} nodes
 */
function recurrenceBefore(stack, nodes) {
  const states = stack.input ?? [];
  const inside = ancestors(states, nodes, ["Unpack"]);
  const parts = [...inside].map((name) => /** @type {GraphNode} */ (nodes.get(name)));
  const count = (/** @type {string} */ op) => parts.filter((part) => part.op === op).length;
  if (!Object.entries(STEP).every(([op, times]) => count(op) === times * states.length)) return;
  const products = parts.filter(({ op }) => op === "MatMul").map(({ input = [] }) => input);
  const [weights] = new Set(products.map(([, right]) => right));
  const before = products.map(([left]) => states.indexOf(left));
  // Of the states, the last one in time is the only one that no step goes on from.
  const isLast = states.map((_, i) => !before.includes(i));
  const backward = isLast[0] && states.length > 1;
  const order = before.every((at) => at < states.length) && isLast.filter(Boolean).length === 1;
  const sources = parts.filter(({ op }) => op === "Unpack");
  // The gates are added to what comes from the state before; the other one multiplies.
  const gates = sources.find(({ name }) => parts.some(({ op, input }) => op === "AddV2" && bare(input?.[0] ?? "") === name));
  const there = sources.find((source) => source !== gates);
  if (!order || !gates?.input || !there?.input || sources.length !== 2) return;
  return { gates: gates.input[0], there: there.input[0], weights, backward };
}

/**
 * Everything that some nodes need, themselves included.
 * @param {string[]} names
 * @param {Map<string, GraphNode>} nodes
 * @param {string[]} [ends] operations that are not looked behind
 */
function ancestors(names, nodes, ends = []) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = names.map(bare);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = nodes.get(name);
    if (!node || found.has(name)) continue;
    found.add(name);
    if (!ends.includes(node.op)) open.push(...(node.input ?? []).map(bare));
  }
  return found;
}

/** @param {Tf} tf @param {any} node */
function compute(tf, { inputs: [gates, there, weights], attrs }) {
  return tf.engine().runKernel(RECURRENCE, { gates, there, weights }, /** @type {any} */ (attrs));
}

/**
 * @param {Tf} _tf
 * @param {Team} team
 * @param {any} args inputs: gates [texts, steps, 4 × cells], there [texts, steps, 1], weights [cells, 4 × cells]
 * @returns {any} the states [texts, steps, cells]
 */
export function recurrence(_tf, team, { inputs: { gates, there, weights }, attrs: { backward }, backend }) {
  const [texts, steps, width] = gates.shape;
  const cells = width / 4;
  const out = backend.makeOutput([texts, steps, cells], "float32");
  const places = [
    team.address(gates),
    team.address(there),
    team.pack(weights, cells, width, BLOCK),
    team.scratch(texts * cells * 6 * 4),
    team.address(out),
  ];
  team.run(RECUR, texts, [...places, steps, cells, Number(backward)]);
  return out;
}

/** What TensorFlow.js has for it: nothing. @returns {import("@tensorflow/tfjs-core").KernelConfig} */
export function alone() {
  return {
    kernelName: RECURRENCE,
    backendName: "wasm",
    kernelFunc() {
      throw new Error("the recurrence's kernel is gone: reload the page.");
    },
  };
}
