// The published face: classify, explain and inpaint pictures, from any page.

import { fill } from "../inpaint/index.js";

export { loadClassifier } from "../model/classifier.js";

/**
 * Paint something out of a picture.
 * @param {ImageData} imageData
 * @param {Uint8Array} mask one byte a pixel, row by row; what is not 0 gets filled
 * @param {{method?: "telea" | "biharmonic" | "patchmatch", [option: string]: any}} [options]
 * @returns {Promise<ImageData>} a new picture; pixels outside the mask are unchanged
 */
export async function inpaint(imageData, mask, { method = "telea", ...options } = {}) {
  const { width, height, data } = await fill(imageData, mask, { method, ...options });
  return new ImageData(new Uint8ClampedArray(data), width, height);
}
