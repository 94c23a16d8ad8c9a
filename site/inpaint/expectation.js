/**
 * What one expects to see in a hole before one knows what is there: that what lies on either side of it goes
 * on between, along straight lines, most of all along those that the picture's bands run along, as far as no
 * contour lies between.
 */

import { CHANNELS, squaredDifference } from "./pyramid.js";
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
const ONE_ENDED = 0.3; // of its weight has a line of which one end is beyond the picture
const BEHIND = 0.6; // of its weight has one whose other end is behind a contour
const AGREED = 2.5; // times as much: then they still say something
const GOES_ON = 0.6; // how far what is on one side goes on for certain, where the other is another thing
const ROUGH = 20; // texture in which a colour says little
const BANDED = { from: 1.2, to: 1.5 }; // times as much change across as along
const PAUSE = 1024; // pixels between two pauses
const FAINT = 1e-3; // weight of what is stretched over the hole from all sides

/**
 * What is expected of each pixel of a hole.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {Float32Array} near its local means
 * @param {import("./bands.js").Bands} bands
 * @param {import("./sketch.js").Sketch} sketch of the contours in the hole
 * @returns {Generator<number, Expectation, void>} yields 0 now and then
 */
export function* expect(level, nodes, near, { x, y, along, across }, { walls, trust, values: drawn }) {
  const { height, hole, width } = level;
  const values = membrane(level, nodes);
  const sure = new Float32Array(nodes.length);
  const ends = new Int32Array(2 * nodes.length).fill(-1);
  const reach = new Float32Array(2 * nodes.length);
  const ratio = across / Math.max(1, along);
  const banded = Math.min(1, Math.max(0, (ratio - BANDED.from) / (BANDED.to - BANDED.from)));
  const like = 2 * Math.max(LIKE, along) ** 2;
  const lines = Array.from({ length: LINES }, (_, k) => {
    const angle = Math.PI * k / LINES;
    const sine = Math.cos(angle) * y - Math.sin(angle) * x;
    const steps = Array.from({ length: width + height + 1 }, (_, n) => n);
    return {
      columns: Int32Array.from(steps, (n) => Math.round(n * Math.cos(angle))),
      rows: Int32Array.from(steps, (n) => Math.round(n * Math.sin(angle))),
      share: Math.exp(-UPRIGHT * Math.max(0, ratio - 1) * sine ** 2),
    };
  });
  const main = lines.reduce((best, line) => (line.share > best.share ? line : best));

  /**
   * How many steps away the first known pixel on a line is, 0 where there is none; `end` is that pixel, `open`
   * how surely no contour lies between.
   */
  let end = -1;
  let open = 0;
  const look = (/** @type {number} */ column, /** @type {number} */ row, /** @type {typeof main} */ line,
    /** @type {1 | -1} */ way) => {
    open = 1;
    for (let steps = 1; ; steps++) {
      const i = column + way * line.columns[steps];
      const j = row + way * line.rows[steps];
      if (i < 0 || j < 0 || i >= width || j >= height) return open = 0;
      end = j * width + i;
      if (hole[end] === 0) return steps;
      open = Math.min(open, 1 - walls[end]);
    }
  };

  for (let i = 0, own = 0; i < nodes.length; i++, own += CHANNELS) {
    if (i % PAUSE === 0) yield 0;
    const column = nodes[i] % width;
    const row = (nodes[i] - column) / width;
    let all = FAINT;
    let said = FAINT;
    let agreed = 0;
    for (let c = own; c < own + CHANNELS; c++) values[c] *= FAINT;
    for (const line of lines) {
      const ahead = look(column, row, line, 1);
      const first = end;
      const here = open;
      const back = look(column, row, line, -1);
      const there = open;
      if (here + there === 0) continue;
      const a = ahead > 0 ? first : end;
      const b = back > 0 ? end : first;
      const whole = ahead > 0 && back > 0;
      const both = here * there;
      const one = (here + there - 2 * both) * (whole ? BEHIND : ONE_ENDED);
      const weight = line.share / Math.sqrt(whole ? ahead + back : 2 * (ahead + back));
      const apart = squaredDifference(near, a, b);
      const alike = weight * (one + both * Math.exp(-apart / like));
      const nearness = whole ? there * ahead / (there * ahead + here * back) : 1; // to the second
      for (let c = 0; c < CHANNELS; c++) {
        const between = (1 - nearness) * near[CHANNELS * a + c] + nearness * near[CHANNELS * b + c];
        values[own + c] += alike * between;
      }
      all += alike;
      said += weight * (here + there - both);
      agreed += weight * (one + both * Math.exp(-apart / (AGREED ** 2 * like)));
    }
    for (let c = own; c < own + CHANNELS; c++) values[c] /= all;
    const plain = banded / (1 + (values[own + 3] ** 2 + values[own + 4] ** 2) / ROUGH ** 2);
    sure[i] = plain * agreed / said;

    const ahead = look(column, row, main, 1);
    const here = open;
    if (ahead > 0) ends[2 * i] = end;
    const back = look(column, row, main, -1);
    const there = open;
    if (back > 0) ends[2 * i + 1] = end;
    // To the middle of the hole, then less and less; all the way where there is no other side.
    const known = trust[nodes[i]];
    const unknown = GOES_ON * plain * (1 - known);
    reach[2 * i] = here * unknown * (back > 0 ? Math.min(1, 2 * back / (ahead + back)) : 1);
    reach[2 * i + 1] = there * unknown * (ahead > 0 ? Math.min(1, 2 * ahead / (ahead + back)) : 1);

    sure[i] = Math.max(sure[i], known);
    for (let c = 0; c < CHANNELS; c++) {
      values[own + c] += known * (drawn[CHANNELS * nodes[i] + c] - values[own + c]);
    }
  }
  return { nodes, values, sure, ends, reach, banded };
}

/**
 * What is known, stretched smoothly over the hole from all sides.
 * @param {Level} level
 * @param {Int32Array} nodes
 * @returns {Float32Array} CHANNELS of each pixel of the hole
 */
function membrane({ data, height, hole, width }, nodes) {
  const values = Float32Array.from(data);
  stretch(values, Float32Array.from(hole, (value) => 1 - value), width, height, CHANNELS);
  const inside = new Float32Array(CHANNELS * nodes.length);
  nodes.forEach((p, i) => inside.set(values.subarray(CHANNELS * p, CHANNELS * (p + 1)), CHANNELS * i));
  return inside;
}
