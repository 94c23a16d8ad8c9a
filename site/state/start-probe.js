// Probe from nothing: its store, its effects, the picture that the link names, and the tutorial's first time.

import { loadGallery, startProbe } from "./effects.js";
import { knownFiller } from "./fillers.js";
import { inputOf } from "./inputs.js";
import { keepLink } from "./keep-link.js";
import { isKept, keepOwn } from "./keep-own.js";
import { photographs } from "./neighbours-hosts.js";
import { remember, remembered } from "./remembered.js";
import { makeMany } from "./start-many.js";
import { makeNeighbours } from "./start-neighbours.js";
import { readProbe, writeProbe } from "./permalink.js";
import { initialProbe, probeReducers } from "./probe.js";
import { linkedSource, photoSource } from "./source.js";
import { createStore } from "./store.js";
import { warnOfLoss } from "./warn-of-loss.js";

/** @typedef {import("./store.js").Store<import("./probe.js").ProbeState>} ProbeStore */

const NETWORKS = [
  { id: "squeezenet", name: "SqueezeNet" },
  { id: "mobilenet", name: "MobileNet" },
];

const TOLD = "diptych.probe.tutorial";
const FILL_METHOD = "diptych.probe.fillMethod";

/** The tutorial's photograph: a golf ball. */
const TUTORIAL_CLASS = 574;

export function makeProbe() {
  /** @type {ProbeStore} */
  const store = createStore(initialProbe(NETWORKS, knownFiller(remembered(FILL_METHOD))), probeReducers);
  startProbe(store);
  open(store, keepOwn(store));
  keepLink(store, () => hashOf(store.get()));
  warnOfLoss(store, (state) => Boolean(state.source?.blob) && state.cursor > 0 && !isKept(state));
  store.subscribe(announceReady);
  store.subscribe(({ fillMethod }) => remember(FILL_METHOD, fillMethod));
  window.addEventListener("hashchange", () => {
    announceReady(store.get());
    const isOther = location.hash !== writeProbe(store.get());
    if (inputOf(location.hash) === "photograph" && isOther && store.get().gallery.length) follow(store);
  });
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

/** @param {ProbeStore} store @param {ReturnType<typeof keepOwn>} own */
async function open(store, own) {
  const { photo, picture, refused } = readProbe(location.hash);
  const back = photo || picture || refused ? null : own.bringBack();
  try {
    await loadGallery(store);
  } catch (error) {
    await back;
    store.dispatch({ type: "told", kind: "error", text: /** @type {Error} */ (error).message });
    return;
  }
  const isBack = await back;
  const named = follow(store) || isBack;
  if (!named && !remembered(TOLD)) store.dispatch({ type: "tutorialStepped", step: 0 });
  remember(TOLD, "yes");
}

/**
 * Opens what the link names, at first the gallery's first where it names nothing; the picture on screen stays
 * as it is where the link names that one without edits.
 * @param {ProbeStore} store
 * @returns {boolean} whether it names a picture
 */
function follow(store) {
  const { gallery, source: now, wanted } = store.get();
  const { photo, picture, refused, edits, seed, cam, sort } = readProbe(location.hash);
  const known = gallery.find(({ id }) => id === photo);
  const named = picture ? linkedSource(picture) : known ? photoSource(known) : null;
  const unknown = photo && !known ? `photograph ${photo}, which is not here` : "";
  const lost = unknown || (refused && `${refused}, which is not of this page`);
  const source = named ?? (now || wanted ? null : photoSource(gallery[0]));
  const text = `The link names ${lost}.`;
  if (!source) {
    if (lost) store.dispatch({ type: "told", kind: "error", text });
  } else if (edits.length || source.id !== (wanted?.source ?? now)?.id) {
    store.dispatch({ type: "pictureChosen", source, edits, seed });
    if (lost) whenOpened(store, source.id, () => store.dispatch({ type: "told", kind: "error", text }));
  }
  if (sort === "confidence") store.dispatch({ type: "sortChosen", sort });
  if (source && cam) whenOpened(store, source.id, () => lookAt(store, cam));
  return Boolean(photo || picture || refused);
}

/** @param {ProbeStore} store @param {{network: string, classIndex: number}} cam */
function lookAt(store, cam) {
  const { cam: now } = store.get();
  const isNow = now?.network === cam.network && now.classIndex === cam.classIndex;
  if (!isNow) store.dispatch({ type: "classChosen", ...cam });
}

/** @param {ProbeStore} store @param {string} id of a source @param {() => void} then */
function whenOpened(store, id, then) {
  const isOpen = () => {
    const { source, wanted } = store.get();
    return source?.id === id && !wanted;
  };
  if (isOpen()) return then();
  const unsubscribe = store.subscribe(() => {
    if (!isOpen()) return;
    unsubscribe();
    then();
  });
}

/** @param {import("./probe.js").ProbeState} state */
function hashOf(state) {
  return inputOf(location.hash) !== "photograph" || !state.source || state.wanted ? null : writeProbe(state);
}

/** Tells tests and tools that the workbench answers. @param {import("./probe.js").ProbeState} state */
function announceReady({ networks, modified: { error } }) {
  const { dataset } = document.documentElement;
  const ready = Object.values(networks).every(({ original, modified }) => modified || (error && original));
  if (ready && inputOf(location.hash) === "photograph" && dataset.ready !== "probe") dataset.ready = "probe";
}
