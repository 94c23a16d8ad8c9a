/**
 * The inner loops of PatchMatch, compiled to WebAssembly from `kernels/patchmatch/`, and the memory that they
 * work on: quick from the first fill on, where JavaScript would have to be run for a while first.
 */

/** @typedef {Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array | Float64Array} Numbers */

const FILE = new URL("../kernels/patchmatch.wasm", import.meta.url);
const JOBS = 4096; // bytes for jobs
const SLACK = 64; // bytes after an array, since kernels read and write 16 at once
const PAGE = 65536; // bytes by which a memory grows
const KEEP = 2 ** 26; // bytes of a memory that waits for the next fill, at most

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiling;

/** @typedef {<T>(name: string, arrival: Promise<T>) => Promise<T>} Watch of a file, until it is there */

/** @type {Watch} */
let watch = (_, arrival) => arrival;

/** @param {Watch} by who tells a person what has not come yet */
export function watchKernels(by) {
  watch = by;
}

/** @type {Kernels[]} those that nobody uses: each fill has its own, so that several can take turns */
const idle = [];

/**
 * Take kernels with a memory of their own.
 * @param {AbortSignal} [signal] aborted: nobody waits for them any more
 * @returns {Promise<Kernels>} to be given back
 * @throws {Error} that says what is missing: the file, or WebAssembly's SIMD
 */
export async function borrow(signal) {
  const free = idle.pop();
  if (free) return free;
  compiling ??= compile().catch((error) => {
    compiling = undefined; // the next fill tries again
    throw error;
  });
  const module = await watch("kernels/patchmatch.wasm", unlessAborted(compiling, signal));
  return new Kernels(await WebAssembly.instantiate(module));
}

/** @template T @param {Promise<T>} promise @param {AbortSignal} [signal] @returns {Promise<T>} */
function unlessAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

/** @param {Kernels} kernels that nobody uses any more */
export function giveBack(kernels) {
  if (kernels.memory.buffer.byteLength <= KEEP) idle.push(kernels);
}

async function compile() {
  const response = await fetch(FILE).catch((error) => ({ ok: false, status: error.message }));
  if (!(response instanceof Response) || !response.ok) {
    throw new Error(`PatchMatch's kernels could not be loaded (${response.status}): check the connection, `
      + "then fill again. The other methods work without them.");
  }
  const binary = await response.arrayBuffer();
  if (!WebAssembly.validate(binary)) {
    throw new Error("This browser's WebAssembly lacks SIMD, which PatchMatch needs: use a newer browser, "
      + "or another method.");
  }
  return WebAssembly.compile(binary);
}

export class Kernels {
  /** @param {WebAssembly.Instance} instance */
  constructor({ exports }) {
    /** @type {any} the functions of `kernels/patchmatch/index.ts` */
    this.run = exports;
    this.memory = /** @type {WebAssembly.Memory} */ (exports.memory);
    this.base = this.run.base();
    this.used = this.base; // by jobs
    this.scratch = this.base;
  }

  /**
   * Put arrays into the memory, and forget all that were there before.
   * @template {Record<string, Numbers>} Arrays
   * @param {Arrays} arrays by name, copied
   * @param {number} [scratch] bytes that kernels keep to themselves, from `scratch` on
   * @returns {Arrays} the same in the memory, until the next ones are put there
   * @throws {RangeError} where the browser refuses so much
   */
  place(arrays, scratch = 0) {
    let at = this.base + JOBS;
    const places = Object.entries(arrays).map(([name, array]) => {
      const place = /** @type {const} */ ([name, array, at]);
      at = Math.ceil((at + array.byteLength + SLACK) / 16) * 16;
      return place;
    });
    this.scratch = at;
    const missing = at + scratch - this.memory.buffer.byteLength;
    if (missing > 0) this.#grow(missing);
    this.used = this.base;
    return /** @type {Arrays} */ (Object.fromEntries(places.map(([name, array, start]) => {
      const Type = /** @type {any} */ (array.constructor);
      const placed = new Type(this.memory.buffer, start, array.length);
      placed.set(array);
      return [name, placed];
    })));
  }

  /** @param {number} bytes */
  #grow(bytes) {
    try {
      this.memory.grow(Math.ceil(bytes / PAGE));
    } catch {
      const all = Math.round((this.memory.buffer.byteLength + bytes) / 2 ** 20);
      throw new RangeError(`PatchMatch needs ${all} MB for this picture, which the browser refuses: take a `
        + "smaller picture, or another method.");
    }
  }

  /**
   * Describe a job for a kernel.
   * @param {(number | Numbers)[]} fields in the order in which its class lists them; of arrays, their places
   * @returns {number} its place, until arrays are put into the memory
   */
  job(fields) {
    const at = this.used;
    this.used += 4 * fields.length;
    const ints = fields.map((field) => (typeof field === "number" ? field : field.byteOffset));
    new Int32Array(this.memory.buffer, at, fields.length).set(ints);
    return at;
  }
}
