// Where each neuron's cell lies: the layer's own shape, or a grid close to the frame's, under any zoom.

/**
 * @typedef {object} Zoom
 * @property {number} scale 1 shows the whole layer
 * @property {number} x left edge of what is shown, in pixels of the unscaled drawing
 * @property {number} y
 */

/**
 * @typedef {object} Grid
 * @property {number} columns
 * @property {number} rows
 * @property {number} count cells; the last row may be short
 * @property {number} side of a cell, in pixels, zoom included
 * @property {number} left of the first cell, in pixels
 * @property {number} top
 */

/** @type {Zoom} */
export const WHOLE = { scale: 1, x: 0, y: 0 };

/** A layer of two neurons must not fill the screen. */
const LARGEST = 44;

/**
 * @param {{count: number, shape: number[]}} layer a shape of one number says nothing of rows
 * @param {{width: number, height: number, zoom?: Zoom}} frame in pixels
 * @returns {Grid}
 */
export function neuronGrid({ count, shape }, { width, height, zoom = WHOLE }) {
  const last = /** @type {number} */ (shape.at(-1));
  const wished = shape.length > 1 && last > 1 ? last : Math.ceil(Math.sqrt((count * width) / Math.max(1, height)));
  const columns = Math.min(count, Math.max(1, wished));
  const rows = Math.ceil(count / columns);
  const fit = Math.min(width / columns, height / rows, LARGEST);
  return {
    columns,
    rows,
    count,
    side: fit * zoom.scale,
    left: ((width - fit * columns) / 2 - zoom.x) * zoom.scale,
    top: ((height - fit * rows) / 2 - zoom.y) * zoom.scale,
  };
}

/** The place (not the neuron, which an order decides) under a point, −1 for none.
 * @param {Grid} grid @param {number} x @param {number} y */
export function placeAt({ columns, rows, count, side, left, top }, x, y) {
  const column = Math.floor((x - left) / side);
  const row = Math.floor((y - top) / side);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return -1;
  const place = row * columns + column;
  return place < count ? place : -1;
}

/** The upper left corner of a place. @param {Grid} grid @param {number} place @returns {[number, number]} */
export function cornerOf({ columns, side, left, top }, place) {
  return [left + (place % columns) * side, top + Math.floor(place / columns) * side];
}

/**
 * Zoom about a point that stays where it is, and never beyond the frame.
 * @param {Zoom} zoom
 * @param {number} factor
 * @param {{x: number, y: number, width: number, height: number}} about
 * @returns {Zoom}
 */
export function zoomed(zoom, factor, { x, y, width, height }) {
  const scale = Math.min(32, Math.max(1, zoom.scale * factor));
  const moved = { scale, x: zoom.x + x / zoom.scale - x / scale, y: zoom.y + y / zoom.scale - y / scale };
  return kept(moved, width, height);
}

/** @param {Zoom} zoom @param {number} dx in pixels on screen @param {number} dy
 * @param {number} width @param {number} height @returns {Zoom} */
export function panned(zoom, dx, dy, width, height) {
  return kept({ ...zoom, x: zoom.x - dx / zoom.scale, y: zoom.y - dy / zoom.scale }, width, height);
}

/** The zoom that brings a point of the unscaled drawing on screen. @param {Zoom} zoom
 * @param {{x: number, y: number, side: number}} cell as drawn now
 * @param {number} width @param {number} height @returns {Zoom} */
export function revealing(zoom, { x, y, side }, width, height) {
  const off = (/** @type {number} */ at, /** @type {number} */ size) =>
    at < 0 ? -at : at + side > size ? size - at - side : 0;
  return panned(zoom, off(x, width), off(y, height), width, height);
}

/** @param {Zoom} zoom @param {number} width @param {number} height @returns {Zoom} */
function kept({ scale, x, y }, width, height) {
  const within = (/** @type {number} */ at, /** @type {number} */ size) =>
    Math.min(size - size / scale, Math.max(0, at));
  return { scale, x: within(x, width), y: within(y, height) };
}
