// Whole .npy files, for what is drawn as recorded: weights, bounds and activations of layers, answers, truth.

import { decodeFloat16 } from "../model/float16.js";

const MAGIC = "\x93NUMPY";

/** @typedef {"<f2" | "<f4" | "<i4"} Dtype of numpy: little-endian halves, singles, whole numbers */

/** @type {Record<Dtype, number>} */
const BYTES = { "<f2": 2, "<f4": 4, "<i4": 4 };

/**
 * @param {ArrayBuffer} buffer a file, see numpy.lib.format
 * @param {number[]} shape what it must hold
 * @returns {Float32Array} row by row
 */
export function readHalves(buffer, shape) {
  return /** @type {Float32Array} */ (readNumbers(buffer, shape, ["<f2"]));
}

/**
 * @param {ArrayBuffer} buffer a file, see numpy.lib.format
 * @param {number[]} shape what it must hold
 * @param {Dtype[]} dtypes in which form
 * @returns {Float32Array | Int32Array} row by row
 * @throws {Error} a part of a sentence, whose subject is the file
 */
export function readNumbers(buffer, shape, dtypes) {
  const view = new DataView(buffer);
  const head = new Uint8Array(buffer, 0, Math.min(12, buffer.byteLength));
  if (head.length < 12 || String.fromCharCode(...head.subarray(0, 6)) !== MAGIC) {
    throw new Error("is no .npy array");
  }
  const wide = head[6] > 1;
  const start = wide ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(buffer.slice(wide ? 12 : 10, start));
  const found = /'descr': *'([^']*)'/.exec(header)?.[1];
  const dtype = dtypes.find((each) => each === found);
  if (!dtype) throw new Error(`holds ${found} values, wanted is ${dtypes.join(" or ")}`);
  if (/'fortran_order': *True/.test(header)) throw new Error("is stored column by column");
  const sizes = /'shape': *\(([^)]*)\)/.exec(header)?.[1].match(/\d+/g)?.map(Number) ?? [];
  if (String(sizes) !== String(shape)) throw new Error(`holds ${times(sizes)} values for ${times(shape)}`);
  const count = shape.reduce((product, size) => product * size, 1);
  const held = Math.floor((buffer.byteLength - start) / BYTES[dtype]);
  if (held < count) throw new Error(`holds ${held} values for ${times(shape)}`);
  const values = decoded(buffer.slice(start, start + BYTES[dtype] * count), dtype);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`holds ${values[bad]} at ${bad}`);
  return values;
}

/** @param {ArrayBuffer} bytes @param {Dtype} dtype */
function decoded(bytes, dtype) {
  if (dtype === "<f2") return decodeFloat16(new Uint16Array(bytes));
  return dtype === "<f4" ? new Float32Array(bytes) : new Int32Array(bytes);
}

/** @param {number[]} shape */
function times(shape) {
  return shape.join(" × ") || "one";
}
