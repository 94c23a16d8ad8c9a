// Every action that changes Compare's state.

import { FIRST_ROWS, initialCompare, layerKey, mayAnswer, rankingKey, viewKey } from "./compare.js";
import { fitting } from "./selection-fits.js";
import { compacted, emptySelection, isSame, patched, toggled, without } from "./selection.js";

/** @typedef {import("./compare-types.js").Selection} Selection */
/** @typedef {import("./compare-types.js").Manifest} Manifest */
/** @typedef {import("./compare.js").CompareState} CompareState */

/** Selections that undo remembers. */
const MAX_PAST = 200;

/** What a bundle is called. @param {CompareState} state @param {string} id */
function titleOf({ bundles }, id) {
  return bundles.find((each) => each.id === id)?.title ?? id;
}

/** The state with another selection, which undo takes back. @param {CompareState} state
 * @param {Selection} selection @param {string} [gesture] @returns {CompareState} */
function select(state, selection, gesture = "") {
  if (!state.selection || isSame(selection, state.selection)) return state;
  const goesOn = gesture !== "" && gesture === state.gesture;
  const past = goesOn ? state.past : [...state.past, state.selection].slice(-MAX_PAST);
  return { ...state, past, future: [], gesture, ...look(selection) };
}

/** What every other selection begins with: its first rows, and no old complaint.
 * @param {Selection} selection */
function look(selection) {
  const status = /** @type {const} */ ({ kind: "info", text: "" });
  return { selection, rows: FIRST_ROWS, refused: null, table: null, handOver: null, status };
}

/** @param {CompareState} state */
function empty({ manifest }) {
  return emptySelection(/** @type {Manifest} */ (manifest));
}

/** Wraps what makes no sense before a bundle is open.
 * @param {(state: CompareState & {selection: Selection}, action: any) => CompareState} reduce
 * @returns {(state: CompareState, action: any) => CompareState} */
const once = (reduce) => (state, action) =>
  state.selection ? reduce(/** @type {any} */ (state), action) : state;

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

/** Pictures are looked at side by side, anything else is read row by row. @param {Manifest} manifest
 * @param {string | null} wished @returns {"table" | "grid" | null} */
function lookOf({ task }, wished) {
  if (task.kind !== "image") return null;
  return wished === "table" ? "table" : "grid";
}

/** @param {CompareState} state @param {string} text @param {string} [detail] @returns {CompareState} */
function complain(state, text, detail) {
  return { ...state, status: { kind: "error", text, detail } };
}

/** The state with the selection that is on screen, and what came since ready to be redone.
 * @param {CompareState & {selection: Selection}} state @returns {CompareState} */
function takenBack(state) {
  const { past, future, selection, view } = state;
  const words = view?.show.words ?? state.words;
  const shown = view?.selection ?? empty(state);
  if (isSame(shown, selection)) return { ...state, words };
  const at = past.findLastIndex((each) => isSame(each, shown));
  const before = at < 0 ? past : past.slice(0, at);
  const since = at < 0 ? [] : past.slice(at + 1);
  const moved = { past: before, future: [...since, selection, ...future], gesture: "" };
  return { ...state, ...moved, words, ...look(shown) };
}

/** A link's selection as far as this bundle has it, and what the person is told of the rest.
 * @param {Manifest} manifest @param {Partial<Selection>} wished @param {string} note */
function usable(manifest, wished, note) {
  const { selection, left } = fitting(wished, manifest);
  const more = left.length
    ? `Part of the link doesn't fit this test set and is left out: ${left.join(", ")}.`
    : "";
  const text = [note, more].filter(Boolean).join(" ");
  /** @type {"error" | "info"} */
  const kind = text ? "error" : "info";
  return { selection, status: { kind, text } };
}

/** @param {CompareState} state @param {Partial<CompareState["python"]>} change @returns {CompareState} */
function withPython(state, change) {
  return { ...state, python: { ...state.python, ...change } };
}

/** The state with something that a person waits for; where Python failed there is nothing to wait for, and the
 * status line says why. @param {CompareState} state @param {Partial<CompareState>} wish @returns {CompareState} */
function asking(state, wish) {
  return mayAnswer(state) ? { ...state, ...wish } : { ...state, status: { kind: "info", text: "" } };
}

/** @type {Record<string, (state: CompareState, action: any) => CompareState>} */
export const compareReducers = {
  bundlesArrived: (state, { bundles }) => ({ ...state, bundles }),
  bundleChosen: (state, { id, selection = {}, layers = {}, instance = null, look = null, note = "" }) => ({
    ...state,
    wanted: { id, selection, layers, instance, look, note },
    status: { kind: "info", text: `Opening ${titleOf(state, id)} …` },
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
    const { selection, status } = usable(manifest, wanted.selection, wanted.note);
    return {
      ...opened,
      selection: patched(all, selection),
      view,
      viewKey: answered ?? "",
      layers: chooseLayers(manifest, wanted.layers),
      instance: wanted.instance,
      look: lookOf(manifest, wanted.look),
      status,
    };
  },
  /** A link to another selection of the bundle on screen; undo brings back the one before. */
  linkFollowed: once((state, { selection: wished, layers, instance, look, note }) => {
    const manifest = /** @type {Manifest} */ (state.manifest);
    const { selection, status } = usable(manifest, wished, note);
    return {
      ...select(state, patched(empty(state), selection)),
      layers: chooseLayers(manifest, { ...state.layers, ...layers }),
      instance,
      instanceData: instance === state.instance ? state.instanceData : null,
      look: lookOf(manifest, look ?? state.look),
      status,
    };
  }),
  /** What cannot be used changes nothing but the status line; where nothing is open, the first one is opened. */
  bundleRefused(state, { id, message }) {
    const { wanted, manifest, bundles } = state;
    if (!wanted || wanted.id !== id) return state;
    const note = [wanted.note, message].filter(Boolean).join(" ");
    const first = bundles[0]?.id ?? id;
    const instead = { id: first, selection: {}, layers: {}, instance: null, look: null, note };
    return complain({ ...state, wanted: manifest || first === id ? null : instead }, note);
  },

  /** Sets fields; changes of one gesture (typing, dragging) are one step for undo. */
  selectionChanged: once((state, { patch, gesture }) =>
    select(state, patched(state.selection, patch), gesture),
  ),
  /** Sets fields, or takes them away where they are all set so already: for cells, bars and buttons. */
  filterChosen: once((state, { patch }) => select(state, toggled(state.selection, patch, empty(state)))),
  agreementChosen: once((state, { agreement }) =>
    select(state, toggled(state.selection, { agreement }, empty(state))),
  ),
  /** A word of the selection or, with `correct`, of those that a model has right or wrong. */
  wordChosen: once((state, { word, correct = {} }) => {
    const { words } = state.selection;
    const has = words.includes(word);
    if (has && isSame(patched(state.selection, { correct }), state.selection)) {
      return select(state, without(state.selection, { field: "words", key: word }, empty(state)));
    }
    return select(state, patched(state.selection, { words: has ? words : [...words, word], correct }));
  }),
  searched: once((state, { text }) =>
    select(state, patched(state.selection, { search: text }), "search"),
  ),
  partRemoved: once((state, { field, key = null }) =>
    select(state, without(state.selection, { field, key }, empty(state))),
  ),
  selectionCleared: once((state) => select(state, { ...empty(state), models: state.selection.models })),
  modelsChosen: once((state, { models }) => select(state, patched(state.selection, { models }))),
  undone(state) {
    const { past, future, selection } = state;
    if (!selection || !past.length) return state;
    const before = /** @type {Selection} */ (past.at(-1));
    const moved = { past: past.slice(0, -1), future: [selection, ...future] };
    return { ...state, ...moved, gesture: "", ...look(before) };
  },
  redone(state) {
    const { past, future, selection } = state;
    if (!selection || !future.length) return state;
    const moved = { past: [...past, selection], future: future.slice(1) };
    return { ...state, ...moved, gesture: "", ...look(future[0]) };
  },

  neuronChosen: once((state, { model, layer, index }) => {
    const neuron = { model, layer, index, range: null };
    const { neuron: now } = state.selection;
    const again = now && isSame({ ...now, range: null }, neuron);
    return select(state, patched(state.selection, { neuron: again ? null : neuron }));
  }),
  rangeBrushed: once((state, { range, gesture }) => {
    const { neuron } = state.selection;
    return neuron ? select(state, patched(state.selection, { neuron: { ...neuron, range } }), gesture) : state;
  }),
  /** A column's head: descending (texts and ids ascending), then the other way, then as before. */
  orderChosen: once((state, { by }) => {
    const { order } = state.selection;
    const first = !["id", "text"].includes(by);
    const again = order && order.by === by;
    const flipped = again && order.descending === first ? { by, descending: !first } : null;
    return select(state, patched(state.selection, { order: again ? flipped : { by, descending: first } }));
  }),

  /** An answer to a question nobody asks any more is dropped. */
  viewArrived(state, { key, view, milliseconds, analysis = 0 }) {
    if (key !== viewKey(state)) return state;
    const timings = { ...state.timings, view: milliseconds, analysis };
    return { ...state, view, viewKey: key, live: true, timings };
  },
  /** What cannot be answered is taken back, so that what is chosen and what is shown are one; redo asks again. */
  viewRefused: once((state, { key, message, detail }) => {
    if (key !== viewKey(state)) return state;
    const { selection } = state;
    return { ...complain(takenBack(state), message, detail), refused: { key, selection, message } };
  }),
  rowsScrolled: (state, { start, stop }) =>
    start === state.rows.start && stop === state.rows.stop ? state : { ...state, rows: { start, stop } },
  rowsArrived: (state, { key, rows }) =>
    key === state.viewKey && state.view ? { ...state, view: { ...state.view, rows } } : state,
  wordOptionsChosen: (state, { patch }) => ({
    ...state,
    refused: null,
    words: { ...state.words, ...patch },
  }),
  rankAsked: (state, { rank }) => ({ ...state, rank }),
  /** What is selected now is what rankings set later selections against. */
  selectionKept: once((state) => {
    const selection = compacted(state.selection, empty(state));
    const rank = state.rank && { ...state.rank, against: selection };
    return { ...state, kept: { selection, text: state.view?.sentence.text ?? "" }, rank };
  }),
  rankingRefused: (state, { key, message, detail }) =>
    key === rankingKey(state) ? complain({ ...state, rank: null }, message, detail) : state,
  rankingArrived: (state, { key, ranking }) =>
    key === rankingKey(state) ? { ...state, ranking, rankingKey: key } : state,

  /** Choosing the same instance again puts it away. */
  instanceChosen: (state, { id }) => ({
    ...state,
    instance: id === state.instance ? null : id,
    instanceData: null,
  }),
  /** Its activations arrive as the layers come on screen. */
  instanceArrived(state, { bundle, instance }) {
    if (bundle !== state.bundle || instance.id !== state.instance) return state;
    const known = state.instanceData?.activations ?? {};
    const found = instance.activations;
    const models = Object.keys({ ...known, ...found });
    const activations = Object.fromEntries(models.map((m) => [m, { ...known[m], ...found[m] }]));
    return { ...state, instanceData: { ...instance, activations } };
  },
  instanceRefused: (state, { id, message, detail }) =>
    id === state.instance
      ? complain({ ...state, instance: null, instanceData: null }, message, detail)
      : state,
  layerChosen: (state, { model, layer }) => ({ ...state, layers: { ...state.layers, [model]: layer } }),
  layerArrived: (state, { bundle, data }) =>
    bundle === state.bundle
      ? { ...state, layerData: { ...state.layerData, [layerKey(data.model, data.layer)]: data } }
      : state,
  layerRefused(state, { bundle, model, layer, message, detail }) {
    if (bundle !== state.bundle) return state;
    const layerErrors = { ...state.layerErrors, [layerKey(model, layer)]: message };
    return complain({ ...state, layerErrors }, message, detail);
  },

  tableAsked: (state) => asking(state, { table: { key: viewKey(state), text: null } }),
  tableArrived: (state, { key, text }) =>
    key === state.table?.key ? { ...state, table: { key, text } } : state,
  tableRefused: (state, { key, message, detail }) =>
    key === state.table?.key ? complain({ ...state, table: null }, message, detail) : state,

  handOverAsked: (state) => asking(state, { handOver: { key: viewKey(state), photos: null } }),
  handOverArrived: (state, { key, photos }) =>
    key === state.handOver?.key ? { ...state, handOver: { key, photos } } : state,
  handOverRefused: (state, { key, message, detail }) =>
    key === state.handOver?.key ? complain({ ...state, handOver: null }, message, detail) : state,

  paletteChosen: (state, { palette }) => ({ ...state, palette }),
  glyphChosen: (state, { glyph }) => ({ ...state, glyph }),
  lookChosen: (state, { look }) => ({ ...state, look, rows: FIRST_ROWS }),
  mapsHidden: (state, { bare }) => ({ ...state, bare }),
  pythonProgressed: (state, { fraction }) => withPython(state, { status: "waking", fraction }),
  pythonAwoke: (state, { milliseconds, versions }) => ({
    ...withPython(state, { status: "awake", fraction: 1, error: "", versions }),
    timings: { ...state.timings, awake: milliseconds },
  }),
  /** What a press of a button asked for is given up; what the page still lacks is asked for at another try. */
  pythonFailed: (state, { message, detail }) => ({
    ...withPython(state, { status: "failed", fraction: 0, error: message }),
    table: null,
    handOver: null,
    status: { kind: "info", text: "", detail },
  }),
  /** It died, of which the message tells until it is awake, or the person asks for another try. */
  pythonRetried: (state, { message = "" }) =>
    withPython(state, { status: "asleep", fraction: 0, error: message, stalled: [] }),
  pythonStalled: (state, { files }) => withPython(state, { stalled: files }),
  /** The first one is told: others are missing for the same reason. An error that is on screen stays there. */
  pictureMissed(state, { address }) {
    const name = address.split("/").at(-1);
    const why = "the network is away and it was not kept before, or the host does not have it";
    return state.status.kind === "error" ? state : complain(state, `The picture ${name} can't be fetched: ${why}.`);
  },
  told: (state, { text, kind = "info", detail }) => ({ ...state, status: { kind, text, detail } }),
  tutorialStepped: (state, { step }) => ({ ...state, step }),
};
