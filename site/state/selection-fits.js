// What of a link's selection a bundle can answer: links outlive the test sets and models that they were made of.

import { shown } from "./shown.js";

/** @typedef {import("./compare-types.js").Selection} Selection */
/** @typedef {import("./compare-types.js").Manifest} Manifest */

/** As in py/diptych/_outcomes.py. */
const OUTCOMES = [
  "both-right",
  "only-a",
  "only-b",
  "both-wrong-same",
  "both-wrong-different",
  "unknown-same",
  "unknown-different",
];

const AGREEMENTS = ["agree", "disagree", "all-correct", "all-wrong"];

const ORDERS = ["id", "truth", "disagreement"];

/** Fewer classes than six have no "among the first five". */
const FIVE = 5;

/**
 * Whether each field's value means something in this bundle, where its type is right already; `models` are
 * those compared. Ids of instances are not here: Python alone reads them.
 * @type {Record<string, (value: any, bundle: Manifest, models: string[]) => boolean>}
 */
const FITS = {
  models: (value, bundle) =>
    value.length > 1 && new Set(value).size === value.length && value.every(isModelOf(bundle)),
  truth: (value, bundle) => value.every(isClassOf(bundle, -1)),
  predicted: (value, bundle) =>
    ofModels(value, bundle) && Object.values(value).flat().every(isClassOf(bundle, 0)),
  agreement: (value, _, models) =>
    ["any", ...AGREEMENTS, ...models.map((id) => `only:${id}`)].includes(value),
  outcome: (value) => ["any", ...OUTCOMES].includes(value),
  correct: ofModels,
  correct5: (value, bundle) => ofModels(value, bundle) && bundle.classes.length > FIVE,
  words: (value, bundle) => !value.length || hasText(bundle),
  search: (value, bundle) => !value || hasText(bundle) || bundle.task.kind === "image",
  neuron({ model, layer, index, range }, { models }) {
    const found = models.find(({ id }) => id === model)?.layers.find(({ name }) => name === layer);
    return !!found && index >= 0 && index < found.units && (range === null || isRange(range));
  },
  order({ by }, bundle) {
    const own = bundle.models.flatMap(({ id }) => [`predicted:${id}`, `confidence:${id}`]);
    return [...ORDERS, ...own, "activation", ...(hasText(bundle) ? ["text"] : [])].includes(by);
  },
};

/**
 * @param {Partial<Selection>} selection
 * @param {Manifest} manifest
 * @returns {{selection: Partial<Selection>, left: string[]}} `left`: what makes no sense here, field and value
 */
export function fitting(selection, manifest) {
  const all = manifest.models.map(({ id }) => id);
  const { models = all } = selection;
  const compared = FITS.models(models, manifest, all) ? models : all;
  const fits = (/** @type {[string, any]} */ [field, value]) =>
    FITS[field]?.(value, manifest, compared) ?? true;
  const entries = Object.entries(selection);
  return {
    selection: Object.fromEntries(entries.filter(fits)),
    left: entries.filter((entry) => !fits(entry)).map(([field, value]) => `${field} ${shown(value)}`),
  };
}

/** @param {Manifest} bundle */
function isModelOf({ models }) {
  return (/** @type {string} */ wanted) => models.some(({ id }) => id === wanted);
}

/** @param {object} value one of something a model @param {Manifest} bundle */
function ofModels(value, bundle) {
  return Object.keys(value).every(isModelOf(bundle));
}

/** @param {Manifest} bundle @param {number} least */
function isClassOf({ classes }, least) {
  return (/** @type {number} */ index) => index >= least && index < classes.length;
}

/** @param {Manifest} bundle */
function hasText({ instances }) {
  return Boolean(instances.columns?.includes("text"));
}

/** @param {any} range */
function isRange(range) {
  return Array.isArray(range) && range.length === 2 && range.every(Number.isFinite) && range[0] <= range[1];
}
