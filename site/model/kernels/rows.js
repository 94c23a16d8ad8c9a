// TensorFlow.js's pooling, concatenation, mean, softmax and identity, computed by our own kernels where these can.

import { COPY_ROWS, MAX_POOL, MEAN_OF_ROWS, SOFTMAX } from "./team.js";

/** @typedef {import("./team.js").Team} Team */
/** @typedef {import("../backend.js").Tf} Tf */

const ITEMS = 8;

/**
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function maxPool(tf, team, { inputs: { x }, attrs, backend }) {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const info = tf.backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  if (x.dtype !== "float32" || info.batchSize !== 1 || info.inChannels % 4) return;
  if (info.filterHeight !== 3 || info.filterWidth !== 3 || top || bottom || left || right) return;
  const out = backend.makeOutput(info.outShape, "float32");
  const { inWidth, inChannels, outWidth, strideHeight, strideWidth } = info;
  const places = [team.address(x), team.address(out)];
  team.run(MAX_POOL, info.outHeight, [...places, inWidth, inChannels, outWidth, strideHeight, strideWidth]);
  return out;
}

/**
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function concat(tf, team, { inputs, attrs, backend }) {
  /** @type {any[]} */
  const parts = inputs;
  const last = parts[0].shape.length - 1;
  const [axis] = tf.util.parseAxisParam(attrs.axis, parts[0].shape);
  const whole = parts.every(({ shape, dtype }) => dtype === "float32" && shape[last] % 4 === 0);
  if (axis !== last || !whole) return;
  const shapes = parts.map(({ shape }) => shape);
  tf.backend_util.assertParamsConsistent(shapes, axis);
  const shape = tf.backend_util.computeOutShape(shapes, axis);
  const rows = shape.slice(0, last).reduce((product, size) => product * size, 1);
  const out = backend.makeOutput(shape, "float32");
  let to = team.address(out);
  const rowsAtOnce = Math.ceil(rows / ITEMS);
  for (const part of parts) {
    const bytes = part.shape[last] * 4;
    const fields = [team.address(part), to, rows, bytes, shape[last] * 4, rowsAtOnce];
    team.run(COPY_ROWS, Math.ceil(rows / rowsAtOnce), fields);
    to += bytes;
  }
  return out;
}

/**
 * Over all but the last axis, which is what global average pooling asks for.
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function mean(tf, team, { inputs: { x }, attrs: { axis, keepDims }, backend }) {
  const [batch, height, width, channels] = x.shape;
  const axes = tf.util.parseAxisParam(axis, x.shape).join();
  if (x.dtype !== "float32" || x.shape.length !== 4 || batch !== 1 || channels % 4 || axes !== "1,2") return;
  const out = backend.makeOutput(keepDims ? [1, 1, 1, channels] : [1, channels], "float32");
  const fields = [team.address(x), team.address(out), height * width, channels * 4];
  team.run(MEAN_OF_ROWS, channels / 4, fields);
  return out;
}

/**
 * Of one row of scores.
 * @param {Tf} _tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function softmax(_tf, team, { inputs: { logits }, attrs: { dim }, backend }) {
  const { shape, dtype } = logits;
  const last = shape.length - 1;
  const classes = shape[last];
  const isRow = shape.slice(0, last).every((/** @type {number} */ size) => size === 1);
  if (dtype !== "float32" || !isRow || classes % 4 || ![last, -1].includes(dim)) return;
  const out = backend.makeOutput(shape, "float32");
  team.run(SOFTMAX, 1, [team.address(logits), team.address(out), classes * 4]);
  return out;
}

/**
 * The same values, where they are: TensorFlow.js copies them.
 * @param {Tf} _tf
 * @param {Team} _team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where there are none in WASM's memory
 */
export function identity(_tf, _team, { inputs: { x }, backend }) {
  if (x.dtype === "string") return;
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
