// Compare's state and every action that changes it: one bundle, one selection, and the view that answers it.

import { emptySelection, isSame, patched, selectionKey, toggled, without } from "./selection.js";

/** @typedef {import("./compare-types.js").Selection} Selection */
/** @typedef {import("./compare-types.js").Manifest} Manifest */
/** @typedef {import("./compare-types.js").View} View */

/**
 * @typedef {object} Wanted a bundle asked for, and how to look at it
 * @property {string} id
 * @property {Partial<Selection>} selection
 * @property {Record<string, string>} layers
 * @property {string | null} instance
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
 * @property {string} refusedKey a question that Python refused: it is not asked again
 * @property {{start: number, stop: number}} rows the instances on screen, counted in the order of the view
 * @property {string | null} instance the chosen one's id
 * @property {import("./compare-types.js").Instance | null} instanceData null until it has arrived
 * @property {Record<string, string>} layers model → name of the layer on screen
 * @property {Record<string, import("./compare-types.js").LayerData>} layerData by layerKey
 * @property {Record<string, string>} layerErrors by layerKey
 * @property {import("./compare-types.js").Rank | null} rank neurons wanted in the order of what they tell
 * @property {import("./compare-types.js").Ranking | null} ranking
 * @property {string} rankingKey the question that it answers
 * @property {import("./compare-types.js").WordOptions} words
 * @property {"safe" | "paper"} palette
 * @property {"final" | "first"} glyph the paper's Fig. 3b, or 3a
 * @property {{status: "asleep" | "waking" | "awake" | "failed", fraction: number, error: string}} python
 * @property {{kind: "info" | "error", text: string}} status
 * @property {number | null} step of the tutorial
 * @property {{awake: number, view: number, analysis: number}} timings in milliseconds: until Python was awake,
 *   from question to answer, and what of that the analysis took
 */

/** Rows asked for before the table knows how many fit. */
const FIRST_ROWS = { start: 0, stop: 50 };

/** Selections that undo remembers. */
const MAX_PAST = 200;

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
    refusedKey: "",
    rows: FIRST_ROWS,
    instance: null,
    instanceData: null,
    layers: {},
    layerData: {},
    layerErrors: {},
    rank: null,
    ranking: null,
    rankingKey: "",
    words: { count: 20, stopWords: false, by: "count", against: "rest" },
    palette: "safe",
    glyph: "final",
    python: { status: "asleep", fraction: 0, error: "" },
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

/** True while what is on screen is not yet what was asked for. @param {CompareState} state */
export function isBehind(state) {
  return state.viewKey !== viewKey(state);
}

/** The models side by side, A first. @param {CompareState} state @returns {string[]} */
export function pair({ selection }) {
  return selection?.models.slice(0, 2) ?? [];
}

/** @param {CompareState} state @param {string} model */
export function modelOf({ manifest }, model) {
  return manifest?.models.find(({ id }) => id === model);
}

/** The state with another selection, which undo takes back. @param {CompareState} state
 * @param {Selection} selection @param {string} [gesture] @returns {CompareState} */
function select(state, selection, gesture = "") {
  if (!state.selection || isSame(selection, state.selection)) return state;
  const goesOn = gesture !== "" && gesture === state.gesture;
  const past = goesOn ? state.past : [...state.past, state.selection].slice(-MAX_PAST);
  return { ...state, past, future: [], gesture, ...look(selection) };
}

/** What every other selection begins with: its first rows, and no old complaint. @param {Selection} selection */
function look(selection) {
  return { selection, rows: FIRST_ROWS, refusedKey: "", status: { kind: /** @type {const} */ ("info"), text: "" } };
}

/** @param {CompareState} state */
function empty({ manifest }) {
  return emptySelection(/** @type {Manifest} */ (manifest));
}

/** Wraps what makes no sense before a bundle is open.
 * @param {(state: CompareState & {selection: Selection}, action: any) => CompareState} reduce
 * @returns {(state: CompareState, action: any) => CompareState} */
const once = (reduce) => (state, action) => (state.selection ? reduce(/** @type {any} */ (state), action) : state);

/** The layers that the person looked at, where this bundle has them; else each model's last but one.
 * @param {Manifest} manifest @param {Record<string, string>} wished */
function chooseLayers({ models }, wished) {
  const known = models.filter(({ layers }) => layers.length);
  return Object.fromEntries(
    known.map(({ id, layers }) => {
      const wish = layers.find(({ name }) => name === wished[id]);
      return [id, (wish ?? layers[Math.max(0, layers.length - 2)]).name];
    }),
  );
}

/** @type {Record<string, (state: CompareState, action: any) => CompareState>} */
export const compareReducers = {
  bundlesArrived: (state, { bundles }) => ({ ...state, bundles }),
  bundleChosen: (state, { id, selection = {}, layers = {}, instance = null }) => ({
    ...state,
    wanted: { id, selection, layers, instance },
    status: { kind: "info", text: `Opening ${state.bundles.find((each) => each.id === id)?.title ?? id} …` },
  }),
  /** `view` is the empty selection's, from the file beside the bundle; null where there is none. */
  bundleOpened(state, { id, manifest, view }) {
    const { wanted } = state;
    if (!wanted || wanted.id !== id) return state;
    const kept = { bundles: state.bundles, palette: state.palette, glyph: state.glyph, words: state.words };
    const { python, step, timings } = state;
    const opened = { ...initialCompare(), ...kept, python, step, timings, bundle: id, manifest };
    const all = emptySelection(manifest);
    const answered = view && viewKey({ ...opened, words: initialCompare().words, selection: all });
    return {
      ...opened,
      selection: patched(all, wanted.selection),
      view,
      viewKey: answered ?? "",
      layers: chooseLayers(manifest, wanted.layers),
      instance: wanted.instance,
    };
  },
  /** What cannot be used changes nothing but the status line. */
  bundleRefused: (state, { id, message }) =>
    state.wanted?.id === id ? { ...state, wanted: null, status: { kind: "error", text: message } } : state,

  /** Sets fields; changes of one gesture (typing, dragging) are one step for undo. */
  selectionChanged: once((state, { patch, gesture }) => select(state, patched(state.selection, patch), gesture)),
  /** Sets fields, or takes them away where they are all set so already: for cells, bars and buttons. */
  filterChosen: once((state, { patch }) => select(state, toggled(state.selection, patch, empty(state)))),
  agreementChosen: once((state, { agreement }) => select(state, toggled(state.selection, { agreement }, empty(state)))),
  /** A word of the selection or, with `correct`, of those that a model has right or wrong. */
  wordChosen: once((state, { word, correct = {} }) => {
    const { words } = state.selection;
    const has = words.includes(word);
    if (has && isSame(patched(state.selection, { correct }), state.selection)) {
      return select(state, without(state.selection, { field: "words", key: word }, empty(state)));
    }
    return select(state, patched(state.selection, { words: has ? words : [...words, word], correct }));
  }),
  searched: once((state, { text }) => select(state, patched(state.selection, { search: text }), "search")),
  partRemoved: once((state, { field, key = null }) =>
    select(state, without(state.selection, { field, key }, empty(state))),
  ),
  selectionCleared: once((state) => select(state, { ...empty(state), models: state.selection.models })),
  modelsChosen: once((state, { models }) => select(state, patched(state.selection, { models }))),
  undone(state) {
    const { past, future, selection } = state;
    if (!selection || !past.length) return state;
    const before = /** @type {Selection} */ (past.at(-1));
    return { ...state, past: past.slice(0, -1), future: [selection, ...future], gesture: "", ...look(before) };
  },
  redone(state) {
    const { past, future, selection } = state;
    if (!selection || !future.length) return state;
    return { ...state, past: [...past, selection], future: future.slice(1), gesture: "", ...look(future[0]) };
  },

  neuronChosen: once((state, { model, layer, index }) => {
    const neuron = { model, layer, index, range: null };
    const { neuron: now } = state.selection;
    const again = now && isSame({ ...now, range: null }, neuron);
    return select(state, patched(state.selection, { neuron: again ? null : neuron }));
  }),
  rangeBrushed: once((state, { range }) => {
    const { neuron } = state.selection;
    return neuron ? select(state, patched(state.selection, { neuron: { ...neuron, range } })) : state;
  }),
  /** A column's head: descending (texts and ids ascending), then the other way, then as before. */
  orderChosen: once((state, { by }) => {
    const { order } = state.selection;
    const first = !["id", "text"].includes(by);
    if (!order || order.by !== by) return select(state, patched(state.selection, { order: { by, descending: first } }));
    const next = order.descending === first ? { by, descending: !first } : null;
    return select(state, patched(state.selection, { order: next }));
  }),

  /** An answer to a question nobody asks any more is dropped. */
  viewArrived: (state, { key, view, milliseconds, analysis = 0 }) =>
    key === viewKey(state)
      ? { ...state, view, viewKey: key, live: true, timings: { ...state.timings, view: milliseconds, analysis } }
      : state,
  viewRefused: (state, { key, message }) =>
    key === viewKey(state) ? { ...state, refusedKey: key, status: { kind: "error", text: message } } : state,
  rowsScrolled: (state, { start, stop }) => ({ ...state, rows: { start, stop } }),
  rowsArrived: (state, { key, rows }) =>
    key === state.viewKey && state.view ? { ...state, view: { ...state.view, rows } } : state,
  wordOptionsChosen: (state, { patch }) => ({ ...state, words: { ...state.words, ...patch } }),
  rankAsked: (state, { rank }) => ({ ...state, rank }),
  rankingArrived: (state, { key, ranking }) =>
    key === rankingKey(state) ? { ...state, ranking, rankingKey: key } : state,

  /** Choosing the same instance again puts it away. */
  instanceChosen: (state, { id }) => ({
    ...state,
    instance: id === state.instance ? null : id,
    instanceData: null,
  }),
  instanceArrived: (state, { instance }) =>
    instance.id === state.instance ? { ...state, instanceData: instance } : state,
  instanceRefused: (state, { id, message }) =>
    id === state.instance ? { ...state, instance: null, status: { kind: "error", text: message } } : state,
  layerChosen: (state, { model, layer }) => ({ ...state, layers: { ...state.layers, [model]: layer } }),
  layerArrived: (state, { bundle, data }) =>
    bundle === state.bundle
      ? { ...state, layerData: { ...state.layerData, [layerKey(data.model, data.layer)]: data } }
      : state,
  layerRefused: (state, { bundle, model, layer, message }) =>
    bundle === state.bundle
      ? {
          ...state,
          layerErrors: { ...state.layerErrors, [layerKey(model, layer)]: message },
          status: { kind: "error", text: message },
        }
      : state,

  paletteChosen: (state, { palette }) => ({ ...state, palette }),
  glyphChosen: (state, { glyph }) => ({ ...state, glyph }),
  pythonProgressed: (state, { fraction }) => ({ ...state, python: { status: "waking", fraction, error: "" } }),
  pythonAwoke: (state, { milliseconds }) => ({
    ...state,
    python: { status: "awake", fraction: 1, error: "" },
    timings: { ...state.timings, awake: milliseconds },
  }),
  pythonFailed: (state, { message }) => ({
    ...state,
    python: { status: "failed", fraction: 0, error: message },
    status: { kind: "error", text: message },
  }),
  pythonRetried: (state) => ({ ...state, python: { status: "asleep", fraction: 0, error: "" } }),
  told: (state, { text, kind = "info" }) => ({ ...state, status: { kind, text } }),
  tutorialStepped: (state, { step }) => ({ ...state, step }),
};
