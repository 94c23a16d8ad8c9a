// The run over many sentences from nothing: its store, its effects, and the test set once it is wanted.

import { bundleAddress, fetchManifest } from "./bundle.js";
import { startMany } from "./many-effects.js";
import { workSentences } from "./many-sentences.js";
import { initialMany, manyReducers } from "./many.js";
import { readNumbers } from "./npy.js";
import { createStore } from "./store.js";

/** @typedef {import("./store.js").Store<import("./sentence.js").SentenceState>} SentenceStore */
/** @typedef {import("./store.js").Store<import("./many.js").ManyState>} ManyStore */

/** The comparison whose sentences no network was trained on. */
const BUNDLE = "reviews";

/** @param {SentenceStore} sentence @returns {ManyStore} */
export function makeManySentences(sentence) {
  /** @type {ManyStore} */
  const store = createStore(initialMany(), manyReducers);
  startMany(store, (run, help) => {
    const { read, length } = sentence.get();
    if (!read) throw new Error("the vocabulary is not there yet.");
    return workSentences(run, { ...help, read, length });
  });
  let wasOpen = false;
  let under = false;
  store.subscribe(async ({ open, all }) => {
    const opened = open && !wasOpen;
    wasOpen = open;
    if (!opened || all.length || under) return;
    under = true;
    try {
      store.dispatch({ type: "inputsArrived", items: await fetchSentences() });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      store.dispatch({ type: "runRefused", problem: `${message} Close this and open it again to retry.` });
    }
    under = false;
  });
  return store;
}

/** The test set with its ground truth. @returns {Promise<import("./many.js").Item[]>} */
async function fetchSentences() {
  const { instances } = /** @type {any} */ (await fetchManifest([], BUNDLE));
  const file = async (/** @type {string} */ name) => {
    const response = await fetch(bundleAddress([], BUNDLE) + name).catch(() => null);
    const why = response ? response.status : "no network";
    if (!response?.ok) throw new Error(`${name} can't be fetched (${why}).`);
    return response;
  };
  const [list, truths] = await Promise.all([file(instances.file), file(instances.truth)]);
  const { ids, columns } = await list.json();
  const truth = readNumbers(await truths.arrayBuffer(), [ids.length], ["<i4"]);
  return ids.map((/** @type {string} */ id, /** @type {number} */ i) => ({
    id,
    title: columns.text[i],
    truth: truth[i] < 0 ? null : truth[i],
  }));
}
