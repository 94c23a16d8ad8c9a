// Where a neuron acts, painted over a picture: viridis by strength, clear where it is still.

import { interpolateViridis, rgb } from "../vendor/d3.js";

/** The strongest hides this much of the picture. */
const MOST_OPAQUE = 0.82;

/** Weak answers are made more visible than their share: what counts is where they are. */
const BEND = 0.7;

/** Red, green, blue and opacity of the 256 steps. @returns {Uint8ClampedArray} */
function makeTable() {
  const table = new Uint8ClampedArray(4 * 256);
  for (let i = 0; i < 256; i++) {
    const { r, g, b } = rgb(interpolateViridis(i / 255));
    table.set([r, g, b, 255 * MOST_OPAQUE * (i / 255) ** BEND], 4 * i);
  }
  return table;
}

/** @type {Uint8ClampedArray | null} */
let table = null;

/**
 * @param {ArrayLike<number>} values 0 … 255, row by row
 * @param {[number, number]} shape rows, columns
 * @returns {ImageData} a pixel a value
 */
export function mapImage(values, [rows, columns]) {
  table ??= makeTable();
  const image = new ImageData(columns, rows);
  for (let i = 0; i < rows * columns; i++) image.data.set(table.subarray(4 * values[i], 4 * values[i] + 4), 4 * i);
  return image;
}

/** Stops of the scale as a CSS gradient, from still to strongest, as seen over the page. */
export function mapGradient() {
  table ??= makeTable();
  const stops = [0, 51, 102, 153, 204, 255].map((i) => {
    const [r, g, b, a] = /** @type {Uint8ClampedArray} */ (table).subarray(4 * i, 4 * i + 4);
    return `rgb(${r} ${g} ${b} / ${(a / 255).toFixed(2)})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
