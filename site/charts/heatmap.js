// A layer as cells: colour is the neuron's weight, and with an instance size is how strongly it acts (Fig. 2).

import { cornerOf } from "./neuron-grid.js";
import { weightColour } from "./weight-colours.js";

/**
 * @typedef {object} Cells
 * @property {ArrayLike<number> | null} weights one a neuron; null where the layer has none
 * @property {number} extent the largest size of a weight
 * @property {number[] | null} order neuron at each place; null: as in the layer
 * @property {ArrayLike<number> | null} activations of the chosen instance, one a neuron
 * @property {ArrayLike<number>} dead 1: never changes
 * @property {ArrayLike<number>} alwaysOn 1: above zero for every instance
 * @property {number} chosen neuron, −1 for none
 * @property {number} pointed neuron under the pointer or the arrow keys, −1 for none
 */

/**
 * @typedef {object} Paint
 * @property {string} ink
 * @property {string} surface
 * @property {string} empty of a cell's ground where size speaks
 * @property {import("./weight-colours.js").Palette} palette
 * @property {boolean} dark
 */

/** The smallest mark that can still be seen, in pixels. */
const SMALLEST = 1.5;

/**
 * Sides of the squares whose areas are as the sizes of the activations.
 * @param {ArrayLike<number>} activations
 * @param {number} side of a whole cell
 * @returns {Float32Array}
 */
export function sidesOf(activations, side) {
  let most = 0;
  for (let i = 0; i < activations.length; i++) most = Math.max(most, Math.abs(activations[i]));
  return Float32Array.from(activations, (value) =>
    value === 0 || most === 0 ? 0 : Math.max(SMALLEST, side * Math.sqrt(Math.abs(value) / most)),
  );
}

/**
 * @param {CanvasRenderingContext2D} context whose unit is one pixel of the page
 * @param {Cells} cells
 * @param {{grid: import("./neuron-grid.js").Grid, width: number, height: number, paint: Paint}} options
 */
export function drawHeatmap(context, cells, { grid, width, height, paint }) {
  const { side, count } = grid;
  const gap = side >= 6 ? 1 : 0;
  const inner = side - gap;
  const sides = cells.activations && sidesOf(cells.activations, inner);
  context.clearRect(0, 0, width, height);
  for (let place = 0; place < count; place++) {
    const neuron = cells.order ? cells.order[place] : place;
    const [x, y] = cornerOf(grid, place);
    if (x > width || y > height || x + side < 0 || y + side < 0) continue;
    const colour = cells.weights
      ? weightColour(cells.weights[neuron], { ...paint, extent: cells.extent })
      : paint.empty;
    if (sides) {
      context.fillStyle = paint.empty;
      context.fillRect(x, y, inner, inner);
      drawSized(context, x + inner / 2, y + inner / 2, sides[neuron], {
        colour: cells.weights ? colour : paint.ink,
        ink: paint.ink,
        hollow: /** @type {any} */ (cells.activations)[neuron] < 0,
      });
    } else {
      context.fillStyle = colour;
      context.fillRect(x, y, inner, inner);
    }
    if (side >= 7) drawKind(context, x, y, inner, cells.dead[neuron], cells.alwaysOn[neuron], paint);
  }
  ring(context, cells, cells.pointed, 1, { grid, paint });
  ring(context, cells, cells.chosen, 2, { grid, paint });
}

/** A square; hollow where the activation is below zero. @param {CanvasRenderingContext2D} context
 * @param {number} x centre @param {number} y @param {number} side
 * @param {{colour: string, ink: string, hollow: boolean}} look */
function drawSized(context, x, y, side, { colour, ink, hollow }) {
  if (!side) return;
  context.fillStyle = colour;
  context.fillRect(x - side / 2, y - side / 2, side, side);
  // A pale weight must not hide how large its square is.
  context.strokeStyle = ink;
  context.globalAlpha = 0.45;
  context.lineWidth = 0.75;
  if (side > 4) context.strokeRect(x - side / 2 + 0.4, y - side / 2 + 0.4, side - 0.8, side - 0.8);
  context.globalAlpha = 1;
  if (hollow && side > 3) {
    const hole = side * 0.5;
    context.clearRect(x - hole / 2, y - hole / 2, hole, hole);
  }
}

/** A stroke through the dead, a dot on the always-on. @param {CanvasRenderingContext2D} context
 * @param {number} x @param {number} y @param {number} side @param {number} dead @param {number} alwaysOn
 * @param {Paint} paint */
function drawKind(context, x, y, side, dead, alwaysOn, paint) {
  if (!dead && !alwaysOn) return;
  context.beginPath();
  context.lineWidth = 1.2;
  if (dead) {
    context.strokeStyle = paint.ink;
    context.moveTo(x + side * 0.2, y + side * 0.8);
    context.lineTo(x + side * 0.8, y + side * 0.2);
    context.stroke();
  } else {
    context.fillStyle = paint.ink;
    context.arc(x + side / 2, y + side / 2, Math.max(1, Math.min(2, side * 0.1)), 0, 2 * Math.PI);
    context.fill();
  }
}

/** A ring with a rim, to be seen on any colour. @param {CanvasRenderingContext2D} context @param {Cells} cells
 * @param {number} neuron @param {number} width
 * @param {{grid: import("./neuron-grid.js").Grid, paint: Paint}} options */
function ring(context, cells, neuron, width, { grid, paint }) {
  if (neuron < 0) return;
  const place = cells.order ? cells.order.indexOf(neuron) : neuron;
  const [x, y] = cornerOf(grid, place);
  const side = grid.side - (grid.side >= 6 ? 1 : 0);
  for (const [colour, out] of /** @type {const} */ ([[paint.surface, width + 1], [paint.ink, 0]])) {
    context.strokeStyle = colour;
    context.lineWidth = width + out;
    context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
  }
}
