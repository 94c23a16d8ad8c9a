// Compare's state: one bundle, one selection, the view that answers it, and what is looked at more closely.

import { selectionKey } from "./selection.js";

/** @typedef {import("./compare-types.js").Selection} Selection */
/** @typedef {import("./compare-types.js").Manifest} Manifest */
/** @typedef {import("./compare-types.js").View} View */

/**
 * @typedef {object} Wanted a bundle asked for, and how to look at it
 * @property {string} id
 * @property {Partial<Selection>} selection
 * @property {Record<string, string>} layers
 * @property {string | null} instance
 * @property {string | null} look table or grid; null for the bundle's own
 * @property {string} note what the person is told once it is open
 */

/**
 * @typedef {object} CompareState
 * @property {import("./compare-types.js").BundleEntry[]} bundles
 * @property {Wanted | null} wanted the bundle asked for last; the one on screen stays until it is there
 * @property {string} bundle id of the one on screen; empty before the first
 * @property {Manifest | null} manifest
 * @property {Selection | null} selection null exactly as long as the manifest
 * @property {Selection[]} past what undo brings back, oldest first
 * @property {Selection[]} future what redo brings back, next first
 * @property {string} gesture what the last change belongs to: one of many that undo takes back together
 * @property {View | null} view the last that arrived, perhaps of an older selection: see isBehind
 * @property {string} viewKey the question that it answers
 * @property {boolean} live whether Python answered it, rather than the file beside the bundle
 * @property {{key: string, selection: Selection, message: string} | null} refused the question that Python
 *   refused last, not asked again, and why
 * @property {{start: number, stop: number}} rows on screen, counted in the order of the view
 * @property {"table" | "grid" | null} look how pictures are laid out; null where the instances are none
 * @property {boolean} bare pictures without the feature maps over them
 * @property {string | null} instance the chosen one's id
 * @property {import("./compare-types.js").Instance | null} instanceData null until it has arrived
 * @property {Record<string, string>} layers model → name of the layer on screen
 * @property {Record<string, import("./compare-types.js").LayerData>} layerData by layerKey
 * @property {Record<string, string>} layerErrors by layerKey
 * @property {import("./compare-types.js").Rank | null} rank neurons wanted in the order of what they tell
 * @property {{selection: Partial<Selection>, text: string} | null} kept a selection to set others against, in words
 * @property {import("./compare-types.js").Ranking | null} ranking
 * @property {string} rankingKey the question that it answers
 * @property {import("./compare-types.js").WordOptions} words
 * @property {"safe" | "paper"} palette
 * @property {"final" | "first"} glyph the paper's Fig. 3b, or 3a
 * @property {{key: string, text: string | null} | null} table the selection as CSV, once asked for
 * @property {{key: string, photos: string[] | null} | null} handOver the selection's photographs for Probe, once
 *   asked for
 * @property {{status: "asleep" | "waking" | "awake" | "failed", fraction: number, error: string,
 *   stalled: string[], versions: {python: string, numpy: string} | null}} python stalled: files for which it waits
 *   and of which nothing comes
 * @property {{kind: "info" | "error", text: string, detail?: string}} status with Python's own account
 * @property {number | null} step of the tutorial
 * @property {{awake: number, view: number, analysis: number}} timings in milliseconds: until Python was
 *   awake, from question to answer, and what of that the analysis took
 */

/** Rows asked for before the table knows how many fit. */
export const FIRST_ROWS = { start: 0, stop: 50 };

/** @returns {CompareState} */
export function initialCompare() {
  return {
    bundles: [],
    wanted: null,
    bundle: "",
    manifest: null,
    selection: null,
    past: [],
    future: [],
    gesture: "",
    view: null,
    viewKey: "",
    live: false,
    refused: null,
    rows: FIRST_ROWS,
    look: null,
    bare: false,
    instance: null,
    instanceData: null,
    layers: {},
    layerData: {},
    layerErrors: {},
    rank: null,
    kept: null,
    ranking: null,
    rankingKey: "",
    words: { count: 20, stopWords: false, by: "count", against: "rest" },
    palette: "safe",
    glyph: "final",
    table: null,
    handOver: null,
    python: { status: "asleep", fraction: 0, error: "", stalled: [], versions: null },
    status: { kind: "info", text: "" },
    step: null,
    timings: { awake: 0, view: 0, analysis: 0 },
  };
}

/** Names the view that the state asks for. @param {CompareState} state */
export function viewKey({ bundle, selection, words }) {
  return selection ? [bundle, selectionKey(selection), JSON.stringify(words)].join("|") : "";
}

/** Names the ranking that the state asks for, empty for none. @param {CompareState} state */
export function rankingKey(state) {
  return state.rank ? `${viewKey(state)}|${JSON.stringify(state.rank)}` : "";
}

/** @param {string} model @param {string} layer */
export function layerKey(model, layer) {
  return `${model}/${layer}`;
}

/** True while what is on screen is not what was asked for; what was refused is not asked any more.
 * @param {CompareState} state */
export function isBehind(state) {
  const key = viewKey(state);
  return key !== state.viewKey && key !== state.refused?.key;
}

/** True while what is on screen will be another, without anybody doing anything. @param {CompareState} state */
export function isAnswering(state) {
  return isBehind(state) && mayAnswer(state);
}

/** False once Python failed, until the person asks for another try. @param {CompareState} state */
export function mayAnswer({ python }) {
  return python.status !== "failed";
}

/** The models side by side, A first. @param {CompareState} state @returns {string[]} */
export function pair({ selection }) {
  return selection?.models.slice(0, 2) ?? [];
}

/** More classes than this have no matrix but a list of mistakes, and no colour that tells them apart. */
const MOST_MATRIX = 30;

/** @param {CompareState} state */
export function hasManyClasses({ manifest }) {
  return (manifest?.classes.length ?? 0) > MOST_MATRIX;
}

/** @param {CompareState} state */
export function isOfPictures({ manifest }) {
  return manifest?.task.kind === "image";
}

/** @param {CompareState} state @param {string} model */
export function modelOf({ manifest }, model) {
  return manifest?.models.find(({ id }) => id === model);
}
