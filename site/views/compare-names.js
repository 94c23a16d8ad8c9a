// What classes and models are called on screen.

import { html } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { modelOf } from "../state/compare.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @param {CompareState} state @param {number | null} index */
export function className({ manifest }, index) {
  if (index === null) return "others";
  return index < 0 ? "unknown" : (manifest?.classes[index]?.title ?? String(index));
}

/** @param {CompareState} state @param {string} id */
export function modelName(state, id) {
  return modelOf(state, id)?.name ?? id;
}

/** A class by colour and name. @param {CompareState} state @param {number | null} index */
export function classMark(state, index) {
  return html`<span class="class-mark"
    ><i class="dot" style=${`--class: ${classColour(index)}`}></i><span>${className(state, index)}</span></span
  >`;
}
