// TensorFlow.js's fused convolutions, computed by our own kernels where these can.

import { CONVOLVE, DEPTHWISE } from "./team.js";

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
 * @param {Tf} tf
 * @param {Team} team
 * @param {any} args TensorFlow.js's
 * @returns {any} undefined where our kernel cannot do this
 */
export function fusedConv2d(tf, team, args) {
  const { info, bounds } = describe(tf, args) ?? {};
  if (!info || !bounds || info.outChannels % BLOCK || info.outHeight * info.outWidth < TILE) return;
  const { x, filter, bias } = args.inputs;
  const { filterHeight, filterWidth, inChannels, outChannels, strideHeight, strideWidth, padInfo } = info;
  const pixelBytes = inChannels * 4;
  const pixels = info.outHeight * info.outWidth;
  const blocks = outChannels / BLOCK;
  const weights = team.pack(filter, filterHeight * filterWidth * inChannels, outChannels, BLOCK);
  const out = args.backend.makeOutput(info.outShape, "float32");
  let input = team.address(x);
  let rowBytes = info.inWidth * pixelBytes;
  const { top, bottom, left, right } = padInfo;
  if (top || bottom || left || right) {
    input = team.pad(input, { height: info.inHeight, rowBytes, pixelBytes }, padInfo);
    rowBytes += (left + right) * pixelBytes;
  }
  const [pixelsAtOnce, blocksAtOnce] =
    pixels < MANY_PIXELS ? [pixels, 1] : [PIXELS_AT_ONCE, blocks];
  const items = Math.ceil(pixels / pixelsAtOnce) * (blocks / blocksAtOnce);
  team.run(
    CONVOLVE,
    items,
    [
      input,
      weights,
      team.address(bias),
      team.address(out),
      pixels,
      info.outWidth,
      strideWidth * pixelBytes,
      strideHeight * rowBytes,
      filterHeight,
      rowBytes,
      filterWidth * inChannels,
      blocks,
      outChannels * 4,
      pixelsAtOnce,
      blocksAtOnce,
    ],
    bounds,
  );
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
    ],
    bounds,
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
  team.run(CONVOLVE, blocks, [...places, TILE, TILE, 0, 0, 1, 0, depth, blocks, 0, TILE, 1], bounds);
  return out;
}
