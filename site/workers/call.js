/**
 * The page's side of the protocol in serve.js: a worker that starts with the first call, and again with the
 * first one after its death.
 */

/**
 * @typedef {object} Connection
 * @property {(op: string, args?: any, options?: CallOptions) => Promise<any>} call
 * @property {() => void} terminate ends the worker; calls without an answer are rejected
 * @property {boolean} alive whether a worker runs now
 */

/**
 * @typedef {object} CallOptions
 * @property {Transferable[]} [transfer] buffers of the arguments to hand over instead of copying
 * @property {(fraction: number, event: any) => void} [onProgress]
 * @property {AbortSignal} [signal] aborting cancels the request, and rejects with the signal's reason
 */

/**
 * @typedef {object} Pending
 * @property {(value: any) => void} resolve
 * @property {(error: any) => void} reject
 * @property {((fraction: number, event: any) => void) | undefined} onProgress
 */

/**
 * What a connection needs of a worker.
 * @typedef {object} WorkerLike
 * @property {(message: any, transfer?: any) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: any) => void) | null} onmessage
 * @property {((event: any) => void) | null} onerror
 * @property {((event: any) => void) | null} onmessageerror
 */

/** @param {string | URL} url @returns {WorkerLike} */
function moduleWorker(url) {
  return new Worker(url, { type: "module" });
}

/**
 * Connect to a module worker. It is started by the first call.
 * @param {string | URL} url of the worker's module
 * @param {object} [options]
 * @param {(event: any) => void} [options.onEvent] sees every event that the worker sends; and that it waits for
 *   itself when it is started, for nothing when it dies
 * @param {(url: string | URL) => WorkerLike} [options.make] makes the worker
 * @returns {Connection}
 */
export function connect(url, { onEvent, make = moduleWorker } = {}) {
  /** @type {WorkerLike | null} */
  let worker = null;
  /** @type {Map<number, Pending>} */
  const pending = new Map();
  let lastId = 0;

  /** @param {string} reason */
  function die(reason) {
    worker?.terminate();
    worker = null;
    onEvent?.({ event: "waits", files: [] });
    const waiting = [...pending.values()];
    pending.clear();
    const error = Object.assign(new Error(reason), { name: "WorkerError" });
    for (const { reject } of waiting) reject(error);
  }

  function start() {
    const started = make(url);
    const name = String(url).split("/").at(-1);
    onEvent?.({ event: "waits", files: [`workers/${name} or what it imports`] });
    started.onerror = (event) => {
      if (started !== worker) return;
      event.preventDefault(); // whoever waits for an answer gets the error
      die(`the worker ${name} stopped: ${event.message || "it could not be loaded"}`);
    };
    started.onmessageerror = () => {
      if (started === worker) die(`the worker ${name} stopped: a message from it could not be read`);
    };
    started.onmessage = ({ data }) => {
      if (started === worker) receive(data);
    };
    return started;
  }

  /** @param {any} message */
  function receive(message) {
    const request = pending.get(message.id);
    if (message.event) {
      if (message.event === "progress") request?.onProgress?.(message.fraction, message);
      onEvent?.(message);
      return;
    }
    if (!request) return; // cancelled meanwhile
    pending.delete(message.id);
    if (message.error) request.reject(rebuild(message.error));
    else request.resolve(message.value);
  }

  return {
    call(op, args = {}, { transfer = [], onProgress, signal } = {}) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        worker ??= start();
        const id = ++lastId;
        worker.postMessage({ id, op, args }, transfer);
        const cancel = () => {
          if (!pending.delete(id)) return;
          worker?.postMessage({ id: ++lastId, op: "cancel", args: { id } });
          reject(signal?.reason);
        };
        const settle = (/** @type {(result: any) => void} */ then) => (/** @type {any} */ result) => {
          signal?.removeEventListener("abort", cancel);
          then(result);
        };
        pending.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
        signal?.addEventListener("abort", cancel);
      });
    },
    terminate() {
      die("the worker was terminated");
    },
    get alive() {
      return worker !== null;
    },
  };
}

/**
 * An error that happened in the worker, as an Error of this side.
 * @param {{name: string, message: string, stack: string}} error
 */
function rebuild({ name, message, stack }) {
  const error = name === "AbortError" ? new DOMException(message, name) : new Error(message);
  if (error.name !== name) Object.defineProperty(error, "name", { value: name, configurable: true });
  return Object.defineProperty(error, "stack", { value: stack, configurable: true });
}
