// What a run says so far: how many flip for each network, how sure that is, and which.

import { mcnemar } from "../statistics/mcnemar.js";
import { wilson } from "../statistics/wilson.js";

/** @typedef {import("./many.js").ManyState} ManyState */
/** @typedef {import("./many.js").Run} Run */
/** @typedef {import("./many.js").Item} Item */
/** @typedef {import("./many.js").Result} Result */

/**
 * @typedef {object} Share of one network
 * @property {string} id
 * @property {string} name
 * @property {number} flips
 * @property {number} count
 * @property {number} low of the 95 % interval, 0..1
 * @property {number} high
 * @property {string} error why it answers no more
 */

/** @typedef {{onlyFirst: number, onlySecond: number, p: number}} Pair of the first two, on what both saw */

/** @param {Result | undefined} result @param {string} network whether it names another class than before */
export function flips(result, network) {
  const seen = result?.seen[network];
  return Boolean(seen && seen.before.classIndex !== seen.after.classIndex);
}

/** Whether an input belongs to the set: those that a network got right are known once it has answered.
 * @param {string} set @param {Run} run @param {Item} item */
function counts(set, { results, networks }, { id, truth }) {
  const result = results[id];
  if (!result || result.error) return false;
  if (!set.startsWith("right:")) return true;
  const who = set.slice("right:".length);
  const asked = networks.filter((network) => who === "both" || network.id === who);
  return asked.every((network) => result.seen[network.id]?.before.classIndex === truth);
}

/** The inputs that are counted, as far as the run has come. @param {Run} run @param {string} set */
const counted = (run, set) => run.items.filter((item) => counts(set, run, item));

/** One share for each network. @param {Run} run @param {string} set @returns {Share[]} */
export function shares(run, set) {
  const items = counted(run, set);
  return run.networks.map(({ id, name, error }) => {
    const seen = items.filter((item) => run.results[item.id].seen[id]);
    const k = seen.filter((item) => flips(run.results[item.id], id)).length;
    return { id, name, error, flips: k, count: seen.length, ...wilson(k, seen.length) };
  });
}

/** The paired comparison, or null where there is no pair.
 * @param {Run} run @param {string} set @returns {Pair | null} */
export function pairOf(run, set) {
  const [a, b] = run.networks.map(({ id }) => id);
  if (!a || !b) return null;
  const results = counted(run, set).map(({ id }) => run.results[id]);
  const both = results.filter(({ seen }) => seen[a] && seen[b]);
  const only = (/** @type {string} */ one, /** @type {string} */ other) =>
    both.filter((result) => flips(result, one) && !flips(result, other)).length;
  const onlyFirst = only(a, b);
  const onlySecond = only(b, a);
  return both.length ? { onlyFirst, onlySecond, p: mcnemar(onlyFirst, onlySecond) } : null;
}

/**
 * @typedef {object} Flip
 * @property {Item} item
 * @property {Result} result
 * @property {string[]} networks those that flip
 */

/** The inputs on which a network flips, those that all agree on first to come first.
 * @param {Run} run @param {string} set @param {string} show "either", "both" or "only:<network>"
 * @returns {Flip[]} */
export function flipsOf(run, set, show) {
  const ids = run.networks.map(({ id }) => id);
  return counted(run, set)
    .map((item) => {
      const result = run.results[item.id];
      return { item, result, networks: ids.filter((id) => flips(result, id)) };
    })
    .filter(({ networks }) => {
      if (show === "both") return networks.length === ids.length;
      if (show.startsWith("only:")) return networks.length === 1 && show === `only:${networks[0]}`;
      return networks.length > 0;
    });
}

/** The inputs that could not be used, with the reason. @param {Run} run */
export function failures({ items, results }) {
  return items.flatMap((item) => {
    const { error } = results[item.id] ?? {};
    return error ? [{ item, error }] : [];
  });
}

/** How far a run is.
 * @param {Run} run
 * @returns {{done: number, of: number, left: number | null}} left: seconds, once they can be told */
export function progressOf({ items, results, networks, first, last }) {
  const asked = networks.filter(({ error }) => !error);
  const done = items.filter(({ id }) => {
    const result = results[id];
    return result && (result.error || asked.every((network) => result.seen[network.id]));
  }).length;
  const left = done > 2 ? ((last - first) / (done - 1)) * (items.length - done) * 1e-3 : null;
  return { done, of: items.length, left };
}
