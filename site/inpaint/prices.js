/**
 * What speaks against filling a pixel by an offset, apart from seams: that it comes from another height
 * where the picture lies in bands (grounds and skies do), that what it brings is rare (it would be seen
 * twice), that its colour is not the one between the hole's edges, and what one sees of the edge itself.
 */

import { IMPOSSIBLE } from "./expansion.js";
import { CHANNELS, squaredDifference } from "./pyramid.js";
import { localMeans, rarity } from "./rarity.js";
import { stretch } from "./stretch.js";

/** @typedef {import("./pyramid.js").Level} Level */

// For a shift by the whole height, for each level by which the picture changes more along columns than along
// rows; and the same across, where it changes more along rows (trunks are upright).
const UPRIGHT = 3.5;
const RARE = 0.5; // for each level by which a pixel is unlike others
const COLOUR = 0.1; // for each level by which a pixel is not of the expected colour
const FAR = 100; // levels: being off by more is no worse
const STRIDE = 3; // of the pixels at which change is measured

/**
 * What each offset costs each pixel of the hole.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {import("./candidates.js").Offset[]} offsets
 * @returns {Float32Array} offsets * nodes
 */
export function prices(level, nodes, offsets) {
  const { data, height, hole, width } = level;
  const means = localMeans(level);
  const rare = rarity(level, means);
  const more = UPRIGHT * (change(level, means, 1) - change(level, means, 0)); // along columns than along rows
  const across = Math.max(0, -more) / width;
  const down = Math.max(0, more) / height;
  const expected = membrane(level);
  const costs = new Float32Array(offsets.length * nodes.length).fill(IMPOSSIBLE);
  offsets.forEach(({ x, y }, label) => {
    const shift = y * width + x;
    const steep = across * Math.abs(x) + down * Math.abs(y);
    nodes.forEach((p, i) => {
      const column = p % width + x;
      const q = p + shift;
      if (column < 0 || column >= width || q < 0 || q >= hole.length || hole[q] !== 0) return;
      let square = 0;
      for (let c = 0; c < 3; c++) square += (data[CHANNELS * q + c] - expected[3 * p + c]) ** 2;
      let cost = steep + RARE * rare[q] + COLOUR * Math.min(FAR, Math.sqrt(square));
      for (const n of [p + 1, p - 1, p + width, p - width]) {
        const beside = n >= 0 && n < hole.length && Math.abs(n % width - p % width) <= 1;
        if (beside && hole[n] === 0) cost += border(level, n, q, n + shift);
      }
      costs[label * nodes.length + i] = cost;
    });
  });
  return costs;
}

/**
 * How much a picture changes along its rows or columns: its variogram of local means, on average.
 * @param {Level} level
 * @param {Float32Array} means
 * @param {number} axis 0: along rows, 1: along columns
 * @returns {number} in levels of 255
 */
function change({ height, hole, width }, means, axis) {
  const length = axis === 0 ? width : height;
  let sum = 0;
  let count = 0;
  for (let lag = Math.max(1, length >> 3); lag < length >> 1; lag += Math.max(1, length >> 4)) {
    const step = axis === 0 ? lag : lag * width;
    for (let y = 0; y < (axis === 0 ? height : height - lag); y += STRIDE) {
      for (let x = 0; x < (axis === 0 ? width - lag : width); x += STRIDE) {
        const p = y * width + x;
        if (hole[p] !== 0 || hole[p + step] !== 0) continue;
        sum += Math.sqrt(squaredDifference(means, p, p + step));
        count++;
      }
    }
  }
  return sum / Math.max(1, count);
}

/**
 * What one sees of the hole's edge between a filled pixel and a known one.
 * @param {Level} level
 * @param {number} n the known one
 * @param {number} q what fills the other
 * @param {number} m what is beside that, as the known one is beside the other
 */
function border({ data, hole, width }, n, q, m) {
  const whole = m >= 0 && m < hole.length && hole[m] === 0 && Math.abs(m % width - q % width) <= 1;
  return Math.sqrt(2 * squaredDifference(data, whole ? m : q, n));
}

/**
 * The known colours, stretched smoothly over the hole.
 * @param {Level} level
 * @returns {Float32Array} 3 * width * height
 */
function membrane({ data, height, hole, width }) {
  const colours = new Float32Array(3 * hole.length);
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] === 0) for (let c = 0; c < 3; c++) colours[3 * p + c] = data[CHANNELS * p + c];
  }
  stretch(colours, Float32Array.from(hole, (value) => 1 - value), width, height);
  return colours;
}
