// Puts steps of our own into a network's graph as it is loaded: the published graph knows TensorFlow's alone.

/** @typedef {import("../backend.js").Tf} Tf */
/** @typedef {import("../files.js").Artifacts} Artifacts */
/** @typedef {import("../graph.js").GraphNode} GraphNode */

/** Names of the steps that TensorFlow.js has been told of. @type {Set<string>} */
const known = new Set();

/**
 * The same network with steps of our own, where the backend has a kernel for them.
 * @param {Tf} tf
 * @param {Artifacts} artifacts
 * @param {string} backend
 * @param {{op: string, compute: (tf: Tf, node: any) => any, change: (nodes: GraphNode[]) => GraphNode[]}} step
 *   compute: runs such a step; change: puts them in
 * @returns {Artifacts}
 */
export function rewrite(tf, artifacts, backend, { op, compute, change }) {
  if (!tf.getKernel(op, backend)) return artifacts;
  if (!known.has(op)) tf.registerOp(op, (node) => compute(tf, node));
  known.add(op);
  const topology = /** @type {any} */ (artifacts.modelTopology);
  return { ...artifacts, modelTopology: { ...topology, node: change(topology.node) } };
}
