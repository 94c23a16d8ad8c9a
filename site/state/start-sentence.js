// Probe's sentences from nothing: their store, their effects, and the sentence that the link names.

import { inputOf } from "./inputs.js";
import { keepLink } from "./keep-link.js";
import { sentences } from "./neighbours-hosts.js";
import { makeManySentences } from "./start-many-sentences.js";
import { loadWords, startSentence } from "./sentence-effects.js";
import { readSentence, writeSentence } from "./sentence-permalink.js";
import { hasWords, initialSentence, isBehind, present, sentenceReducers } from "./sentence.js";
import { makeNeighbours } from "./start-neighbours.js";
import { createStore } from "./store.js";

/** @typedef {import("./store.js").Store<import("./sentence.js").SentenceState>} SentenceStore */

const NETWORKS = [
  { id: "cnn", name: "CNN" },
  { id: "lstm", name: "LSTM" },
];

/** A first try soon after a failure, in milliseconds; each further one takes twice as long. */
const SOON = 1000;

export function makeSentence() {
  /** @type {SentenceStore} */
  const store = createStore(initialSentence(NETWORKS), sentenceReducers);
  const named = follow(store);
  startSentence(store);
  open(store, !named, SOON);
  keepLink(store, () => hashOf(store));
  store.subscribe(() => announceReady(store));
  window.addEventListener("hashchange", () => {
    follow(store);
    announceReady(store);
  });
  const element = /** @type {any} */ (document.createElement("diptych-sentence"));
  element.store = store;
  element.many = makeManySentences(store);
  element.neighbours = makeNeighbours(sentences(store));
  return {
    element: /** @type {HTMLElement} */ (element),
    permalink: () => writeSentence(present(store.get())),
    startTour: () => store.dispatch({ type: "tutorialStepped", step: 0 }),
  };
}

/** Opens the sentence that the link names; says whether it names one. @param {SentenceStore} store */
function follow(store) {
  const link = readSentence(location.hash);
  const { text, original } = present(store.get());
  const written = location.hash === writeSentence({ text, original });
  if (!link || written || (link.text === text && link.original === original)) return false;
  store.dispatch({ type: "sentenceChosen", ...link });
  return Boolean(link.text);
}

/** @param {SentenceStore} store @param {boolean} choose whether to begin with the first example
 * @param {number} pause before the next try, should this one fail */
async function open(store, choose, pause) {
  try {
    await loadWords(store);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const text = `${message} Trying again in ${pause / 1000} seconds; your sentence is kept.`;
    store.dispatch({ type: "told", kind: "error", text });
    setTimeout(() => open(store, choose, 2 * pause), pause);
    return;
  }
  const { examples, steps } = store.get();
  if (choose && examples.length && steps.length === 1) {
    store.dispatch({ type: "sentenceChosen", text: examples[0].text });
  }
}

/** @param {SentenceStore} store */
function hashOf(store) {
  return inputOf(location.hash) === "sentence" ? writeSentence(present(store.get())) : null;
}

/** Tells tests and tools that the workbench answers. @param {SentenceStore} store */
function announceReady(store) {
  const { dataset } = document.documentElement;
  const state = store.get();
  const { networks } = state;
  const answered = Object.values(networks).every(({ status }) => status === "ready") && !isBehind(state);
  const begun = hasWords(state, present(state).text) || state.examples.length > 0;
  if (answered && begun && inputOf(location.hash) === "sentence" && dataset.ready !== "probe") dataset.ready = "probe";
}
