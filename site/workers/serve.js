/**
 * The worker's side of the protocol that all workers of the site speak.
 *
 * Request `{id, op, args}`, reply `{id, value}` or `{id, error: {name, message, stack}}`,
 * event `{id, event: "progress", fraction}` or, of a worker that tells which files it waits for,
 * `{event: "waits", files}`. `{id, op: "cancel", args: {id}}` aborts a request under way.
 */

/**
 * @typedef {object} Help
 * @property {(fraction: number) => void} progress tells the page how much of the work is done, 0..1
 * @property {AbortSignal} signal aborted when the page cancels the request
 */

/**
 * What an operation answers: the value itself or, to hand buffers over instead of copying them,
 * `{value, transfer}`.
 * @typedef {(args: any, help: Help) => any} Op
 */

/**
 * Answer the requests that this worker receives.
 * @param {Record<string, Op>} ops the operations, by name
 * @param {{onmessage: any, postMessage: (message: any, transfer: Transferable[]) => void}} [scope] whose
 *   messages to answer: the worker's global scope, or one end of a MessageChannel
 */
export function serve(ops, scope = /** @type {any} */ (globalThis)) {
  /** @type {Map<number, AbortController>} */
  const running = new Map();

  scope.onmessage = async (/** @type {MessageEvent} */ { data: { id, op, args } }) => {
    if (op === "cancel") {
      const found = running.has(args.id);
      running.get(args.id)?.abort();
      scope.postMessage({ id, value: found }, []);
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!Object.hasOwn(ops, op)) {
        throw new RangeError(`unknown operation: ${op} (one of ${Object.keys(ops).join(", ")})`);
      }
      const answer = await ops[op](args, {
        progress: (fraction) => scope.postMessage({ id, event: "progress", fraction }, []),
        signal: controller.signal,
      });
      const { value, transfer } = answer?.transfer ? answer : { value: answer, transfer: [] };
      scope.postMessage({ id, value }, transfer);
    } catch (error) {
      scope.postMessage({ id, error: describe(error) }, []);
    } finally {
      running.delete(id);
    }
  };
}

/**
 * An error in a form that every browser can post.
 * @param {unknown} error
 * @returns {{name: string, message: string, stack: string}}
 */
function describe(error) {
  if (error instanceof Error || error instanceof DOMException) {
    return { name: error.name, message: error.message, stack: error.stack ?? "" };
  }
  return { name: "Error", message: String(error), stack: "" };
}
