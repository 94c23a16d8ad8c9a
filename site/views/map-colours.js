// The colours of class activation maps: one scale for a single network, one hue each for two.

import { interpolateInferno, rgb } from "../vendor/colour.js";

/** Dark regions of the scale are left out, since what is not looked at stays clear anyway.
 * @param {number} value 0..1 @returns {[number, number, number]} */
export function heatScale(value) {
  const { r, g, b } = rgb(interpolateInferno(0.25 + 0.7 * value));
  return [r, g, b];
}

/** Blue and orange, as the networks' own colours. @type {[number, number, number][]} */
export const HUES = [
  [40, 110, 230],
  [255, 150, 20],
];
