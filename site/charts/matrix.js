// A layer's whole matrix of weights, inputs downwards and neurons across, under a strip of each neuron's mean.

import { weightStep, weightTable } from "./weight-colours.js";

/** Height of the strip and of the gap under it, in pixels. */
export const STRIP = 12;
export const GAP = 4;

/**
 * The matrix with as many rows as the screen has pixels; of rows that share one the largest weight is kept, so
 * that no strong weight disappears.
 * @param {Float32Array} weights row by row
 * @param {[number, number]} shape rows, columns
 * @param {number} height the most rows wanted
 * @returns {{values: Float32Array, rows: number, columns: number}}
 */
export function pooled(weights, [rows, columns], height) {
  if (rows <= height) return { values: weights, rows, columns };
  const values = new Float32Array(height * columns);
  for (let row = 0; row < rows; row++) {
    const to = Math.floor((row * height) / rows) * columns;
    for (let column = 0; column < columns; column++) {
      const weight = weights[row * columns + column];
      if (Math.abs(weight) > Math.abs(values[to + column])) values[to + column] = weight;
    }
  }
  return { values, rows: height, columns };
}

/** The pixels of a matrix, one a weight. @param {{values: ArrayLike<number>, rows: number, columns: number}} matrix
 * @param {{extent: number, palette: import("./weight-colours.js").Palette, dark: boolean}} options */
export function matrixImage({ values, rows, columns }, { extent, palette, dark }) {
  const image = new ImageData(columns, rows);
  const table = weightTable(palette, dark);
  for (let i = 0; i < values.length; i++) {
    const at = 3 * weightStep(values[i], extent);
    image.data.set([table[at], table[at + 1], table[at + 2], 255], 4 * i);
  }
  return image;
}

/** The column under a point of the frame, −1 for none. @param {number} x
 * @param {{width: number, columns: number, zoom: import("./neuron-grid.js").Zoom}} frame */
export function columnAt(x, { width, columns, zoom }) {
  const column = Math.floor(((x / zoom.scale + zoom.x) / width) * columns);
  return column >= 0 && column < columns ? column : -1;
}

/** The row of the matrix under a point of the frame, −1 for none (the strip). @param {number} y
 * @param {{height: number, rows: number, zoom: import("./neuron-grid.js").Zoom}} frame */
export function rowAt(y, { height, rows, zoom }) {
  const below = y - STRIP - GAP;
  const inner = height - STRIP - GAP;
  const row = Math.floor(((below / zoom.scale + zoom.y) / inner) * rows);
  return below >= 0 && row >= 0 && row < rows ? row : -1;
}

/**
 * @param {CanvasRenderingContext2D} context whose unit is one pixel of the page
 * @param {{matrix: CanvasImageSource, strip: CanvasImageSource, columns: number, rows: number, chosen: number,
 *   pointed: number}} data the two as small pictures, one pixel a weight
 * @param {{width: number, height: number, zoom: import("./neuron-grid.js").Zoom, paint: import("./heatmap.js").Paint}}
 *   options
 */
export function drawMatrix(context, { matrix, strip, columns, rows, chosen, pointed }, { width, height, zoom, paint }) {
  const inner = height - STRIP - GAP;
  const sx = (zoom.x / width) * columns;
  const sy = Math.min(rows, (zoom.y / inner) * rows);
  const sw = columns / zoom.scale;
  const sh = rows / zoom.scale;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.drawImage(strip, sx, 0, sw, 1, 0, 0, width, STRIP);
  context.drawImage(matrix, sx, Math.min(sy, rows - sh), sw, sh, 0, STRIP + GAP, width, inner);
  const step = (width / columns) * zoom.scale;
  for (const [column, line] of /** @type {const} */ ([[pointed, 1], [chosen, 2]])) {
    if (column < 0) continue;
    const x = column * step - zoom.x * zoom.scale;
    for (const [colour, out] of /** @type {const} */ ([[paint.surface, 2], [paint.ink, 0]])) {
      context.strokeStyle = colour;
      context.lineWidth = line + out;
      context.strokeRect(x - 0.5, 1, step + 1, height - 2);
    }
  }
}
