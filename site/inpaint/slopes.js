/**
 * Takes the steps between patches out of a fill: its colours are made to rise and fall as they do within the
 * patches, as in A. Agarwala et al., "Interactive Digital Photomontage", SIGGRAPH 2004 (DOI
 * 10.1145/1186562.1015718), but only nearby, so that a shade does not spread over the whole fill.
 */

import { DIRECTIONS, DOWN, gridOf, RIGHT } from "./grid.js";
import { CHANNELS, TARGET } from "./pyramid.js";

const NEARBY = 60; // pixels over which a step is made a slope
const TOLERANCE = 100; // levels from pixel to pixel beyond which a step is an edge, and stays
const ITERATIONS = 80;
const ENOUGH = 0.02; // of the first residual
const FOUR = 4; // values of a node: three colours and nothing

/**
 * Change the colours in the hole.
 * @param {import("./field.js").Kept} field of the finest scale, its level's colours filled
 * @param {Uint8ClampedArray} result RGBA, changed where there is a hole
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, void, void>} yields the fraction done
 */
export function* makeSlopes(field, result, kernels) {
  const { level: { data, hole, width } } = field;
  const { nodes, neighbours } = gridOf(hole, width);
  const from = sources(field, nodes);
  const wanted = new Float32Array(FOUR * nodes.length); // the divergence of what is to be added to each slope
  const missing = new Float32Array(3);
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i];
    for (const way of [RIGHT, DOWN]) {
      const j = neighbours[DIRECTIONS * i + way];
      if (j < 0 || from[i] < 0 || from[j] < 0) continue;
      const step = way === RIGHT ? 1 : width;
      const next = from[i] + step;
      const before = from[j] - step;
      if (way === RIGHT && (next % width === 0 || from[j] % width === 0)) continue; // at a row's end
      if (hole[next] !== 0 || hole[before] !== 0) continue; // undefined: beyond the picture
      let square = 0;
      for (let c = 0; c < 3; c++) {
        const inPatches = data[CHANNELS * next + c] - data[CHANNELS * from[i] + c]
          + data[CHANNELS * from[j] + c] - data[CHANNELS * before + c];
        missing[c] = inPatches / 2 - (data[CHANNELS * (p + step) + c] - data[CHANNELS * p + c]);
        square += missing[c] ** 2;
      }
      // Where both are of one piece, what is missing was lost when the patches around them were averaged.
      const share = next === from[j] ? 1 : 1 / (1 + (square / TOLERANCE ** 2) ** 2);
      for (let c = 0; c < 3; c++) {
        wanted[FOUR * j + c] += share * missing[c];
        wanted[FOUR * i + c] -= share * missing[c];
      }
    }
  }
  const shades = yield* solve(neighbours, wanted, kernels);
  nodes.forEach((p, i) => {
    for (let c = 0; c < 3; c++) result[4 * p + c] += shades[FOUR * i + c];
  });
}

/**
 * The pixel that the patch around each was taken from; near the picture's edge, the nearest patch's.
 * @param {import("./field.js").Kept} field
 * @param {Int32Array} nodes
 */
function sources({ half, level: { height, hole, kind, width }, source }, nodes) {
  return nodes.map((p) => {
    const x = p % width;
    const y = (p - x) / width;
    const q = Math.max(half, Math.min(height - 1 - half, y)) * width
      + Math.max(half, Math.min(width - 1 - half, x));
    if (kind[q] !== TARGET) return -1;
    const from = source[q] + p - q;
    return from >= 0 && from < hole.length && hole[from] === 0 ? from : -1;
  });
}

/**
 * Conjugate gradients for (4 + 1 / NEARBY²) x − the sum of the straight neighbours' x = b; outside the hole x is 0.
 * @param {Int32Array} neighbours of the grid's nodes
 * @param {Float32Array} b FOUR values of each
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Float32Array, void>} yields the fraction done, returns x
 */
function* solve(neighbours, b, kernels) {
  const empty = new Float32Array(b.length);
  const placed = kernels.place({ neighbours, x: empty, residual: b, way: b, image: empty });
  const { x, residual, way, image } = placed;
  const job = kernels.job([b.length / FOUR, placed.neighbours, x, residual, way, image]);
  const { multiply, turn, walk } = kernels.run;
  let square = b.reduce((sum, value) => sum + value * value, 0);
  const first = square;
  const enough = first * ENOUGH ** 2;
  let part = 0;
  for (let n = 0; n < ITERATIONS && square > enough; n++) {
    const next = walk(job, square / multiply(job, 4 + 1 / NEARBY ** 2));
    turn(job, next / square);
    square = next;
    part = Math.max(part, (n + 1) / ITERATIONS, Math.min(1, Math.log(first / square) / Math.log(first / enough)));
    yield part;
  }
  return x;
}
