// Probe from nothing: its store, its effects, the picture that the link names, and the tutorial's first time.

import { loadGallery, startProbe } from "./effects.js";
import { knownFiller } from "./fillers.js";
import { inputOf } from "./inputs.js";
import { keepLink } from "./keep-link.js";
import { photographs } from "./neighbours-hosts.js";
import { makeMany } from "./start-many.js";
import { makeNeighbours } from "./start-neighbours.js";
import { readProbe, writeProbe } from "./permalink.js";
import { initialProbe, probeReducers } from "./probe.js";
import { photoSource } from "./source.js";
import { createStore } from "./store.js";

const NETWORKS = [
  { id: "squeezenet", name: "SqueezeNet" },
  { id: "mobilenet", name: "MobileNet" },
];

const TOLD = "diptych.probe.tutorial";
const FILL_METHOD = "diptych.probe.fillMethod";

/** The tutorial's photograph: a golf ball. */
const TUTORIAL_CLASS = 574;

export function makeProbe() {
  /** @type {import("./store.js").Store<import("./probe.js").ProbeState>} */
  const store = createStore(initialProbe(NETWORKS, knownFiller(localStorage.getItem(FILL_METHOD))), probeReducers);
  startProbe(store);
  open(store);
  keepLink(store, () => hashOf(store.get()));
  store.subscribe(announceReady);
  store.subscribe(({ fillMethod }) => localStorage.setItem(FILL_METHOD, fillMethod));
  window.addEventListener("hashchange", () => announceReady(store.get()));
  const element = /** @type {any} */ (document.createElement("diptych-probe"));
  element.store = store;
  element.many = makeMany(store);
  element.neighbours = makeNeighbours(photographs(store));
  return {
    element: /** @type {HTMLElement} */ (element),
    permalink: () => writeProbe(store.get()),
    startTour() {
      const { gallery, source } = store.get();
      const photo = gallery.find(({ classIndex }) => classIndex === TUTORIAL_CLASS);
      if (photo && source?.photo !== photo.id) store.dispatch({ type: "pictureChosen", source: photoSource(photo) });
      store.dispatch({ type: "tutorialStepped", step: 0 });
    },
  };
}

/** @param {import("./store.js").Store<import("./probe.js").ProbeState>} store */
async function open(store) {
  try {
    await loadGallery(store);
  } catch (error) {
    store.dispatch({ type: "told", kind: "error", text: /** @type {Error} */ (error).message });
    return;
  }
  const { gallery } = store.get();
  const { photo: id, edits, cam, sort } = readProbe(location.hash);
  const photo = gallery.find((each) => each.id === id) ?? gallery[0];
  if (id && photo.id !== id) {
    store.dispatch({ type: "told", kind: "error", text: `The link names photograph ${id}, which is not here.` });
  }
  store.dispatch({ type: "pictureChosen", source: photoSource(photo), edits });
  if (sort === "confidence") store.dispatch({ type: "sortChosen", sort });
  if (cam) whenOpened(store, () => store.dispatch({ type: "classChosen", ...cam }));
  if (!id && !localStorage.getItem(TOLD)) store.dispatch({ type: "tutorialStepped", step: 0 });
  localStorage.setItem(TOLD, "yes");
}

/** @param {import("./store.js").Store<import("./probe.js").ProbeState>} store @param {() => void} then */
function whenOpened(store, then) {
  const unsubscribe = store.subscribe(({ original }) => {
    if (!original) return;
    unsubscribe();
    then();
  });
}

/** @param {import("./probe.js").ProbeState} state */
function hashOf(state) {
  return inputOf(location.hash) !== "photograph" || !state.source ? null : writeProbe(state);
}

/** Tells tests and tools that the workbench answers. @param {import("./probe.js").ProbeState} state */
function announceReady({ networks }) {
  const { dataset } = document.documentElement;
  const ready = Object.values(networks).every(({ modified }) => modified);
  if (ready && inputOf(location.hash) === "photograph" && dataset.ready !== "probe") dataset.ready = "probe";
}
