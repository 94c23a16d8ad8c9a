// What both sides of Probe say of a network: how far it is loaded, and what became of that.

import { stallSentence } from "./stall.js";

/**
 * @typedef {object} Loading
 * @property {string} id
 * @property {string} name
 * @property {"loading" | "ready" | "failed"} status
 * @property {number} loaded bytes
 * @property {number} total bytes
 * @property {string} error
 * @property {string} backend the one it runs on
 */

/** @param {string} id @param {string} name @returns {Loading} */
export function newNetwork(id, name) {
  return { id, name, status: "loading", loaded: 0, total: 0, error: "", backend: "" };
}

/**
 * @template {{networks: Record<string, any>}} S
 * @param {S} state
 * @param {string} id
 * @param {Partial<S["networks"][string]>} change
 * @returns {S}
 */
export function changeNetwork(state, id, change) {
  return { ...state, networks: { ...state.networks, [id]: { ...state.networks[id], ...change } } };
}

/** What is waited for though nothing of it comes, as a sentence; empty for nothing.
 * @param {{stalled: Record<string, string[]>}} state */
export function stalledSentence({ stalled }) {
  return stallSentence("Probe", [...new Set(Object.values(stalled).flat())], "reload the page");
}

/** The actions that mean the same on both sides. @type {Record<string, (state: any, action: any) => any>} */
export const networkReducers = {
  downloadProgressed: (state, { network, loaded, total }) => changeNetwork(state, network, { loaded, total }),
  networkFailed: (state, { network, message }) =>
    changeNetwork({ ...state, status: { kind: "error", text: message } }, network, { status: "failed", error: message }),
  stalled: (state, { who, files }) => ({ ...state, stalled: { ...state.stalled, [who]: files } }),
};
