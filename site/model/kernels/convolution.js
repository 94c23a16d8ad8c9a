// TensorFlow.js's fused convolutions, computed by our own kernels where these can.

import { CONVOLVE, CONVOLVE_BOTH, DEPTHWISE, bitsOf } from "./team.js";

/** @typedef {import("./team.js").Team} Team */
/** @typedef {import("../backend.js").Tf} Tf */

/** The smallest and the largest value that each activation lets through. */
/** @type {Record<string, [number, number] | undefined>} */
const BOUNDS = { linear: [-Infinity, Infinity], relu: [0, Infinity], relu6: [0, 6] };

/** Fewer pixels than a tile, or channels that do not fill a block, are left to TensorFlow.js's own kernel. */
const TILE = 6;
const BLOCK = 8;

/** So many pixels with all that they read stay in the second-level cache. */
const PIXELS_AT_ONCE = 48;

/** Pictures smaller than this are divided by channels: otherwise all threads would read all weights. */
const MANY_PIXELS = 400;

/** @param {Tf} tf @param {any} args */
function describe(tf, { inputs: { x, filter, bias, preluActivationWeights }, attrs }, depthwise = false) {
  const { strides, pad, dilations, dataFormat, dimRoundingMode, activation } = attrs;
  const bounds = BOUNDS[activation];
  if (!bounds || !bias || preluActivationWeights || dataFormat !== "NHWC" || x.dtype !== "float32") return;
  const { computeConv2DInfo } = tf.backend_util;
  const info = computeConv2DInfo(x.shape, filter.shape, strides, dilations, pad, dimRoundingMode, depthwise);
  const plain = info.batchSize === 1 && info.dilationHeight === 1 && info.dilationWidth === 1;
  return plain ? { info, bounds } : undefined;
}

/**
 * A convolution as a job, all but the place of its output.
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 */
function plan(tf, team, args) {
  const { info, bounds } = describe(tf, args) ?? {};
  if (!info || !bounds || info.outChannels % BLOCK || info.outHeight * info.outWidth < TILE) return;
  const { x, filter, bias } = args.inputs;
  const { filterHeight, filterWidth, inChannels, outChannels, strideHeight, strideWidth, padInfo } = info;
  const pixelBytes = inChannels * 4;
  const pixels = info.outHeight * info.outWidth;
  const blocks = outChannels / BLOCK;
  const { top, bottom, left, right } = padInfo;
  const padded = Boolean(top || bottom || left || right);
  const inputBytes = info.inWidth * pixelBytes;
  const rowBytes = inputBytes + (left + right) * pixelBytes;
  const [pixelsAtOnce, blocksAtOnce] =
    pixels < MANY_PIXELS ? [pixels, 1] : [PIXELS_AT_ONCE, blocks];
  /** @param {number} output @param {number} [outputStep] bytes from one pixel to the next */
  const fields = (output, outputStep = outChannels * 4) => [
    padded
      ? team.pad(team.address(x), { height: info.inHeight, rowBytes: inputBytes, pixelBytes }, padInfo)
      : team.address(x),
    team.pack(filter, filterHeight * filterWidth * inChannels, outChannels, BLOCK),
    team.address(bias),
    output,
    pixels,
    info.outWidth,
    strideWidth * pixelBytes,
    strideHeight * rowBytes,
    filterHeight,
    rowBytes,
    filterWidth * inChannels,
    blocks,
    outputStep,
    pixelsAtOnce,
    blocksAtOnce,
    ...bounds.map(bitsOf),
  ];
  const items = Math.ceil(pixels / pixelsAtOnce) * (blocks / blocksAtOnce);
  return { shape: info.outShape, padded, items, fields };
}

/**
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function fusedConv2d(tf, team, args) {
  const planned = plan(tf, team, args);
  if (!planned) return;
  const out = args.backend.makeOutput(planned.shape, "float32");
  team.run(CONVOLVE, planned.items, planned.fields(team.address(out)));
  return out;
}

/**
 * Two convolutions of one picture, each to its channels of one output.
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args inputs: x, filter0, bias0, filter1, bias1; attrs: both, of either convolution, and axis
 * @returns {any} undefined where our kernel cannot do this
 */
export function joinedConv2d(tf, team, { inputs, attrs, backend }) {
  const { x, filter0, bias0, filter1, bias1 } = inputs;
  const first = plan(tf, team, { inputs: { x, filter: filter0, bias: bias0 }, attrs: attrs.both[0] });
  const second = plan(tf, team, { inputs: { x, filter: filter1, bias: bias1 }, attrs: attrs.both[1] });
  // There is one place for a padded picture.
  if (!first || !second || (first.padded && second.padded)) return;
  const [batch, height, width, channels] = first.shape;
  if (second.shape[1] !== height || second.shape[2] !== width || ![3, -1].includes(attrs.axis)) return;
  const all = channels + second.shape[3];
  const out = backend.makeOutput([batch, height, width, all], "float32");
  const at = team.address(out);
  const fields = [first.fields(at, all * 4), second.fields(at + channels * 4, all * 4), [first.items]].flat();
  team.run(CONVOLVE_BOTH, first.items + second.items, fields);
  return out;
}

/**
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function fusedDepthwiseConv2d(tf, team, args) {
  const { info, bounds } = describe(tf, args, true) ?? {};
  if (!info || !bounds || info.filterHeight !== 3 || info.filterWidth !== 3) return;
  const { inChannels, outChannels } = info;
  if (inChannels % 4 || outChannels !== inChannels) return;
  const { x, filter, bias } = args.inputs;
  const out = args.backend.makeOutput(info.outShape, "float32");
  team.run(
    DEPTHWISE,
    info.outHeight,
    [
      team.address(x),
      team.pack(filter, 9, inChannels, 4),
      team.address(bias),
      team.address(out),
      team.zeros(4 * inChannels * 4),
      info.inHeight,
      info.inWidth,
      inChannels,
      info.outWidth,
      info.strideHeight,
      info.strideWidth,
      info.padInfo.top,
      info.padInfo.left,
      ...bounds.map(bitsOf),
    ],
  );
  return out;
}

/**
 * A layer of one picture: a convolution of one pixel. It is computed for all six pixels of a tile, which cost
 * nothing more: the weights come from memory, once.
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function fusedMatMul(tf, team, { inputs, attrs, backend }) {
  const { a, b, bias, preluActivationWeights } = inputs;
  const bounds = BOUNDS[attrs.activation];
  if (!bounds || !bias || preluActivationWeights || attrs.transposeA || attrs.transposeB) return;
  if (a.dtype !== "float32" || b.dtype !== "float32" || a.shape.length !== 3) return;
  const [batch, depth, outputs] = b.shape;
  if (batch !== 1 || a.shape[0] !== 1 || a.shape[1] !== 1 || outputs % BLOCK) return;
  const out = backend.makeOutput([1, 1, outputs], "float32");
  const weights = team.pack(b, depth, outputs, BLOCK);
  const places = [team.address(a), weights, team.address(bias), team.address(out)];
  const blocks = outputs / BLOCK;
  const sizes = [TILE, TILE, 0, 0, 1, 0, depth, blocks, 0, TILE, 1];
  team.run(CONVOLVE, blocks, [...places, ...sizes, ...bounds.map(bitsOf)]);
  return out;
}
