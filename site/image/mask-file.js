// Masks and pictures as files: a mask read from any picture, a mask written as black and white, both as PNG.

import { decode, InputError } from "./load.js";
import { nearest } from "./runs.js";

/** A mask is kept at no more than this on its long side, the largest size a picture is edited at. */
const LONGEST = 2048;

/** More is refused: it has to be read at its own size, so that no pixel is smoothed. */
const MAX_MEGAPIXELS = 40;

/**
 * @typedef {object} ReadMask
 * @property {Uint8Array} mask width * height
 * @property {number} width
 * @property {number} height
 * @property {{width: number, height: number}} natural the file's own size
 * @property {boolean} byAlpha whether the file's transparency decided
 */

/**
 * The mask in a picture: where it is opaque, if half of the opacity or less occurs in it; else where it is
 * light. Half of the way counts in both.
 * @param {Blob} blob
 * @param {string} name for messages
 * @returns {Promise<ReadMask>}
 * @throws {InputError} when the file is no picture, or selects nothing
 */
export async function readMask(blob, name) {
  const { bitmap } = await decode(blob, name);
  const { width, height } = bitmap;
  try {
    const megapixels = (width * height) / 1e6;
    if (megapixels > MAX_MEGAPIXELS) {
      throw new InputError(
        `${name} has ${Math.round(megapixels)} megapixels; a mask may have ${MAX_MEGAPIXELS}: reduce it first.`,
      );
    }
    const context = contextOf(width, height);
    context.drawImage(bitmap, 0, 0);
    const { mask, byAlpha } = threshold(context.getImageData(0, 0, width, height).data);
    if (!mask.includes(1)) {
      const what = byAlpha ? "opaque" : "white";
      throw new InputError(`${name} selects nothing: no pixel in it is ${what}. Masked is what is white (or opaque).`);
    }
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    const natural = { width, height };
    return { mask: nearest(mask, natural, size), ...size, natural, byAlpha };
  } finally {
    bitmap.close();
  }
}

/** @param {Uint8ClampedArray} data RGBA @returns {{mask: Uint8Array, byAlpha: boolean}} */
export function threshold(data) {
  const mask = new Uint8Array(data.length / 4);
  let byAlpha = false;
  for (let i = 3; i < data.length && !byAlpha; i += 4) byAlpha = data[i] < 128;
  for (let p = 0, i = 0; p < mask.length; p++, i += 4) {
    // Rec. 709, as the light of a screen adds up to what the eye sees.
    const luminance = 0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2];
    mask[p] = (byAlpha ? data[i + 3] : luminance) >= 127.5 ? 1 : 0;
  }
  return { mask, byAlpha };
}

/**
 * White where the mask is, black elsewhere.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 */
export function maskPng(mask, width, height) {
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < words.length; i++) words[i] = mask[i] ? 0xffffffff : 0xff000000;
  return png(pixels);
}

/** @param {ImageData} pixels @returns {Promise<Blob>} */
export function png(pixels) {
  const context = contextOf(pixels.width, pixels.height);
  context.putImageData(pixels, 0, 0);
  return context.canvas.convertToBlob({ type: "image/png" });
}

/** @param {number} width @param {number} height */
function contextOf(width, height) {
  const canvas = new OffscreenCanvas(width, height);
  return /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
}
