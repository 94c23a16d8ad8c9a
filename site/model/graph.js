// Finds inner nodes of an exported graph by their place before a named output, whatever they are called.

/** @typedef {{name: string, op: string, input?: string[], attr?: any}} GraphNode */

/**
 * @param {import("./files.js").Artifacts} artifacts
 * @param {string} output a name of the signature
 * @param {string} op the kind of node looked for, e.g. "Max"
 * @returns {GraphNode} the nearest such node before the output, along first inputs
 * @throws {Error} when there is none
 */
export function nodeBefore({ modelTopology, signature }, output, op) {
  /** @type {Map<string, GraphNode>} */
  const nodes = new Map(/** @type {any} */ (modelTopology).node.map((/** @type {GraphNode} */ n) => [n.name, n]));
  const start = signature.outputs[output]?.name ?? "";
  for (let name = bare(start); nodes.has(name); ) {
    const node = /** @type {GraphNode} */ (nodes.get(name));
    if (node.op === op) return node;
    name = bare(node.input?.[0] ?? "");
  }
  throw new Error(`the graph has no ${op} before its output ${output}.`);
}

/** A node's name without the number of its output. @param {string} name */
export const bare = (name) => name.split(":")[0];
