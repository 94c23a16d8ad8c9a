// What classes and models are called on screen.

import { html, svg } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { GLYPH_HEIGHT, glyph } from "../charts/glyph.js";
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

/** The paper's mark of one instance, with its words for those who do not see it. @param {CompareState} state
 * @param {number} truth @param {number[]} predicted @param {"final" | "first"} design */
export function instanceMark(state, truth, predicted, design) {
  const { width, shapes } = glyph({ truth, predicted }, design);
  const said = predicted.map((each) => className(state, each)).join(", ");
  return svg`<svg class="instance-mark" width=${width} height=${GLYPH_HEIGHT}
    viewBox="0 0 ${width} ${GLYPH_HEIGHT}" role="img"
    aria-label="truth ${className(state, truth)}; predicted ${said}">
    ${shapes.map(
      (shape) => svg`<rect class=${shape.part} x=${shape.x} y=${shape.y} width=${shape.width} height=${shape.height}
        rx=${shape.radius} style=${`fill: ${classColour(shape.class)}`} />`,
    )}
  </svg>`;
}
