// From a file to pixels to edit: oriented, on white, reduced to the size asked for and never enlarged.

import { readHeader } from "./header.js";

/** More than this is refused before it is decoded: a browser tab would run out of memory. */
const MAX_MEGAPIXELS = 120;

/** Less than this on a side and a network sees nothing but one colour. */
const MIN_SIDE = 8;

/**
 * @typedef {object} Loaded
 * @property {ImageData} pixels
 * @property {{width: number, height: number}} natural the picture's own size, in pixels
 * @property {string[]} notes what the person should know, as sentences
 */

/** An input that cannot be used; its message is a sentence for the person. */
export class InputError extends Error {
  name = "InputError";
}

/**
 * @param {Blob} blob
 * @param {{longSide?: number, name?: string}} [options] longSide: pixels of the longer side to edit at
 * @returns {Promise<Loaded>}
 * @throws {InputError} when the file is no picture that this browser can read
 */
export async function loadImage(blob, { longSide = 512, name = "This file" } = {}) {
  const { bitmap, header } = await decode(blob, name);
  try {
    const natural = { width: bitmap.width, height: bitmap.height };
    const { width, height } = fit(natural, longSide);
    const notes = [];
    if (header.animated) notes.push(`${name} is animated: its first frame is used.`);
    const megapixels = (natural.width * natural.height) / 1e6;
    if (megapixels > 20) {
      notes.push(`${name} has ${megapixels.toFixed(0)} megapixels: reduced to ${width} × ${height} to edit.`);
    }
    return { pixels: draw(bitmap, width, height), natural, notes };
  } finally {
    bitmap.close();
  }
}

/**
 * A file as a bitmap, upright; who takes it closes it.
 * @param {Blob} blob
 * @param {string} name for messages
 * @throws {InputError} when the file is no picture that this browser can read, or too large or small
 */
export async function decode(blob, name) {
  if (blob.size === 0) throw new InputError(`${name} is empty (0 bytes): choose another picture.`);
  const header = readHeader(new Uint8Array(await blob.arrayBuffer()));
  refuse(header, name, blob.type);
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    throw new InputError(
      header.format === "HEIC"
        ? `${name} is a HEIC picture, which this browser can't read: save it as JPEG first.`
        : header.format
        ? `${name} is a damaged ${header.format} or of a kind this browser can't read: try a JPEG or PNG.`
        : `${name} is not a picture (${blob.type || "unknown type"}): choose a JPEG, PNG, WebP or GIF.`,
    );
  }
  try {
    tooSmall(bitmap, name);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return { bitmap, header };
}

/** @param {import("./header.js").Header} header @param {string} name @param {string} type */
function refuse(header, name, type) {
  const { format, width, height, complete } = header;
  if (!format && !type.startsWith("image/")) {
    throw new InputError(`${name} is not a picture (${type || "unknown type"}): choose a JPEG, PNG, WebP or GIF.`);
  }
  if (!complete) throw new InputError(`${name} is cut short (${format} without its end): get the whole file.`);
  if (width * height > MAX_MEGAPIXELS * 1e6) {
    const megapixels = Math.round((width * height) / 1e6);
    throw new InputError(
      `${name} has ${megapixels} megapixels (${width} × ${height}); the limit is ${MAX_MEGAPIXELS}: reduce it first.`,
    );
  }
  if (width && height) tooSmall({ width, height }, name);
}

/** @param {{width: number, height: number}} size @param {string} name */
function tooSmall({ width, height }, name) {
  if (Math.min(width, height) < MIN_SIDE) {
    throw new InputError(`${name} has ${width} × ${height} pixels: at least ${MIN_SIDE} × ${MIN_SIDE} are needed.`);
  }
}

/**
 * The size to edit at: the long side as wished, but never more than the picture has.
 * @param {{width: number, height: number}} natural
 * @param {number} longSide
 */
export function fit({ width, height }, longSide) {
  const scale = Math.min(1, longSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @param {ImageBitmap} bitmap @param {number} width @param {number} height */
function draw(bitmap, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
