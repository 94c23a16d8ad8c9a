// Numbers as a person reads them: 2,121 instances, 76.5 %, +0.31, 0.0412.

import { format } from "../vendor/d3.js";

const grouped = format(",d");
const short = format(".3~r");
const small = format(".2~r");
const tiny = format(".1e");

/** @param {number} value */
export const whole = (value) => grouped(value);

/** A share of one in percent. @param {number | null} share @param {number} [digits] */
export const percent = (share, digits = 1) => (share === null ? "–" : `${(100 * share).toFixed(digits)} %`);

/** Any measured value in at most five characters or so, with a true minus sign. @param {number} value */
export function measured(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size < 0.001 || size >= 1e6 ? tiny(value) : size >= 1000 ? grouped(value) : size < 0.01 ? small(value) : short(value);
  return text.replace("-", "−");
}

/** A difference, with its sign. @param {number} value @param {number} [digits] */
export function signed(value, digits = 1) {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value > 0 ? "+" : "−"}${text}`;
}
