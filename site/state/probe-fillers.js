// One hole under every filler: what is kept of each, what is still missing, and the rows of the table.

import { METHODS } from "./fillers.js";
import { hasRegion, isBehind, modifiedKey } from "./edits.js";
import { tableRows, top } from "./rows.js";
import { explain, verdict } from "./verdict.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */
/** @typedef {import("./probe.js").Answer} Answer */

/**
 * @typedef {object} Filled what one method made of the hole
 * @property {string} key of the picture
 * @property {ImageData | null} pixels
 * @property {string} error why there is none
 * @property {Record<string, Answer>} answers one a network
 */

/**
 * @typedef {object} Fillers
 * @property {boolean} open whether the comparison is on the page
 * @property {string} stopped the hole at which the person had it stopped
 * @property {Record<string, Filled>} filled by method; counts only while its key is that of the present hole
 */

/** @type {Fillers} */
export const NO_FILLERS = { open: false, stopped: "", filled: {} };

/** The order of work: what costs least comes first. */
const BY_COST = ["mean", "grey", "noise", "blur", "telea", "biharmonic", "patchmatch"];

/** More rows than these make the table unreadable. */
const MAX_ROWS = 20;

/** Names the hole, whatever fills it. @param {ProbeState} state */
const holeKey = (state) => modifiedKey(state, "");

/** True once the main picture and its tables are done, and no stroke is under way. @param {ProbeState} state */
function isMainIdle(state) {
  if (state.painting || !state.original) return false;
  if (isBehind(state)) return false;
  const { key, pixels } = state.modified;
  return Object.values(state.networks).every(
    ({ status, original, modified }) =>
      status === "failed" ||
      (status === "ready" && original?.key === state.originalKey && (!pixels || modified?.key === key)),
  );
}

/** True if the comparison is wanted and has something to compare. @param {ProbeState} state */
export function isComparing(state) {
  return state.fillers.open && state.fillers.stopped !== holeKey(state) && hasRegion(state, "fill");
}

/** What a method made of the present hole, or null. @param {ProbeState} state @param {string} method */
export function filledBy(state, method) {
  const filled = state.fillers.filled[method];
  return filled?.key === modifiedKey(state, method) ? filled : null;
}

/** The method whose picture is to be made next, or null. @param {ProbeState} state */
export function nextFiller(state) {
  if (!isComparing(state) || !isMainIdle(state)) return null;
  const missing = (/** @type {string} */ method) => !filledBy(state, method);
  if (missing(state.fillMethod) && !isBehind(state)) return state.fillMethod;
  return BY_COST.find(missing) ?? null;
}

/** The picture that a network is to look at next, or null. @param {ProbeState} state @param {string} network */
export function nextUnanswered(state, network) {
  if (!isComparing(state) || !isMainIdle(state)) return null;
  for (const { id } of METHODS) {
    const filled = filledBy(state, id);
    if (filled?.pixels && !filled.answers[network]) return { method: id, key: filled.key, pixels: filled.pixels };
  }
  return null;
}

/** How many methods are done, how many can't fill the hole, of how many. @param {ProbeState} state */
export function progressOf(state) {
  const able = Object.values(state.networks).filter(({ status }) => status !== "failed");
  const all = METHODS.flatMap(({ id }) => filledBy(state, id) ?? []);
  const failed = all.filter(({ error }) => error).length;
  const done = all.filter(({ error, answers }) => !error && able.every(({ id }) => answers[id])).length;
  return { done, failed, of: METHODS.length, complete: done + failed === METHODS.length };
}

/** The methods that can't fill the hole, by the reason. @param {ProbeState} state @returns {Map<string, string[]>} */
export function unableByReason(state) {
  const unable = new Map();
  for (const { id, title } of METHODS) {
    const error = filledBy(state, id)?.error;
    if (error) unable.set(error, [...(unable.get(error) ?? []), title]);
  }
  return unable;
}

/**
 * @typedef {object} FillerRow
 * @property {number} classIndex
 * @property {number} original confidence in percent
 * @property {Record<string, number>} changes by method, in percentage points; only of those that are done
 * @property {import("./verdict.js").Verdict | null} verdict null until two methods are done
 * @property {{facts: string, conclusion: string} | null} words null until all are done, or the person stopped
 */

/**
 * A network's rows: those of its tables, whatever leads under any filler, and the class whose map is on show.
 * @param {ProbeState} state
 * @param {string} id of the network
 * @returns {FillerRow[]}
 */
export function fillerRows(state, id) {
  const network = state.networks[id];
  const before = network.original?.probabilities;
  if (!before) return [];
  const done = METHODS.flatMap(({ id: method, title }) => {
    const answer = filledBy(state, method)?.answers[id];
    return answer ? [{ method, name: title, probabilities: answer.probabilities }] : [];
  });
  const tables = tableRows(network, state.labels, { rows: Math.min(state.rows, MAX_ROWS), sort: state.sort });
  const shown = new Set([...tables.original, ...tables.modified].map(({ classIndex }) => classIndex));
  for (const { probabilities } of done) shown.add(top(probabilities, 1)[0]);
  if (state.cam?.network === id) shown.add(state.cam.classIndex);
  const { complete, of } = progressOf(state);
  const final = complete || state.fillers.stopped === holeKey(state);
  return [...shown].map((classIndex) => {
    const each = done.map(({ method, name, probabilities }) => ({
      method,
      name,
      change: 100 * (probabilities[classIndex] - before[classIndex]),
    }));
    return {
      classIndex,
      original: 100 * before[classIndex],
      changes: Object.fromEntries(each.map(({ method, change }) => [method, change])),
      verdict: each.length > 1 ? verdict(each.map(({ change }) => change)) : null,
      words: each.length > 1 && final ? explain(each, of) : null,
    };
  });
}

/** @param {ProbeState} state @param {Partial<Fillers>} change @returns {ProbeState} */
const change = (state, change) => ({ ...state, fillers: { ...state.fillers, ...change } });

/** What one network answered as it was before. @param {ProbeState} state @param {string} network */
export function withoutAnswersOf(state, network) {
  const filled = Object.entries(state.fillers.filled).map(([method, { answers, ...rest }]) => {
    const { [network]: _, ...others } = answers;
    return [method, { ...rest, answers: others }];
  });
  return change(state, { filled: Object.fromEntries(filled) });
}

/** What arrives late, for a hole that is no more, is dropped.
 * @param {ProbeState} state @param {string} method @param {string} key @param {(old: Filled) => Filled} next */
function put(state, method, key, next) {
  if (!state.fillers.open || key !== modifiedKey(state, method)) return state;
  const old = filledBy(state, method) ?? { key, pixels: null, error: "", answers: {} };
  return change(state, { filled: { ...state.fillers.filled, [method]: next(old) } });
}

/** @type {Record<string, (state: ProbeState, action: any) => ProbeState>} */
export const fillersReducers = {
  /** What was compared is let go with the panel: seven pictures are large. */
  fillersShown: (state, { shown }) => ({ ...state, fillers: { ...NO_FILLERS, open: shown } }),
  fillersStopped: (state) => change(state, { stopped: holeKey(state) }),
  fillersResumed: (state) => change(state, { stopped: "" }),
  fillerArrived: (state, { method, key, pixels }) => put(state, method, key, (old) => ({ ...old, pixels })),
  fillerFailed: (state, { method, key, message }) => put(state, method, key, (old) => ({ ...old, error: message })),
  fillerAnswered: (state, { method, network, answer }) =>
    put(state, method, answer.key, (old) => ({ ...old, answers: { ...old.answers, [network]: answer } })),
};
