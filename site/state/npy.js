// Whole .npy files of half-precision numbers, for what is drawn as recorded: layers' weights and bounds.

import { decodeFloat16 } from "../model/float16.js";

const MAGIC = "\x93NUMPY";

/**
 * @param {ArrayBuffer} buffer a file, see numpy.lib.format
 * @param {number[]} shape what it must hold
 * @returns {Float32Array} row by row
 */
export function readHalves(buffer, shape) {
  const view = new DataView(buffer);
  const head = new Uint8Array(buffer, 0, Math.min(12, buffer.byteLength));
  if (head.length < 12 || String.fromCharCode(...head.subarray(0, 6)) !== MAGIC) {
    throw new Error("is no .npy array");
  }
  const wide = head[6] > 1;
  const start = wide ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(buffer.slice(wide ? 12 : 10, start));
  const dtype = /'descr': *'([^']*)'/.exec(header)?.[1];
  if (dtype !== "<f2") throw new Error(`holds ${dtype} values, wanted is <f2`);
  if (/'fortran_order': *True/.test(header)) throw new Error("is stored column by column");
  const found = /'shape': *\(([^)]*)\)/.exec(header)?.[1].match(/\d+/g)?.map(Number) ?? [];
  if (String(found) !== String(shape)) throw new Error(`holds ${times(found)} values for ${times(shape)}`);
  const count = shape.reduce((product, size) => product * size, 1);
  const held = Math.floor((buffer.byteLength - start) / 2);
  if (held < count) throw new Error(`holds ${held} values for ${times(shape)}`);
  const values = decodeFloat16(new Uint16Array(buffer.slice(start, start + 2 * count)));
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`holds ${values[bad]} at ${bad}`);
  return values;
}

/** @param {number[]} shape */
function times(shape) {
  return shape.join(" × ") || "one";
}
