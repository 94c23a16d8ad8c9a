/**
 * Pyodide as PyScript loads it in the analysis worker: the real one, with what it fetches counted, and the
 * functions of analysis.py served to the page.
 */

import { piecesOf } from "../model/pieces.js";
import { serve } from "./serve.js";
import { waitingList } from "./waiting.js";

const page = new URL("../", import.meta.url);
const scope = /** @type {any} */ (globalThis);

const { port1: port, port2 } = new MessageChannel();
scope.postMessage("diptych:port", [port2]);

const waiting = waitingList((files) => port.postMessage({ event: "waits", files }));
let serves = false;

const { loadPyodide: load, version } = await loadModule("pyodide.mjs");

export { version };

/** @param {object} options PyScript's */
export async function loadPyodide(options) {
  try {
    await countBytes();
    const stopWatching = watchWasm();
    const core = loadModule("pyodide.asm.js"); // Pyodide asks for it too
    const [pyodide] = await Promise.all([load({ ...options, indexURL: new URL("pyodide/", page).href }), core]);
    stopWatching();
    return watched(pyodide);
  } catch (error) {
    fail(/** @type {Error} */ (error).message);
    throw error;
  }
}

/** @param {string} name of a file of Pyodide */
function loadModule(name) {
  return waiting.until(name, import(new URL(`pyodide/${name}`, page).href));
}

/** Tells the page that Python will not wake; what an awake Python can't do it says itself. @param {string} message */
function fail(message) {
  if (!serves) port.postMessage({ event: "failed", message });
}

/** Pyodide waits for ever for a core that can't be used. Returns what ends the watch. */
function watchWasm() {
  const original = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (...args) => {
    const made = original(...args);
    made.catch(({ message }) => fail(`pyodide.asm.wasm can't be used: ${message}`));
    return made;
  };
  return () => {
    WebAssembly.instantiateStreaming = original;
  };
}

/** Pyodide that tells the page what analysis.py raises, which PyScript writes to the console only.
 * @param {any} pyodide */
function watched(pyodide) {
  const run = pyodide.runPython;
  pyodide.runPython = (/** @type {any[]} */ ...args) => {
    try {
      return run(...args);
    } catch (error) {
      fail(`analysis.py can't be run: ${translate(error).message}`);
      throw error;
    }
  };
  return pyodide;
}

/** Tells the page for which files Python waits, and which share of Pyodide and its packages is there. */
async function countBytes() {
  const { bytes } = await waiting.until("python.json", loadAbout());
  const total = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  const original = scope.fetch;
  let loaded = 0;
  let told = 0;
  scope.fetch = async (/** @type {any} */ input, /** @type {any} */ init) => {
    const name = String(input.url ?? input).split("/").at(-1) ?? "";
    // The browser would keep a file with a hash back until it is whole: whether it comes could not be told.
    const { integrity, ...plain } = init ?? {};
    const asked = original(input, plain).catch((/** @type {Error} */ error) => error);
    const response = await waiting.until(name, asked);
    // Pyodide waits for ever for some of its files.
    if (!response.ok) fail(`${name} can't be fetched: ${response.status ?? "no network"}`);
    else waiting.until(name, count(name, response.clone())).catch(() => fail(`${name} broke off`));
    if (response instanceof Error) throw response;
    return response.ok && integrity ? checked(name, await response.blob(), integrity) : response;
  };

  /** The file, once the browser has compared its hash. @param {string} name @param {Blob} file @param {string} integrity */
  async function checked(name, file, integrity) {
    const address = URL.createObjectURL(file);
    try {
      return await original(address, { integrity });
    } catch (error) {
      fail(`${name} is another file than the one that belongs here`);
      throw error;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /** @param {string} name @param {Response} response */
  async function count(name, response) {
    let length = 0;
    for await (const piece of piecesOf(response)) {
      length += piece.length;
      waiting.came();
      if (!bytes[name]) continue;
      loaded += piece.length;
      const fraction = Math.min(1, loaded / total);
      if (fraction - told < 0.01 && fraction < 1) continue;
      told = fraction;
      port.postMessage({ event: "progress", fraction });
    }
    if (bytes[name] && length !== bytes[name]) fail(`${name} has ${length} bytes instead of ${bytes[name]}`);
  }
}

async function loadAbout() {
  return (await fetch(new URL("py/python.json", page))).json();
}

/**
 * Called by analysis.py once its functions are there.
 * @param {(op: string, args: string) => any} answer
 */
scope.serveAnalysis = (answer) => {
  const ops = ["versions", "open", "view", "instance", "table"];
  serve(Object.fromEntries(ops.map((op) => [op, (args) => ask(answer, op, args)])), port);
  serves = true;
  scope.postMessage("diptych:serves");
};

/**
 * One question to Python: its arguments go in as JSON, and out come a text and named arrays.
 * @param {(op: string, args: string) => any} answer
 * @param {string} op
 * @param {object} args
 */
async function ask(answer, op, args) {
  const start = performance.now();
  let reply;
  try {
    reply = await answer(op, JSON.stringify(args));
  } catch (error) {
    throw translate(/** @type {Error} */ (error));
  }
  const [text, arrays] = reply;
  /** @type {Record<string, Float32Array | Uint8Array>} */
  const out = {};
  for (const name of arrays.keys()) {
    const buffer = arrays.get(name).getBuffer();
    out[name] = buffer.data.slice();
    buffer.release();
  }
  arrays.destroy();
  reply.destroy();
  const value = { text, arrays: out, milliseconds: performance.now() - start };
  return { value, transfer: Object.values(out).map((array) => array.buffer) };
}

/**
 * What Python raised, without the lines of Python that led there; anything else is the end of Pyodide.
 * @param {any} error
 */
function translate(error) {
  if (error.name !== "PythonError") return Object.assign(new Error(error.message), { name: "WorkerError" });
  const last = String(error.message).trimEnd().split("\n").at(-1) ?? "";
  const message = last.replace(/^[\w.]+: /, "");
  return Object.defineProperties(new Error(message), {
    name: { value: error.type },
    stack: { value: error.message },
  });
}
