// A module of our own kernels in TensorFlow.js's memory, and the workers that share its work.

/** @typedef {ReturnType<typeof openTeam>} Team */

/** @typedef {{jobs: number, count: number, owned: number[]}} Recording where its jobs are, and all its memory */

/** The bytes of what `kernels/team.ts` calls a team, and from one job in a list to the next. */
const TEAM = 64;
const STEP = 192;

const EMPTY = { at: 0, bytes: 0 };

/** The order in `kernels/team.ts`. */
export const CONVOLVE = 0;
export const DEPTHWISE = 1;
export const MAX_POOL = 2;
export const COPY_ROWS = 3;
export const MEAN_OF_ROWS = 4;
export const CONVOLVE_BOTH = 5;
export const RECUR = 6;
export const PAD_ROW = 7;
export const SOFTMAX = 8;

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
  const { run, pack } = /** @type {any} */ (instance.exports);
  /** @type {Map<object, number>} what `pack` made of a tensor, until that is disposed of */
  const packed = new Map();
  let scratch = EMPTY;
  let zeros = EMPTY;
  /** @type {Int32Array[] | undefined} each job that was done, while they are recorded */
  let recorded;

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

  const team = allocate(TEAM + STEP);
  new Uint8Array(memory.buffer, team, TEAM + STEP).fill(0);
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
      const job = Int32Array.of(kernel, items, ...fields);
      recorded?.push(job);
      new Int32Array(memory.buffer, team + TEAM, job.length).set(job);
      run(team, team + TEAM, 1, STEP, mayWait);
    },

    /**
     * Do some work and remember its jobs, so that they can be done again without whoever asked for them. What
     * they read and write stays where it is until the recording is freed.
     * @template T
     * @param {() => T} work
     * @returns {{value: T, recording: Recording}}
     */
    record(work) {
      const { _free } = wasm;
      const before = [scratch, zeros];
      /** @type {number[]} */
      const owned = [];
      [scratch, zeros, recorded] = [EMPTY, EMPTY, []];
      wasm._free = (/** @type {number} */ at) => owned.push(at);
      try {
        const value = work();
        const jobs = allocate(recorded.length * STEP);
        for (const [i, job] of recorded.entries()) {
          new Int32Array(memory.buffer, jobs + i * STEP, job.length).set(job);
        }
        owned.push(scratch.at, zeros.at, jobs);
        return { value, recording: { jobs, count: recorded.length, owned: owned.filter(Boolean) } };
      } finally {
        wasm._free = _free;
        recorded = undefined;
        [scratch, zeros] = before;
      }
    },

    /** @param {Recording} recording */
    replay: ({ jobs, count }) => run(team, jobs, count, STEP, mayWait),

    /** @param {Recording} recording */
    free({ owned }) {
      for (const at of owned.splice(0)) wasm._free(at);
    },

    /** A tensor's values where they lie. @param {{dataId: object, size: number}} tensor */
    values(tensor) {
      return new Float32Array(memory.buffer, this.address(tensor), tensor.size);
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
      const [before, after] = [left * pixelBytes, right * pixelBytes];
      const rows = top + height + bottom;
      const at = this.scratch(rows * (before + rowBytes + after));
      this.run(PAD_ROW, rows, [address, at, height, rowBytes, top, before, after]);
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
