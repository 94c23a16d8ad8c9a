// A module of our own kernels in TensorFlow.js's memory, and the workers that share its work.

/** @typedef {ReturnType<typeof openTeam>} Team */

/** Where `kernels/team.ts` looks for a job, and how much is set aside for both. */
const JOB = 64;
const BYTES = 256;

/** The order in `kernels/team.ts`. */
export const CONVOLVE = 0;
export const DEPTHWISE = 1;
export const MAX_POOL = 2;
export const COPY_ROWS = 3;
export const MEAN_OF_ROWS = 4;
export const CONVOLVE_BOTH = 5;
export const RECUR = 6;

const float = new Float32Array(1);

/** How a float32 stands among the fields of a job. @param {number} value */
export function bitsOf(value) {
  float[0] = value;
  return new Int32Array(float.buffer)[0];
}

/**
 * @param {any} backend TensorFlow.js's, started
 * @param {WebAssembly.Module} module made for the kind of memory that this backend has
 * @param {number} threads this one and helpers
 */
export function openTeam(backend, module, threads) {
  const { wasm } = backend;
  const mayWait = threads > 1 && typeof document === "undefined";
  /** @type {WebAssembly.Memory} */
  const memory = wasm.wasmMemory ?? wasm.asm.memory;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const { run, pack, pad } = /** @type {any} */ (instance.exports);
  /** @type {Map<object, number>} what `pack` made of a tensor, until that is disposed of */
  const packed = new Map();
  let scratch = { at: 0, bytes: 0 };
  let zeros = { at: 0, bytes: 0 };

  /** @param {number} bytes */
  const allocate = (bytes) => {
    const at = wasm._malloc(bytes) >>> 0;
    if (!at) throw new Error(`WASM has no memory left for ${bytes} bytes: reload the page.`);
    return at;
  };

  /** @param {{at: number, bytes: number}} place @param {number} bytes */
  const enlarge = (place, bytes) => {
    if (place.bytes >= bytes) return place;
    if (place.at) wasm._free(place.at);
    const larger = { at: allocate(bytes), bytes };
    new Uint8Array(memory.buffer, larger.at, bytes).fill(0);
    return larger;
  };

  const team = allocate(BYTES);
  new Uint8Array(memory.buffer, team, BYTES).fill(0);
  const helpers = Array.from({ length: threads - 1 }, () => {
    const helper = new Worker(new URL("./helper.js", import.meta.url), { type: "module" });
    helper.postMessage({ module, memory, team });
    return helper;
  });

  const disposeData = backend.disposeData.bind(backend);
  backend.disposeData = (/** @type {object} */ dataId, force = false) => {
    const gone = disposeData(dataId, force);
    if (gone && packed.has(dataId)) {
      wasm._free(packed.get(dataId));
      packed.delete(dataId);
    }
    return gone;
  };
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    for (const helper of helpers) helper.terminate();
    dispose();
  };

  return {
    threads,

    /** @param {{dataId: object}} tensor */
    address: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset >>> 0,

    /**
     * @param {number} kernel
     * @param {number} items that the threads take one by one
     * @param {number[]} fields of the job, in the order in which its class lists them
     */
    run(kernel, items, fields) {
      new Int32Array(memory.buffer, team + JOB, fields.length).set(fields);
      run(team, kernel, items, mayWait);
    },

    /**
     * A matrix [depth, channels] as [channels / block, depth, block].
     * @param {{dataId: object}} weights
     * @param {number} depth
     * @param {number} channels
     * @param {number} block
     */
    pack(weights, depth, channels, block) {
      let at = packed.get(weights.dataId);
      if (at === undefined) {
        at = allocate(depth * channels * 4);
        pack(this.address(weights), at, depth, channels, block);
        packed.set(weights.dataId, at);
      }
      return at;
    },

    /**
     * A picture in the midst of zeros, valid until the next is padded.
     * @param {number} address [height, rowBytes]
     * @param {{height: number, rowBytes: number, pixelBytes: number}} picture
     * @param {{top: number, bottom: number, left: number, right: number}} by pixels
     */
    pad(address, { height, rowBytes, pixelBytes }, { top, bottom, left, right }) {
      const at = this.scratch((top + height + bottom) * (rowBytes + (left + right) * pixelBytes));
      pad(address, at, height, rowBytes, top, bottom, left * pixelBytes, right * pixelBytes);
      return at;
    },

    /** Room for what a job keeps to itself, valid until the next such. @param {number} bytes */
    scratch(bytes) {
      scratch = enlarge(scratch, bytes);
      return scratch.at;
    },

    /** @param {number} bytes of zeros that are wanted */
    zeros(bytes) {
      zeros = enlarge(zeros, bytes);
      return zeros.at;
    },
  };
}
