// Compare from nothing: its store, its effects, the bundle and selection that the link names, and the tour.

import { keepForOffline } from "../offline.js";
import { startCompare } from "./compare-effects.js";
import { loadBundles } from "./compare-files.js";
import { readCompare, writeCompare } from "./compare-permalink.js";
import { compareReducers } from "./compare-reducers.js";
import { keepLink } from "./keep-link.js";
import { initialCompare, isBehind } from "./compare.js";
import { remember, remembered } from "./remembered.js";
import { createStore } from "./store.js";

/** @typedef {import("./store.js").Store<import("./compare.js").CompareState>} CompareStore */

const TOLD = "diptych.compare.tutorial";

export function makeCompare() {
  /** @type {CompareStore} */
  const store = createStore(initialCompare(), compareReducers);
  startCompare(store);
  open(store);
  keepLink(store, () => hashOf(store.get()));
  store.subscribe(() => announceReady(store));
  keepOnceLive(store);
  window.addEventListener("hashchange", () => {
    announceReady(store);
    if (location.hash.startsWith("#compare?") && location.hash !== writeCompare(store.get())) follow(store);
  });
  const element = /** @type {any} */ (document.createElement("diptych-compare"));
  element.store = store;
  return {
    element: /** @type {HTMLElement} */ (element),
    permalink: () => writeCompare(store.get()),
    startTour: () => store.dispatch({ type: "tutorialStepped", step: 0 }),
  };
}

/** @param {CompareStore} store */
async function open(store) {
  try {
    await loadBundles(store);
  } catch (error) {
    store.dispatch({ type: "told", kind: "error", text: /** @type {Error} */ (error).message });
    return;
  }
  const named = follow(store);
  if (!named && !remembered(TOLD)) store.dispatch({ type: "tutorialStepped", step: 0 });
  remember(TOLD, "yes");
}

/** Opens what the link names, the first bundle where it names none. @param {CompareStore} store */
function follow(store) {
  const { bundle, selection, layers, instance, look, left } = readCompare(location.hash);
  const id = bundle ?? store.get().bundles[0].id;
  const note = left.length ? `Part of the link can't be read and is left out: ${left.join(", ")}.` : "";
  const { bundle: open, manifest, wanted } = store.get();
  const type = manifest && id === open && !wanted ? "linkFollowed" : "bundleChosen";
  store.dispatch({ type, id, selection, layers, instance, look, note });
  return Boolean(bundle);
}

/** @param {import("./compare.js").CompareState} state */
function hashOf(state) {
  return !location.hash.startsWith("#compare") || !state.bundle || state.wanted ? null : writeCompare(state);
}

/** What the person waits for comes first. @param {CompareStore} store */
function keepOnceLive(store) {
  const unsubscribe = store.subscribe(({ live }) => {
    if (!live) return;
    unsubscribe();
    keepForOffline("compare");
  });
}

/** Tells tests and tools that the workbench answers. @param {CompareStore} store */
function announceReady(store) {
  const { dataset } = document.documentElement;
  const ready = store.get().live && !isBehind(store.get());
  if (ready && location.hash.startsWith("#compare") && dataset.ready !== "compare") dataset.ready = "compare";
}
