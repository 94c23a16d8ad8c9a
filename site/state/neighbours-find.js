// What the recorded inputs say about one network's answer to the original and to the modified input.

import { closest, columnOf, directions, furthest, histogramOf, nearest, sharesBeside } from "./nearest.js";

/** @typedef {import("./neighbours-recorded.js").RecordedLayer} RecordedLayer */

/** @typedef {import("./nearest.js").Near & {changed: boolean}} Neighbour changed: not near the other input */

/**
 * @typedef {object} Neuron
 * @property {number} unit
 * @property {number} shift in standard deviations, from the original or, with nothing edited, from the mean
 * @property {number} before its activation in the original
 * @property {number} after in the modified input
 * @property {number} below share of the recorded inputs that activate it less than the modified one does
 * @property {number} above and of those that activate it more
 * @property {number[]} edges of the histogram's bins
 * @property {number[]} counts
 */

/**
 * @typedef {object} Found
 * @property {boolean} edited whether the two inputs differ
 * @property {Neighbour[]} original its nearest recorded inputs; `changed`: gone from the modified input's
 * @property {Neighbour[]} modified empty while nothing is edited; `changed`: new
 * @property {Neuron[]} neurons that the edit moved furthest or, while nothing is edited, that stand out most
 * @property {number[]} order places of all recorded inputs, the most similar to the modified one first
 * @property {Neuron & {alike: {index: number, activation: number}[]} | null} chosen with the recorded inputs
 *   that activate it about as much
 */

/** Bins of a histogram. */
const BINS = 24;

/**
 * @param {RecordedLayer} layer
 * @param {{original: Float32Array, modified: Float32Array, edited: boolean}} activations [units] each
 * @param {{near: number, neurons: number, unit: number | null}} wanted how many of each; the neuron chosen
 * @returns {Found}
 */
export function find(layer, { original, modified, edited }, { near, neurons, unit }) {
  const { units, values, scale } = layer;
  const ranked = (/** @type {Float32Array} */ input) =>
    nearest(layer.directions, directions(input, scale), values.length / units);
  const all = ranked(modified);
  const after = all.slice(0, near);
  const before = edited ? ranked(original).slice(0, near) : after;
  const from = edited ? original : scale.mean;
  const neuron = (/** @type {number} */ at, /** @type {number} */ shift) => {
    const column = columnOf(values, units, at);
    const [before, after] = [original[at], modified[at]];
    return { unit: at, shift, before, after, ...sharesBeside(column, after), ...histogramOf(column, BINS) };
  };
  return {
    edited,
    original: before.map((each) => ({ ...each, changed: !holds(after, each) })),
    modified: edited ? after.map((each) => ({ ...each, changed: !holds(before, each) })) : [],
    order: all.map(({ index }) => index),
    neurons: furthest(from, modified, scale, neurons).map((moved) => neuron(moved.unit, moved.shift)),
    chosen: unit === null || unit >= units ? null : chosen(unit),
  };

  /** @param {number} at */
  function chosen(at) {
    const column = columnOf(values, units, at);
    const size = scale.deviation[at];
    return {
      ...neuron(at, size > 0 ? (modified[at] - from[at]) / size : 0),
      alike: closest(column, modified[at], near).map((index) => ({ index, activation: column[index] })),
    };
  }
}

/** @param {import("./nearest.js").Near[]} list @param {import("./nearest.js").Near} one */
function holds(list, { index }) {
  return list.some((each) => each.index === index);
}

/**
 * The recorded inputs of a class: those that the model says it of, and those that are of it in truth.
 * @param {{order: number[], said: Int32Array, truth: Int32Array, classIndex: number}} recorded all places
 * @returns {{places: number[], said: number, truth: number}} places in the same order, and how many of each
 */
export function ofClass({ order, said, truth, classIndex }) {
  const count = (/** @type {Int32Array} */ all) => all.filter((each) => each === classIndex).length;
  const places = order.filter((i) => said[i] === classIndex || truth[i] === classIndex);
  return { places, said: count(said), truth: count(truth) };
}
