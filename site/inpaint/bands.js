/**
 * Whether a picture lies in bands, as grounds and skies do, and which way they run: where it changes least.
 */

import { squaredDifference } from "./pyramid.js";

// Steps in columns and rows, each a quarter turn from the one four places on.
const WAYS = [[1, 0], [2, 1], [1, 1], [1, 2], [0, 1], [-1, 2], [-1, 1], [-2, 1]];
const SLANTED = 0.7; // of the change along rows or columns: bands are taken to be slanted only below that
const LAGS = { from: 1 / 8, to: 1 / 2, step: 1 / 16 }; // distances compared, each a share of the picture
const STRIDE = 3; // of the pixels at which change is measured

/**
 * @typedef {object} Bands
 * @property {number} x of the unit vector along them
 * @property {number} y
 * @property {number} along how much the picture changes along them, in levels of 255
 * @property {number} across how much it changes across them
 */

/**
 * Find the way along which a picture changes least.
 * @param {import("./pyramid.js").Level} level
 * @param {Float32Array} means its local means
 * @returns {Bands}
 */
export function bands(level, means) {
  const changes = WAYS.map(([x, y]) => change(level, means, x, y));
  let best = changes[0] <= changes[4] ? 0 : 4;
  changes.forEach((value, k) => {
    if (value < SLANTED * changes[best]) best = k;
  });
  const [x, y] = WAYS[best];
  const length = Math.hypot(x, y);
  return { x: x / length, y: y / length, along: changes[best], across: changes[(best + 4) % WAYS.length] };
}

/**
 * How much a picture changes along a line: its variogram of local means, on average.
 * @param {import("./pyramid.js").Level} level
 * @param {Float32Array} means
 * @param {number} x columns of a step
 * @param {number} y rows of a step, 0 or more
 */
function change({ height, hole, width }, means, x, y) {
  const size = Math.hypot(x / width, y / height);
  let sum = 0;
  let count = 0;
  for (let share = LAGS.from; share < LAGS.to; share += LAGS.step) {
    const steps = Math.max(1, Math.round(share / size));
    const shift = steps * (y * width + x);
    const left = Math.max(0, -steps * x);
    const right = width - Math.max(0, steps * x);
    for (let row = 0; row < height - steps * y; row += STRIDE) {
      for (let column = left; column < right; column += STRIDE) {
        const p = row * width + column;
        if (hole[p] !== 0 || hole[p + shift] !== 0) continue;
        sum += Math.sqrt(squaredDifference(means, p, p + shift));
        count++;
      }
    }
  }
  return sum / Math.max(1, count);
}
