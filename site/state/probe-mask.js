// What is done to the mask as a whole, the wand's settings, and masks and pictures on their way from and to
// files. Each change of the mask is an edit like a stroke.

import { addEdit, hasRegion, modifiedKey } from "./edits.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */

/**
 * @typedef {object} MaskTools
 * @property {boolean} open whether the row of tools is on the page
 * @property {number} pixels by which a mask grows or shrinks
 * @property {number} feather the width of a soft edge, in pixels; 0 = hard
 * @property {number} tolerance of the wand, in CIELAB
 * @property {boolean} contiguous whether the wand takes only what hangs together
 * @property {boolean} subtract whether the wand takes away
 * @property {{blob: Blob, name: string} | null} wanted the file to read
 * @property {{what: "mask" | "picture"} | null} saving
 */

/** @type {MaskTools} */
export const NEW_MASK = {
  open: false,
  pixels: 4,
  feather: 8,
  tolerance: 20,
  contiguous: true,
  subtract: false,
  wanted: null,
  saving: null,
};

/** @param {ProbeState} state @param {Partial<MaskTools>} change @returns {ProbeState} */
const change = (state, change) => ({ ...state, mask: { ...state.mask, ...change } });

/** @param {ProbeState} state @param {string} text @returns {ProbeState} */
const refuse = (state, text) => ({ ...state, status: { kind: "error", text } });

/** @param {ProbeState} state @returns {ProbeState} */
function refuseForNoRegion(state) {
  const what = state.action === "fill" ? "fill in" : "blur";
  return refuse(state, `There is no region to ${what} yet: paint one first.`);
}

/** One edit on the mask of the chosen action, if there is one.
 * @param {ProbeState} state @param {"invert" | "grow" | "shrink" | "feather"} shape @param {number} [pixels] */
function apply(state, shape, pixels = 0) {
  const { action, original } = state;
  if (!original || !hasRegion(state, action)) return refuseForNoRegion(state);
  const long = Math.max(original.width, original.height);
  return addEdit(state, { action, shape, size: Math.round((1e6 * pixels) / long) / 1e6 });
}

/** @param {number} value @param {number} low @param {number} high @param {number} otherwise */
const within = (value, low, high, otherwise) =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

/** @type {Record<string, (state: ProbeState, action: any) => ProbeState>} */
export const maskReducers = {
  maskToolsShown: (state, { shown }) => change(state, { open: shown }),

  maskInverted: (state) => apply(state, "invert"),
  maskGrown: (state) => apply(state, "grow", state.mask.pixels),
  maskShrunk: (state) => apply(state, "shrink", state.mask.pixels),
  maskFeathered: (state) => apply(state, "feather", state.mask.feather),
  maskPixelsChosen: (state, { pixels }) =>
    change(state, { pixels: within(Math.round(pixels), 1, 200, state.mask.pixels) }),
  featherChosen: (state, { pixels }) =>
    change(state, { feather: within(Math.round(pixels), 0, 200, state.mask.feather) }),

  toleranceChosen: (state, { tolerance }) =>
    change(state, { tolerance: within(tolerance, 0, 100, state.mask.tolerance) }),
  contiguousChosen: (state, { contiguous }) => change(state, { contiguous }),
  subtractChosen: (state, { subtract }) => change(state, { subtract }),

  maskFileChosen: (state, { blob, name }) => ({
    ...change(state, { wanted: { blob, name } }),
    status: { kind: "info", text: `Reading ${name} …` },
  }),
  /** A mask from a file takes the place of the one that is there. */
  maskImported(state, { wanted, bitmap, note }) {
    if (state.mask.wanted !== wanted) return state;
    const next = addEdit(change(state, { wanted: null }), { action: state.action, shape: "bitmap", ...bitmap });
    return { ...next, status: { kind: "info", text: note, key: modifiedKey(next) } };
  },
  maskRefused: (state, { wanted, message }) =>
    state.mask.wanted === wanted ? refuse(change(state, { wanted: null }), message) : state,

  saveRequested: (state, { what }) =>
    what === "mask" && !hasRegion(state, state.action) ? refuseForNoRegion(state) : change(state, { saving: { what } }),
  saved: (state, { text }) => ({ ...change(state, { saving: null }), status: { kind: "info", text } }),
  saveFailed: (state, { message }) => refuse(change(state, { saving: null }), message),
};
