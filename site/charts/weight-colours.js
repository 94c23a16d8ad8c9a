// Colours of weights: from the most negative through nothing to the most positive.

import { interpolatePRGn, interpolateRdYlGn, rgb, scaleLinear } from "../vendor/d3.js";

/** @typedef {"safe" | "paper"} Palette purple–green, which the colour-blind can tell apart, or the paper's red–green */

/** On a dark page nothing must be dark too: ends bright, middle close to the page. */
const DARK = {
  safe: ["#d9a8f0", "#86559f", "#4b4b52", "#438a5b", "#9ee6b0"],
  paper: ["#ff8f80", "#a84a42", "#4b4b52", "#438a5b", "#9ee6b0"],
};

/** Entries of the table of colours; odd, so that zero has one of its own. */
const STEPS = 255;

/** @type {Map<string, Uint8ClampedArray>} */
const tables = new Map();

/**
 * @param {Palette} palette
 * @param {boolean} dark
 * @returns {Uint8ClampedArray} red, green, blue of 255 steps from −1 to 1
 */
export function weightTable(palette, dark) {
  const key = `${palette}${dark}`;
  let table = tables.get(key);
  if (!table) {
    const bright = palette === "safe" ? interpolatePRGn : interpolateRdYlGn;
    const dim = scaleLinear(DARK[palette]).domain([0, 0.25, 0.5, 0.75, 1]);
    table = new Uint8ClampedArray(3 * STEPS);
    for (let i = 0; i < STEPS; i++) {
      const t = i / (STEPS - 1);
      const { r, g, b } = rgb(dark ? dim(t) : bright(t));
      table.set([r, g, b], 3 * i);
    }
    tables.set(key, table);
  }
  return table;
}

/** The entry of a weight. @param {number} weight @param {number} extent the largest size of a weight */
export function weightStep(weight, extent) {
  const t = extent > 0 ? Math.max(-1, Math.min(1, weight / extent)) : 0;
  return Math.round(((t + 1) / 2) * (STEPS - 1));
}

/**
 * @param {number} weight
 * @param {{extent: number, palette: Palette, dark: boolean}} options
 * @returns {string} a CSS colour
 */
export function weightColour(weight, { extent, palette, dark }) {
  const table = weightTable(palette, dark);
  const at = 3 * weightStep(weight, extent);
  return `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
}
