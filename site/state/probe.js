// Probe's state and every action that changes it: one picture, its edits, and what each network answers.

import { addEdit, hasRegion, modifiedKey } from "./edits.js";
import { isSeeded } from "./fillers.js";
import { changeNetwork, networkReducers, newNetwork } from "./networks.js";
import { fillersReducers, NO_FILLERS, withoutAnswersOf } from "./probe-fillers.js";
import { maskReducers, NEW_MASK } from "./probe-mask.js";

export { editsInForce, fillProgress, isBehind, modifiedKey } from "./edits.js";

/** @typedef {import("../image/mask.js").Edit} Edit */

/**
 * @typedef {object} Source what the person opened
 * @property {string} id differs for any two pictures opened
 * @property {string} title
 * @property {Blob} [blob] a file of the person's own
 * @property {string} [url] a photograph of the gallery
 * @property {string} [photo] its id there
 * @property {string} [picture] its address, for another picture in the published folder
 * @property {{width: number, height: number}} [natural] its own size
 * @property {number} [truth] index of the class that the gallery gives it
 */

/**
 * @typedef {object} Answer
 * @property {string} key the picture that was classified
 * @property {Float32Array} probabilities one a class
 * @property {Float32Array} features the last convolution's, height × width × channels
 * @property {number[]} featureShape
 * @property {Record<string, Float32Array>} layers the channels' means of each recorded layer
 * @property {number} milliseconds
 */

/**
 * @typedef {object} Answering
 * @property {string} preprocessing
 * @property {string[]} preprocessings
 * @property {Answer | null} original
 * @property {Answer | null} modified
 * @property {{original: CamMap | null, modified: CamMap | null}} maps
 * @property {string} search
 */

/** @typedef {import("./networks.js").Loading & Answering} Network */

/** @typedef {{key: string, classIndex: number, width: number, height: number, values: Float32Array}} CamMap */

/** @typedef {"original" | "modified"} Which */

/**
 * @typedef {object} ProbeState
 * @property {{id: string, title: string, classIndex: number, file: string, thumbnail: string}[]} gallery
 * @property {string[]} labels
 * @property {Source | null} source
 * @property {{key: string, source: Source, longSide: number, edits: Edit[] | null, cursor: number | null,
 *   seed: number | null} | null} wanted the picture asked for last; its edits, cursor and seed are null if those of
 *   the present one stay
 * @property {ImageData | null} original
 * @property {string} originalKey names those pixels
 * @property {{key: string, pixels: ImageData | null, milliseconds: number, error: string}} modified without
 *   pixels where it could not be made; the error says why
 * @property {{key: string, fraction: number} | null} filling how far the fill of which picture was last
 * @property {boolean} painting while a stroke is under way
 * @property {import("./probe-fillers.js").Fillers} fillers the same hole under every method
 * @property {import("./probe-mask.js").MaskTools} mask the wand and what is done to the whole mask
 * @property {Edit[]} edits
 * @property {number} cursor how many of them are in force
 * @property {number} nextId
 * @property {number} longSide
 * @property {"brush" | "eraser" | "rectangle" | "lasso" | "wand"} tool
 * @property {"fill" | "blur"} action
 * @property {number} brushSize diameter in pixels of the picture
 * @property {string} fillMethod
 * @property {number} radius Telea's, in pixels
 * @property {number} sigma of the blur, in pixels
 * @property {number} seed of the methods that have one
 * @property {Record<string, Network>} networks
 * @property {string} wantedBackend
 * @property {number} rows
 * @property {"original" | "confidence"} sort
 * @property {{network: string, classIndex: number} | null} cam
 * @property {boolean} camBoth
 * @property {number} camOpacity
 * @property {number | null} wipe where the before/after slider stands, 0..1
 * @property {{kind: "info" | "error", text: string, key?: string}} status key: of the picture whose arrival
 *   does not wipe it
 * @property {Record<string, string[]>} stalled files of which nothing comes, by who waits for them
 * @property {number | null} step of the tutorial
 * @property {import("./keep-own.js").Draft | null} kept what the browser keeps of a picture of the person's own
 */

/**
 * @param {{id: string, name: string}[]} networks
 * @param {string} [fillMethod] the one chosen last time
 * @returns {ProbeState}
 */
export function initialProbe(networks, fillMethod = "telea") {
  return {
    gallery: [],
    labels: [],
    source: null,
    wanted: null,
    original: null,
    originalKey: "",
    modified: { key: "", pixels: null, milliseconds: 0, error: "" },
    filling: null,
    painting: false,
    fillers: NO_FILLERS,
    mask: NEW_MASK,
    edits: [],
    cursor: 0,
    nextId: 1,
    longSide: 512,
    tool: "brush",
    action: "fill",
    brushSize: 28,
    fillMethod,
    radius: 3,
    sigma: 8,
    seed: 1,
    networks: Object.fromEntries(networks.map(({ id, name }) => [id, newAnswering(id, name)])),
    wantedBackend: "auto",
    rows: 5,
    sort: "original",
    cam: null,
    camBoth: false,
    camOpacity: 0.7,
    wipe: null,
    status: { kind: "info", text: "" },
    stalled: {},
    step: null,
    kept: null,
  };
}

/** @param {string} id @param {string} name @returns {Network} */
function newAnswering(id, name) {
  return {
    ...newNetwork(id, name),
    preprocessing: "",
    preprocessings: [],
    original: null,
    modified: null,
    maps: { original: null, modified: null },
    search: "",
  };
}

/** @param {ProbeState} state @param {Partial<Network>} change @returns {ProbeState} */
function changeNetworks(state, change) {
  return Object.keys(state.networks).reduce((s, id) => changeNetwork(s, id, change), state);
}

const NO_ANSWERS = { original: null, modified: null, maps: { original: null, modified: null } };

/** @type {Record<string, (state: ProbeState, action: any) => ProbeState>} */
export const probeReducers = {
  ...networkReducers,
  galleryArrived: (state, { gallery, labels }) => ({ ...state, gallery, labels }),

  /** A person asked for another picture; the one on screen stays until it is there. */
  pictureChosen: (state, { source, edits = [], cursor = edits.length, seed = 1 }) => ({
    ...state,
    wanted: { key: `${source.id}@${state.longSide}`, source, longSide: state.longSide, edits, cursor, seed },
    status: { kind: "info", text: `Opening ${source.title} …` },
  }),
  /** The same picture at another size: the edits stay, since they are shapes. */
  longSideChosen(state, { longSide }) {
    const { source } = state;
    if (!source) return { ...state, longSide };
    const wanted = { key: `${source.id}@${longSide}`, source, longSide, edits: null, cursor: null, seed: null };
    return { ...state, wanted };
  },
  pictureOpened(state, { key, pixels, natural, note }) {
    const wanted = state.wanted;
    if (!wanted || wanted.key !== key) return state;
    const kept = wanted.edits === null;
    const opened = {
      ...state,
      wanted: null,
      source: { ...wanted.source, natural },
      longSide: wanted.longSide,
      original: pixels,
      originalKey: key,
      modified: { key, pixels, milliseconds: 0, error: "" },
      filling: null,
      fillers: { ...state.fillers, stopped: "", filled: {} },
      mask: { ...state.mask, wanted: null, saving: null },
      cam: kept ? state.cam : null,
      seed: wanted.seed ?? state.seed,
      edits: wanted.edits ?? state.edits,
      cursor: wanted.cursor ?? state.cursor,
      nextId: state.nextId + (wanted.edits?.length ?? 0),
      status: { kind: /** @type {const} */ ("info"), text: note },
    };
    return changeNetworks(opened, NO_ANSWERS);
  },
  /** What cannot be used changes nothing but the status line. */
  pictureRefused: (state, { key, message }) =>
    state.wanted?.key === key ? { ...state, wanted: null, status: { kind: "error", text: message } } : state,

  strokeStarted: (state) => ({ ...state, painting: true }),
  strokeFinished: (state, { edit }) => ({ ...addEdit(state, edit), painting: false }),
  strokeDropped: (state) => (state.painting ? { ...state, painting: false } : state),
  resetRequested: (state) =>
    modifiedKey(state) === state.originalKey ? state : addEdit(state, { action: "reset" }),
  undone: (state) => ({ ...state, cursor: Math.max(0, state.cursor - 1) }),
  redone: (state) => ({ ...state, cursor: Math.min(state.edits.length, state.cursor + 1) }),

  toolChosen: (state, { tool }) => ({ ...state, tool }),
  actionChosen: (state, { action }) => ({ ...state, action }),
  brushSized: (state, { size }) => ({ ...state, brushSize: Math.min(60, Math.max(2, Math.round(size))) }),
  fillMethodChosen: (state, { method }) => ({ ...state, fillMethod: method }),
  sigmaChosen: (state, { sigma }) => ({ ...state, sigma }),
  anotherFillWanted: (state) =>
    isSeeded(state.fillMethod) && hasRegion(state, "fill") ? { ...state, seed: state.seed + 1 } : state,

  fillProgressed: (state, { key, fraction }) =>
    key === modifiedKey(state) ? { ...state, filling: { key, fraction } } : state,
  fillArrived: (state, { key, pixels, milliseconds }) =>
    key === modifiedKey(state)
      ? {
          ...state,
          modified: { key, pixels, milliseconds, error: "" },
          filling: null,
          status: state.status.key === key ? state.status : { kind: "info", text: "" },
        }
      : state,
  /** Then there is no modified picture, and what the networks said of the one before counts no more. */
  fillFailed(state, { key, message }) {
    if (key !== modifiedKey(state)) return state;
    const failed = Object.values(state.networks).reduce(
      (s, { id, maps }) => changeNetwork(s, id, { modified: null, maps: { ...maps, modified: null } }),
      state,
    );
    return {
      ...failed,
      modified: { key, pixels: null, milliseconds: 0, error: message },
      filling: null,
      status: { kind: "error", text: message },
    };
  },

  networkReady: (state, { network, ...change }) =>
    changeNetwork(state, network, { status: "ready", error: "", ...change }),
  networkRetried: (state, { network }) => changeNetwork(state, network, { status: "loading", error: "", loaded: 0 }),

  /** An answer to a question nobody asks any more is dropped. */
  answerArrived(state, { network, which, answer }) {
    const wanted = which === "original" ? state.originalKey : state.modified.key;
    if (answer.key !== wanted) return state;
    return changeNetwork(state, network, { [which]: answer, backend: answer.backend });
  },

  backendChosen: (state, { backend }) => ({ ...state, wantedBackend: backend }),
  preprocessingChosen: (state, { network, preprocessing }) =>
    changeNetwork(withoutAnswersOf(state, network), network, { preprocessing, status: "loading", ...NO_ANSWERS }),

  rowsChanged: (state, { rows }) => ({ ...state, rows: Math.min(1000, Math.max(5, rows)) }),
  sortChosen: (state, { sort }) => ({ ...state, sort }),
  searched: (state, { network, search }) => changeNetwork(state, network, { search }),

  /** Choosing the class on show again puts its map away. */
  classChosen: (state, { network, classIndex }) => ({
    ...state,
    cam: state.cam?.network === network && state.cam?.classIndex === classIndex ? null : { network, classIndex },
  }),
  camBothChosen: (state, { both }) => ({ ...state, camBoth: both }),
  camOpacityChosen: (state, { opacity }) => ({ ...state, camOpacity: opacity }),
  mapArrived(state, { network, which, map }) {
    const { maps: old, ...answers } = state.networks[network];
    if (map.key !== answers[/** @type {Which} */ (which)]?.key) return state;
    const maps = { ...old, [which]: map };
    return changeNetwork(state, network, { maps });
  },

  wiped: (state, { at }) => ({ ...state, wipe: at }),
  told: (state, { text, kind = "info", key }) => ({ ...state, status: { kind, text, key } }),
  tutorialStepped: (state, { step }) => ({ ...state, step }),

  draftKept: (state, { draft }) => ({ ...state, kept: draft }),
  draftDropped: (state) => ({ ...state, kept: null }),

  ...fillersReducers,
  ...maskReducers,
};
