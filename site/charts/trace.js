// Shares over steps: where the points of several series lie, in percent of a chart's width and height.

import { scaleLinear } from "../vendor/d3.js";

/** Space left and right of the first and the last step, in percent. */
const MARGIN = 6;

/** A few steps do not spread over the whole width: so many at least share it. */
const FEWEST = 6;

/**
 * @typedef {object} Trace
 * @property {{x: number, width: number}[]} columns one a step: its middle and its width
 * @property {({x: number, y: number} | null)[][]} points one row a series; null where a value is unknown
 * @property {string[]} paths SVG path data of each series, in a box of 100 × 100
 * @property {{value: number, y: number}[]} ticks
 */

/**
 * @param {(number | null | undefined)[][]} series shares of one, a row a series, a value a step
 * @returns {Trace}
 */
export function traceOfShares(series) {
  const steps = Math.max(0, ...series.map((values) => values.length));
  const last = Math.max(steps, FEWEST) - 1;
  const x = scaleLinear([0, last], [MARGIN, 100 - MARGIN]);
  const y = scaleLinear([0, 1], [100, 0]);
  const width = (100 - 2 * MARGIN) / last;
  const points = series.map((values) =>
    values.map((value, i) => (value === null || value === undefined ? null : { x: x(i), y: y(value) })),
  );
  return {
    columns: Array.from({ length: steps }, (_, i) => ({ x: x(i), width })),
    points,
    paths: points.map((row) => row.flatMap((p) => (p ? [`${p.x},${p.y}`] : [])).join("L").replace(/^(?=.)/, "M")),
    ticks: [0, 0.5, 1].map((value) => ({ value, y: y(value) })),
  };
}
