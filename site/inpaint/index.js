/** Every method of filling, and the driver that runs one of them without holding up its thread. */

import { biharmonic } from "./biharmonic.js";
import { gaussianBlur } from "./blur.js";
import { borrow, giveBack } from "./kernels.js";
import { patchmatch } from "./patchmatch.js";
import { grey, meanColour, noise } from "./plain.js";
import { telea } from "./telea.js";

/** @typedef {import("./telea.js").Image} Image */

/**
 * @typedef {object} Option
 * @property {number} default
 * @property {number} minimum
 * @property {number} maximum
 * @property {boolean} integer
 * @property {string} unit
 */

/** @typedef {{default: boolean}} Switch */

/**
 * @typedef {object} Method
 * @property {string} id
 * @property {string} name as people read it
 * @property {boolean} needsMask false: without a mask (null) it works on the whole image
 * @property {Record<string, Option | Switch>} options
 * @property {boolean} [needsKernels] whether the generator needs kernels as well
 * @property {(image: Image, mask: any, options: any, kernels: any) => Generator<number, Image, void>} generator
 *   yields the fraction done (0..1) often, returns a new image and changes neither the image nor the mask
 */

/** @type {readonly Readonly<Method>[]} the first is the default */
export const METHODS = Object.freeze([
  Object.freeze({
    id: "telea",
    name: "Telea",
    needsMask: true,
    options: { radius: { default: 3, minimum: 1, maximum: 100, integer: true, unit: "px" } },
    generator: telea,
  }),
  Object.freeze({
    id: "biharmonic",
    name: "Biharmonic",
    needsMask: true,
    options: { splitIntoRegions: { default: false } },
    generator: biharmonic,
  }),
  Object.freeze({
    id: "patchmatch",
    name: "PatchMatch",
    needsMask: true,
    options: {
      patchSize: { default: 7, minimum: 3, maximum: 15, integer: true, unit: "px" },
      seed: { default: 1, minimum: 0, maximum: 2 ** 32 - 1, integer: true, unit: "" },
    },
    needsKernels: true,
    generator: patchmatch,
  }),
  Object.freeze({
    id: "blur",
    name: "Blur",
    needsMask: false,
    options: { sigma: { default: 8, minimum: 0.5, maximum: 100, integer: false, unit: "px" } },
    generator: gaussianBlur,
  }),
  Object.freeze({ id: "mean", name: "Mean colour", needsMask: true, options: {}, generator: meanColour }),
  Object.freeze({
    id: "grey",
    name: "Grey",
    needsMask: true,
    options: { level: { default: 128, minimum: 0, maximum: 255, integer: true, unit: "" } },
    generator: grey,
  }),
  Object.freeze({
    id: "noise",
    name: "Noise",
    needsMask: true,
    options: { seed: { default: 1, minimum: 0, maximum: 2 ** 32 - 1, integer: true, unit: "" } },
    generator: noise,
  }),
]);

const SLICE = 12; // milliseconds of work between two turns of the event loop

/**
 * Fill the masked pixels of an image.
 * @param {Image} image RGBA; not changed
 * @param {Uint8Array | null} mask width * height, nonzero = to fill; not changed
 * @param {{method?: string, signal?: AbortSignal, onProgress?: (fraction: number) => void}
 *   & Record<string, any>} [options] and those of the method, each with a default
 * @returns {Promise<Image>} a new image
 * @throws {RangeError} unknown method or option, or a value out of range
 * @throws {TypeError} image or mask of the wrong size
 * @throws {DOMException} AbortError, once the signal is aborted
 * @throws {Error} that says why a method's kernels cannot be had
 */
export async function fill(image, mask, { method = "telea", signal, onProgress, ...given } = {}) {
  const chosen = METHODS.find(({ id }) => id === method);
  if (!chosen) {
    throw new RangeError(`unknown method: ${method} (one of ${METHODS.map(({ id }) => id).join(", ")})`);
  }
  check(image, mask, chosen);
  const complete = withDefaults(chosen, given);
  const kernels = chosen.needsKernels ? await borrow(signal) : null;
  const work = chosen.generator(image, mask, complete, kernels);

  const { port1, port2 } = new MessageChannel(); // a turn of the event loop without the delay of timers
  try {
    for (;;) {
      const end = performance.now() + SLICE;
      let step;
      do {
        if (signal?.aborted) throw new DOMException("the fill was cancelled", "AbortError");
        step = work.next();
        if (step.done) return step.value;
      } while (performance.now() < end);
      onProgress?.(step.value);
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    }
  } finally {
    port1.close();
    if (kernels) giveBack(kernels);
  }
}

/**
 * @param {Image} image
 * @param {Uint8Array | null} mask
 * @param {Readonly<Method>} method
 */
function check({ width, height, data }, mask, { id, needsMask }) {
  const pixels = width * height;
  if (data.length !== 4 * pixels) {
    const needed = `${width}×${height} pixels need ${4 * pixels}`;
    throw new TypeError(`the image has ${data.length} bytes, but ${needed}`);
  }
  if (!mask && needsMask) throw new TypeError(`${id} needs a mask`);
  if (mask && mask.length !== pixels) {
    throw new TypeError(`the mask has ${mask.length} values, but the image has ${pixels} pixels`);
  }
}

/**
 * The options of a method: those given, checked, and the defaults of the others.
 * @param {Readonly<Method>} method
 * @param {Record<string, any>} given
 * @returns {Record<string, number | boolean>}
 */
function withDefaults({ id, options }, given) {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(options, name)) {
      const known = Object.keys(options).join(", ");
      throw new RangeError(`unknown option of ${id}: ${name} (${known ? `one of ${known}` : "it has none"})`);
    }
  }
  return Object.fromEntries(Object.entries(options).map(([name, option]) => {
    const value = given[name] ?? option.default;
    if (!("minimum" in option)) {
      if (typeof value !== "boolean") throw new RangeError(`invalid ${name}: ${value} (true or false)`);
      return [name, value];
    }
    const { minimum, maximum, integer } = option;
    const valid = typeof value === "number" && value >= minimum && value <= maximum
      && (!integer || Number.isInteger(value));
    if (!valid) {
      const wanted = `a ${integer ? "whole " : ""}number from ${minimum} to ${maximum}`;
      throw new RangeError(`invalid ${name}: ${value} (${wanted})`);
    }
    return [name, value];
  }));
}
