// The part of Compare's state worth sharing, in the URL's hash: #compare?bundle=reviews&select=…

import { compacted, emptySelection } from "./selection.js";

/** @typedef {import("./compare-types.js").Selection} Selection */

/** Longer links are cut by chat programs, so longer selections stay out of them. */
const LONGEST = 6000;

/** What each field of a selection looks like; a link may hold anything. */
const FITS = {
  models: isTexts,
  truth: isWholes,
  predicted: (/** @type {any} */ value) => isObject(value) && Object.values(value).every(isWholes),
  agreement: isText,
  outcome: isText,
  correct: isFlags,
  correct5: isFlags,
  words: isTexts,
  search: isText,
  neuron: (/** @type {any} */ value) =>
    isObject(value) && isText(value.model) && isText(value.layer) && Number.isInteger(value.index),
  ids: isTexts,
  order: (/** @type {any} */ value) =>
    isObject(value) && isText(value.by) && ["undefined", "boolean"].includes(typeof value.descending),
};

/** @param {any} value */
function isText(value) {
  return typeof value === "string";
}

/** @param {any} value */
function isTexts(value) {
  return Array.isArray(value) && value.every(isText);
}

/** @param {any} value */
function isWholes(value) {
  return Array.isArray(value) && value.every(Number.isInteger);
}

/** @param {any} value */
function isFlags(value) {
  return isObject(value) && Object.values(value).every((each) => typeof each === "boolean");
}

/** @param {any} value */
function isObject(value) {
  return Boolean(value) && typeof value === "object" && !Array.isArray(value);
}

/** @param {import("./compare.js").CompareState} state */
export function writeCompare({ bundle, manifest, selection, layers, instance, look }) {
  if (!bundle || !manifest || !selection) return "#compare";
  const fields = new URLSearchParams({ bundle });
  const select = JSON.stringify(compacted(selection, emptySelection(manifest)));
  if (select !== "{}" && select.length < LONGEST) fields.set("select", select);
  const shown = Object.entries(layers).map(([model, layer]) => `${model}:${layer}`);
  if (shown.length) fields.set("layers", shown.join(","));
  if (instance !== null) fields.set("instance", instance);
  if (look) fields.set("look", look);
  return `#compare?${fields}`;
}

/**
 * @param {string} hash
 * @returns {{bundle: string | null, selection: Partial<Selection>, layers: Record<string, string>,
 *   instance: string | null, look?: string, left: string[]}} `left` names what could not be read
 */
export function readCompare(hash) {
  const fields = new URLSearchParams(hash.split("?").slice(1).join("?"));
  const layers = (fields.get("layers") ?? "")
    .split(",")
    .map((each) => each.split(":"))
    .filter(([model, layer]) => model && layer);
  return {
    bundle: fields.get("bundle"),
    ...readSelection(fields.get("select") ?? "{}"),
    layers: Object.fromEntries(layers),
    instance: fields.get("instance"),
    ...(fields.has("look") ? { look: String(fields.get("look")) } : {}),
  };
}

/** @param {any} given */
function neuronOf({ model, layer, index, range = null }) {
  return { model, layer, index, range };
}

/** @param {any} given */
function orderOf({ by, descending = false }) {
  return { by, descending };
}

/** @param {string} text @returns {{selection: Partial<Selection>, left: string[]}} */
function readSelection(text) {
  /** @type {any} */
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  if (!isObject(given)) return { selection: {}, left: ["select"] };
  const fits = (/** @type {string} */ field) =>
    Object.hasOwn(FITS, field) && FITS[/** @type {keyof typeof FITS} */ (field)](given[field]);
  const good = Object.keys(given).filter(fits);
  /** @type {any} */
  const selection = Object.fromEntries(good.map((field) => [field, given[field]]));
  if (selection.neuron) selection.neuron = neuronOf(selection.neuron);
  if (selection.order) selection.order = orderOf(selection.order);
  return { selection, left: Object.keys(given).filter((field) => !fits(field)) };
}
