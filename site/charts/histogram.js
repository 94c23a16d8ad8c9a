// How often a neuron answers how strongly: bars over all instances, those of the selection in front.

import { scaleLinear, ticks } from "../vendor/d3.js";

/**
 * @typedef {object} Bar
 * @property {number} x
 * @property {number} width
 * @property {number} all height, in pixels
 * @property {number} selected height, in pixels
 * @property {number} index of the bin
 */

/**
 * @param {import("../state/compare-types.js").Histogram} histogram
 * @param {{width: number, height: number, root?: boolean}} options in pixels; `root`: heights as square roots, so
 *   that small counts show beside one huge one
 * @returns {{bars: Bar[], x: (value: number) => number, value: (x: number) => number,
 *   xTicks: {at: number, value: number}[], yTicks: {at: number, value: number}[]}}
 */
export function histogramBars({ edges, all, selected }, { width, height, root = false }) {
  const first = edges[0];
  const last = /** @type {number} */ (edges.at(-1));
  const x = scaleLinear([first, last > first ? last : first + 1], [0, width]);
  const most = Math.max(1, ...all);
  const bend = root ? Math.sqrt : (/** @type {number} */ v) => v;
  const y = (/** @type {number} */ count) => (bend(count) / bend(most)) * height;
  const bars = all.map((count, i) => ({
    index: i,
    x: x(edges[i]),
    width: Math.max(1, x(edges[i + 1]) - x(edges[i]) - 1),
    all: y(count),
    selected: y(selected[i]),
  }));
  const counts = ticks(0, most, 3).filter((value) => value > 0 && Number.isInteger(value));
  return {
    bars,
    x,
    value: (at) => x.invert(Math.max(0, Math.min(width, at))),
    xTicks: x.ticks(Math.max(2, Math.floor(width / 70))).map((value) => ({ at: x(value), value })),
    yTicks: counts.map((value) => ({ at: y(value), value })),
  };
}
