/**
 * What one expects to see in a hole before one knows what is there: that what lies on either side of it goes
 * on between, along straight lines, most of all along those that the picture's bands run along, as far as no
 * contour lies between.
 */

import { CHANNELS } from "./pyramid.js";
import { stretch } from "./stretch.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * @typedef {object} Expectation
 * @property {Int32Array} nodes pixels of the hole, row by row
 * @property {Float32Array} values CHANNELS of each
 * @property {Float32Array} sure of each, how much both sides agree: 0..1
 * @property {Int32Array} ends of each, the first known pixels along the bands to either side; -1 = none
 * @property {Float32Array} reach of each of them, how far one expects it to go on, agreed or not: 0..1
 * @property {number} banded how clearly the picture lies in bands: 0..1
 */

const LINES = 16; // through every pixel
const UPRIGHT = 20; // how much less a line counts that runs across the bands
const LIKE = 40; // levels by which both ends of a line may differ, and no less than the picture does
const BANDED = { from: 1.2, to: 1.5 }; // times as much change across as along
const PAUSE = 1024; // pixels between two pauses

/**
 * What is expected of each pixel of a hole.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {Float32Array} near its local means
 * @param {import("./bands.js").Bands} bands
 * @param {import("./sketch.js").Sketch} sketch of the contours in the hole
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Expectation, void>} yields the fraction done
 */
export function* expect(level, nodes, near, { x, y, along, across }, { walls, trust, values: drawn }, kernels) {
  const { height, hole, width } = level;
  const values = membrane(level, nodes, kernels);
  const ratio = across / Math.max(1, along);
  const banded = Math.min(1, Math.max(0, (ratio - BANDED.from) / (BANDED.to - BANDED.from)));
  const like = 2 * Math.max(LIKE, along) ** 2;
  const angles = Array.from({ length: LINES }, (_, k) => Math.PI * k / LINES);
  const shares = Float64Array.from(angles, (angle) => {
    const sine = Math.cos(angle) * y - Math.sin(angle) * x;
    return Math.exp(-UPRIGHT * Math.max(0, ratio - 1) * sine ** 2);
  });
  const steps = Array.from({ length: width + height + 1 }, (_, n) => n);
  const placed = kernels.place({
    hole, near, walls, trust, drawn, nodes, values,
    sure: new Float32Array(nodes.length),
    ends: new Int32Array(2 * nodes.length).fill(-1),
    reach: new Float32Array(2 * nodes.length),
    columns: Int32Array.from(angles.flatMap((angle) => steps.map((n) => Math.round(n * Math.cos(angle))))),
    rows: Int32Array.from(angles.flatMap((angle) => steps.map((n) => Math.round(n * Math.sin(angle))))),
    shares,
  });
  const { sure, ends, reach, columns, rows } = placed;
  const job = kernels.job([
    width, height, placed.hole, placed.near, placed.walls, placed.trust, placed.drawn, placed.nodes, placed.values,
    sure, ends, reach, LINES, steps.length, columns, rows, placed.shares, shares.indexOf(Math.max(...shares)),
  ]);
  for (let from = 0; from < nodes.length; from += PAUSE) {
    kernels.run.expect(job, from, Math.min(nodes.length, from + PAUSE), like, banded);
    yield Math.min(1, (from + PAUSE) / nodes.length);
  }
  return {
    nodes, values: placed.values.slice(), sure: sure.slice(), ends: ends.slice(), reach: reach.slice(), banded,
  };
}

/**
 * What is known, stretched smoothly over the hole from all sides.
 * @param {Level} level
 * @param {Int32Array} nodes
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Float32Array} CHANNELS of each pixel of the hole
 */
function membrane({ data, height, hole, width }, nodes, kernels) {
  const values = Float32Array.from(data);
  stretch(values, Float32Array.from(hole, (value) => 1 - value), width, height, kernels, CHANNELS);
  const inside = new Float32Array(CHANNELS * nodes.length);
  nodes.forEach((p, i) => inside.set(values.subarray(CHANNELS * p, CHANNELS * (p + 1)), CHANNELS * i));
  return inside;
}
