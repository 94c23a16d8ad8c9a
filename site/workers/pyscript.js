/**
 * A worker that PyScript starts, with the face of an ordinary one, so that call.js can drive it.
 *
 * PyScript is told that its Pyodide is workers/analysis.js, which stands before the real one: so that module
 * runs inside PyScript's worker, counts what Pyodide fetches, and speaks the protocol of serve.js through a
 * port of its own. Works without special headers.
 */

import { waitingList } from "./waiting.js";

/** @typedef {import("./call.js").WorkerLike} WorkerLike */

const page = new URL("../", import.meta.url);

/**
 * @param {string | URL} interpreter the module that stands before Pyodide
 * @returns {WorkerLike}
 */
export function pyWorker(interpreter) {
  /** @type {Worker | null} */
  let worker = null;
  /** @type {MessagePort | null} */
  let port = null;
  let ended = false;
  let serves = false;
  /** @type {[any, any][]} */
  const early = [];
  /** @type {WorkerLike} */
  const face = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(message, transfer) {
      if (port) port.postMessage(message, transfer);
      else early.push([message, transfer]);
    },
    terminate() {
      ended = true;
      worker?.terminate();
      port?.close();
    },
  };

  /** @param {Worker} started @param {() => void} onPort */
  function adopt(started, onPort) {
    worker = started;
    if (ended) started.terminate();
    started.addEventListener("message", ({ data, ports }) => {
      if (data === "diptych:serves") serves = true;
      if (data !== "diptych:port") return;
      onPort();
      port = ports[0];
      port.onmessage = (event) => {
        if (event.data.event === "failed") fail(event.data.message);
        else face.onmessage?.(event);
      };
      port.onmessageerror = (event) => face.onmessageerror?.(event);
      for (const [message, transfer] of early.splice(0)) port.postMessage(message, transfer);
    });
  }

  /** @param {string} message */
  function fail(message) {
    if (!ended) face.onerror?.({ message, preventDefault() {} });
  }

  const waiting = waitingList((files) => face.onmessage?.({ data: { event: "waits", files } }));
  Promise.resolve() // whoever makes it sets its handlers first
    .then(() => start(String(interpreter), adopt, waiting))
    .then(() => {
      if (!serves) fail("analysis.py is not there, or not whole");
    })
    .catch((error) => fail(error.message || String(error)));
  return face;
}

/**
 * Resolves once analysis.py has run to its end.
 * @param {string} interpreter
 * @param {(worker: Worker, onPort: () => void) => void} adopt
 * @param {import("./waiting.js").WaitingList} waiting for what the worker can't tell itself yet
 */
async function start(interpreter, adopt, waiting) {
  const [{ PyWorker, hooks }, about] = await Promise.all([
    waiting.until("pyscript/core.js", loadPyScript()),
    waiting.until("py/python.json", loadAbout()),
  ]);
  /** @type {() => void} */
  let onPort = () => {};
  waiting.until("workers/analysis.py or analysis.js", new Promise((/** @type {any} */ resolve) => (onPort = resolve)));
  const onWorker = (/** @type {any} */ _, /** @type {Worker} */ started) => {
    hooks.main.onWorker.delete(onWorker);
    adopt(started, onPort);
  };
  hooks.main.onWorker.add(onWorker);
  const { ready } = await PyWorker(new URL("workers/analysis.py", page).href, {
    type: "pyodide",
    version: interpreter,
    config: {
      interpreter,
      packages: [...about.packages, new URL(`py/${about.wheel}`, page).href],
      packages_cache: "passthrough", // Pyodide loads them itself, without a visit to an index of packages
      sync_main_only: true,
    },
  });
  await ready;
}

async function loadPyScript() {
  const module = await import(new URL("pyscript/core.js", page).href);
  await customElements.whenDefined("py-script");
  return module;
}

async function loadAbout() {
  const response = await fetch(new URL("py/python.json", page));
  if (!response.ok) throw new Error(`py/python.json can't be fetched: ${response.status}`);
  return response.json();
}
