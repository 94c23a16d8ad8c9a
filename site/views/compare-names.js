// What classes and models are called on screen.

import { html, svg } from "../vendor/lit.js";
import { classColour } from "../charts/class-colours.js";
import { GLYPH_HEIGHT, glyph } from "../charts/glyph.js";
import { hasManyClasses, modelOf } from "../state/compare.js";
import { wholeView } from "./compare-whole.js";

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

/** A name of this length needs no shorter one. */
const SHORT = 12;

/** A single word may be longer, up to this. */
const LONGEST = 16;

/** Words that name nothing. */
const LITTLE = ["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"];

/** What tells a model from the others in a word or two, for heads of columns and buttons; its id where words
 * do not. @param {CompareState} state @param {string} id */
export function shortName(state, id) {
  const models = state.manifest?.models ?? [];
  const names = models.map(({ name }) => name);
  const short = names.map((name) => shortened(name, names));
  const at = models.findIndex((model) => model.id === id);
  return at < 0 || new Set(short).size < short.length ? cut(id) : short[at];
}

/** @param {string} name @param {string[]} names */
function shortened(name, names) {
  if (name.length <= SHORT) return name;
  const words = wordsOf(name);
  const others = new Set(names.filter((other) => other !== name).flatMap(wordsOf));
  const telling = words.filter((word) => !others.has(word));
  if (!telling.length || telling[0] === words[0]) return cut(words[0] ?? name);
  let short = telling[0];
  for (const word of telling.slice(1)) {
    if (`${short} ${word}`.length > SHORT) break;
    short += ` ${word}`;
  }
  return cut(short);
}

/** @param {string} name */
function wordsOf(name) {
  return name.split(/[\s,;:()]+/).filter((word) => word && !LITTLE.includes(word.toLowerCase()));
}

/** Both ends of a long word, as versions differ in the last. @param {string} word */
function cut(word) {
  const half = (LONGEST - 2) / 2;
  return word.length <= LONGEST ? word : `${word.slice(0, half)}…${word.slice(-half)}`;
}

/** A class by colour and name. @param {CompareState} state @param {number | null} index */
export function classMark(state, index) {
  return html`<span class="class-mark"
    ><i class="dot" style=${`--class: ${classColour(index)}`}></i><span>${className(state, index)}</span></span
  >`;
}

/** The paper's mark of one instance, with its words for those who do not see it. Hundreds of classes have no
 * colours that tell them apart: there a cross says that the prediction is wrong. @param {CompareState} state
 * @param {number} truth @param {number[]} predicted @param {"final" | "first"} design */
export function instanceMark(state, truth, predicted, design) {
  const { width, shapes } = glyph({ truth, predicted }, design);
  const said = predicted.map((each) => className(state, each)).join(", ");
  return svg`<svg class="instance-mark" width=${width} height=${GLYPH_HEIGHT}
    viewBox="0 0 ${width} ${GLYPH_HEIGHT}" role="img"
    aria-label="truth ${className(state, truth)}; predicted ${said}">
    ${shapes.map((shape) =>
      hasManyClasses(state) && shape.part === "prediction" && truth >= 0 && shape.class !== truth
        ? cross(shape)
        : svg`<rect class=${shape.part} x=${shape.x} y=${shape.y} width=${shape.width} height=${shape.height}
        rx=${shape.radius} style=${`fill: ${classColour(shape.class)}`} />`,
    )}
  </svg>`;
}

/** A wrong prediction. @param {import("../charts/glyph.js").Shape} shape */
function cross({ class: c, x, y, width, height, radius }) {
  const [left, top, right, bottom] = [x + 2.5, y + 2.5, x + width - 2.5, y + height - 2.5];
  return svg`<g class="cross"><rect x=${x} y=${y} width=${width} height=${height} rx=${radius} />
    <path d=${`M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`}
      style=${`stroke: ${classColour(c)}`} /></g>`;
}

/** @type {{view: unknown, classes: number[]}} */
let present = { view: null, classes: [] };

/** The classes that some instance has, by name; all of them where they are few.
 * @param {CompareState} state @returns {number[]} */
export function presentClasses(state) {
  const every = state.manifest?.classes ?? [];
  const view = wholeView(state);
  if (!hasManyClasses(state) || !view) return [...every.keys()];
  if (present.view !== view) {
    const { support } = Object.values(view.metrics)[0].classes;
    const byName = (/** @type {number} */ a, /** @type {number} */ b) => (every[a].title < every[b].title ? -1 : 1);
    present = { view, classes: [...every.keys()].filter((c) => support[c]).sort(byName) };
  }
  return present.classes;
}
