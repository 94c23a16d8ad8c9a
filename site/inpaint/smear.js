/** A first guess where hardly a patch is known: what Telea's method makes of the hole. */

import { CHANNELS } from "./pyramid.js";
import { telea } from "./telea.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * Fill colours, then features, by Telea's method.
 * @param {Level} level
 * @returns {Generator<undefined, void, void>}
 */
export function* smear({ data, height, hole, width }) {
  for (const channels of [[0, 1, 2], [3, 4]]) {
    const picture = { width, height, data: new Uint8ClampedArray(4 * hole.length) };
    for (let p = 0; p < hole.length; p++) {
      for (let c = 0; c < channels.length; c++) picture.data[4 * p + c] = data[CHANNELS * p + channels[c]];
    }
    const work = telea(picture, hole);
    let step = work.next();
    for (; !step.done; step = work.next()) yield;
    for (let p = 0; p < hole.length; p++) {
      if (hole[p] === 0) continue;
      for (let c = 0; c < channels.length; c++) data[CHANNELS * p + channels[c]] = step.value.data[4 * p + c];
    }
  }
}
