// The list of edits: which are in force, the name of the picture they make, and how one more is added.

import { masksOf } from "../image/mask-cache.js";
import { isSeeded } from "./fillers.js";

/** @typedef {import("../image/mask.js").Edit} Edit */
/** @typedef {import("./probe.js").ProbeState} ProbeState */

/** The edits in force. @param {ProbeState} state */
export function editsInForce(state) {
  return state.edits.slice(0, state.cursor);
}

/** The masks of the edits in force; null where there is no pixel to fill or to blur. @param {ProbeState} state */
function masksInForce(state) {
  return state.original ? masksOf(editsInForce(state), state.original) : { fill: null, blur: null };
}

/** Names the modified picture that the state asks for, or would with another method: where no pixel is marked,
 * the original.
 * @param {ProbeState} state @param {string} [method] */
export function modifiedKey(state, method = state.fillMethod) {
  const last = state.edits[state.cursor - 1];
  const { fill, blur } = masksInForce(state);
  if (!last || !(fill || blur)) return state.originalKey;
  const seed = isSeeded(method) ? state.seed : "";
  return [state.originalKey, last.id, method, state.radius, state.sigma, seed].join("|");
}

/** True while what is on screen is not yet what was asked for. @param {ProbeState} state */
export function isBehind(state) {
  return state.modified.key !== modifiedKey(state);
}

/** How much of the fill that is waited for is done, 0..1, or null; one that nobody waits for does not count.
 * @param {ProbeState} state */
export function fillProgress(state) {
  return isBehind(state) && state.filling?.key === modifiedKey(state) ? state.filling.fraction : null;
}

/** True if any pixel is marked for an action.
 * @param {ProbeState} state @param {"fill" | "blur"} action */
export function hasRegion(state, action) {
  return masksInForce(state)[action] !== null;
}

/** True where the edits since the last reset leave no pixel marked, as after shrinking a thin stroke away.
 * @param {ProbeState} state */
export function isEmptied(state) {
  const last = state.edits[state.cursor - 1];
  const { fill, blur } = masksInForce(state);
  return Boolean(last && last.action !== "reset" && !fill && !blur);
}

/** A new edit ends what could be redone.
 * @param {ProbeState} state @param {Omit<Edit, "id">} edit @returns {ProbeState} */
export function addEdit(state, edit) {
  const edits = [...editsInForce(state), { ...edit, id: state.nextId }];
  return { ...state, edits, cursor: edits.length, nextId: state.nextId + 1 };
}
