// The run over many photographs from nothing: its store, its effects, and what an address hands over.

import { isBehind } from "./edits.js";
import { startMany } from "./many-effects.js";
import { workPhotographs } from "./many-photographs.js";
import { photoItem } from "./many-recipe.js";
import { initialMany, manyReducers } from "./many.js";
import { createStore } from "./store.js";

/** @typedef {import("./store.js").Store<import("./probe.js").ProbeState>} ProbeStore */
/** @typedef {import("./store.js").Store<import("./many.js").ManyState>} ManyStore */

/** A run gives way to the live tables for at most so long a picture, in milliseconds. */
const PATIENCE = 3000;

/** @param {ProbeStore} probe @returns {ManyStore} */
export function makeMany(probe) {
  /** @type {ManyStore} */
  const store = createStore(initialMany(), manyReducers);
  startMany(store, (run, help) => workPhotographs(run, { ...help, idle: () => untilIdle(probe) }));
  const follow = () => takeOver(store, probe, location.hash);
  window.addEventListener("hashchange", follow);
  follow();
  return store;
}

/** Whether the live tables lack nothing. @param {import("./probe.js").ProbeState} state */
function isIdle(state) {
  if (state.painting || state.wanted) return false;
  if (isBehind(state)) return false;
  const { key, pixels } = state.modified;
  return Object.values(state.networks).every(
    ({ status, modified }) => status !== "ready" || !pixels || modified?.key === key,
  );
}

/** @param {ProbeStore} probe @returns {Promise<void>} */
function untilIdle(probe) {
  if (isIdle(probe.get())) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const unsubscribe = probe.subscribe((state) => isIdle(state) && done());
  });
}

/**
 * Takes over the photographs that an address names: #probe?many=golf-ball,airliner.
 * @param {ManyStore} store @param {ProbeStore} probe @param {string} hash
 */
function takeOver(store, probe, hash) {
  const [path, query = ""] = hash.split("?");
  const ids = new URLSearchParams(query).get("many")?.split(",").filter(Boolean) ?? [];
  if (path !== "#probe" || !ids.length) return;
  const take = () => {
    const { gallery } = probe.get();
    if (!gallery.length) return false;
    const wanted = [...new Set(ids)];
    const items = wanted.flatMap((id) => gallery.find((photo) => photo.id === id) ?? []).map(photoItem);
    const missing = wanted.length - items.length;
    const problem = missing
      ? `${missing} of the ${wanted.length} photographs handed over are not in the gallery.`
      : "";
    store.dispatch({ type: "inputsHandedOver", items, problem });
    return true;
  };
  if (take()) return;
  const unsubscribe = probe.subscribe(() => take() && unsubscribe());
}
