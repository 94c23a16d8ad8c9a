// One modified picture from the original and its edits: blur first, then the filling of holes, in a worker.

import { InputError } from "../image/load.js";
import { blend } from "../image/feather.js";
import { alphaOf, masksOf } from "../image/mask-cache.js";
import { isSeeded } from "./fillers.js";

/**
 * @typedef {object} Recipe what a modified picture is made from
 * @property {ImageData} original
 * @property {import("../image/mask.js").Edit[]} edits in force
 * @property {string} method that fills the holes
 * @property {number} radius Telea's, in pixels
 * @property {number} sigma of the blur, in pixels
 * @property {number} seed of the methods that have one
 */

/**
 * @param {import("../workers/call.js").Connection} worker that runs workers/inpaint.js
 * @param {Recipe} recipe
 * @param {{signal: AbortSignal, onProgress?: (fraction: number) => void}} options
 * @returns {Promise<{pixels: ImageData, milliseconds: number}>} the time spent in the worker
 * @throws {InputError} when there is nothing left to fill a hole from
 */
export async function makeModified(worker, { original, edits, method, radius, sigma, seed }, { signal, onProgress }) {
  const { width, height } = original;
  const masks = masksOf(edits, original);
  let { data } = original;
  let milliseconds = 0;
  const step = async (/** @type {"fill" | "blur"} */ action, /** @type {string} */ how) => {
    const hard = masks[action];
    if (!hard) return;
    const alpha = alphaOf(edits, action, hard, original);
    const mask = alpha ? Uint8Array.from(alpha, (value) => (value > 0 ? 1 : 0)) : hard.slice();
    if (needsSurroundings(how) && !mask.includes(0)) {
      throw new InputError(
        "The mask covers the whole picture, so nothing is left to fill it from: undo or erase some.",
      );
    }
    const image = { width, height, data: data.slice() };
    const reply = await worker.call(
      "fill",
      { image, mask, method: how, options: optionsOf(how, { radius, sigma, seed }) },
      { transfer: [image.data.buffer, mask.buffer], signal, onProgress },
    );
    data = alpha ? blend(data, reply.image.data, alpha) : reply.image.data;
    milliseconds += reply.milliseconds;
  };
  await step("blur", "blur");
  await step("fill", method);
  return { pixels: new ImageData(new Uint8ClampedArray(data), width, height), milliseconds };
}

/** Grey and noise come from nowhere, blur from the pixels themselves; the others from what is around the hole.
 * @param {string} method */
const needsSurroundings = (method) => !["grey", "noise", "blur"].includes(method);

/** @param {string} method @param {{radius: number, sigma: number, seed: number}} all @returns {Record<string, number>} */
function optionsOf(method, { radius, sigma, seed }) {
  if (method === "telea") return { radius };
  if (isSeeded(method)) return { seed };
  return method === "blur" ? { sigma } : {};
}
