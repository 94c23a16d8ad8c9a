// What the state of the sentences asks for and does not have yet, fetched from two workers.

import { createTokenizer } from "../model/tokenizer.js";
import { connect } from "../workers/call.js";
import { fetcher } from "./fetcher.js";
import { keepReconciled, oneByOne } from "./reconcile.js";
import { createReader } from "./sentence-words.js";
import { bestOf } from "./rows.js";
import { hasWords, originalClass, present, readingOf } from "./sentence.js";
import { stallIn, waitsOf } from "./stall.js";

/** @typedef {import("./sentence.js").SentenceState} SentenceState */
/** @typedef {import("./store.js").Store<SentenceState>} SentenceStore */

/** A network whose worker died this often is left alone until the person asks again. */
const MAX_CRASHES = 3;

/** What explains an answer waits until nobody has typed for so long, in milliseconds. */
const REST = 250;

/**
 * Keep the workers busy with what the state lacks.
 * @param {SentenceStore} store
 * @returns {() => void} ends it all
 */
export function startSentence(store) {
  const lanes = Object.keys(store.get().networks).map((id) => networkLane(store, id));
  return keepReconciled(store, lanes);
}

/**
 * The vocabulary, by which texts become words, and the sentences to begin with.
 * @param {SentenceStore} store
 * @throws {Error} a sentence for the person
 */
export async function loadWords(store) {
  const get = fetcher(store, "words");
  const controller = new AbortController();
  const json = (/** @type {string} */ file) => get(file, file, (found) => readJson(found, file), controller.signal);
  const files = ["models/reviews/vocabulary.json", "models/reviews/examples.json"];
  const [vocabulary, examples] = await Promise.all(files.map(json)).catch((error) => {
    controller.abort(); // the next try fetches both
    throw error;
  });
  const tokenizer = createTokenizer(vocabulary);
  store.dispatch({ type: "examplesArrived", examples });
  store.dispatch({ type: "readerArrived", read: createReader(tokenizer), length: tokenizer.length });
}

/** @param {Response | null} response @param {string} file */
async function readJson(response, file) {
  if (!response?.ok) {
    const why = response ? `the server answered ${response.status}` : "there is no network";
    throw new Error(`${file} can't be fetched (${why}).`);
  }
  return response.json();
}

/** Keeps one network's answers true to the sentence, in a worker of its own.
 * @param {SentenceStore} store @param {string} id */
function networkLane(store, id) {
  const worker = connect(new URL("../workers/text.js", import.meta.url), { onEvent: waitsOf(stallIn(store, id)) });
  const network = () => store.get().networks[id];
  let loaded = false;
  let crashes = 0;
  let seen = "";
  let since = 0;
  let timer = 0;
  let controller = new AbortController();

  async function load() {
    const reply = await worker.call(
      "load",
      { name: id },
      {
        onProgress: (/** @type {any} */ progress) =>
          store.dispatch({ type: "downloadProgressed", network: id, ...progress }),
      },
    );
    loaded = true;
    store.dispatch({ type: "networkReady", network: id, labels: reply.labels, backend: reply.backend });
  }

  /** Ids of the words read, and of the one that moves in when one is left out. @param {string} key */
  function idsOf(key) {
    const { length } = store.get();
    const words = readingOf(store.get(), key)?.words ?? [];
    return words.slice(0, length + 1).map((word) => word.id);
  }

  /** @param {string} key */
  async function classify(key) {
    const reply = await worker.call("classify", { ids: idsOf(key) });
    crashes = 0;
    store.dispatch({ type: "answerArrived", network: id, answer: { key, ...reply } });
  }

  /** @param {string} key @param {number} classIndex @param {Float32Array} whole the answer with all words */
  async function leaveOut(key, classIndex, whole) {
    const found = await worker.call("without", { ids: idsOf(key) }, { signal: controller.signal });
    const effects = new Float32Array(found.length / whole.length);
    for (let i = 0; i < effects.length; i++) {
      effects[i] = 100 * (whole[classIndex] - found[i * whole.length + classIndex]);
    }
    store.dispatch({ type: "withoutArrived", network: id, key, classIndex, effects });
  }

  /** @param {string} key @param {number} classIndex */
  async function nameFilters(key, classIndex) {
    const { signal } = controller;
    const winners = await worker.call("filters", { ids: idsOf(key), classIndex }, { signal });
    store.dispatch({ type: "filtersArrived", key, classIndex, winners });
  }

  /** The first thing that is missing, or null. @returns {(() => Promise<void>) | null} */
  function next() {
    const state = store.get();
    const { status, original, modified, without } = network();
    if (status === "failed") return null;
    if (!loaded || status === "loading") return load;
    const step = present(state);
    if (hasWords(state, step.text) && modified?.key !== step.text) return () => classify(step.text);
    if (hasWords(state, step.original) && original?.key !== step.original) return () => classify(step.original);
    if (!hasWords(state, step.text) || !modified) return null;
    const job = explain(state, modified, without);
    const left = since + REST - performance.now();
    if (job && left > 0) {
      clearTimeout(timer);
      timer = setTimeout(reconcile, left);
      return null;
    }
    return job;
  }

  /** @param {SentenceState} state @param {import("./sentence.js").TextAnswer} modified
   * @param {import("./sentence.js").TextNetwork["without"]} without */
  function explain(state, { key, probabilities }, without) {
    const now = bestOf(probabilities);
    const named = state.filters?.key === key && state.filters.classIndex === now;
    if (id === "cnn" && !named) return () => nameFilters(key, now);
    const asked = originalClass(network());
    const done = without?.key === key && without.classIndex === asked;
    return done || asked < 0 ? null : () => leaveOut(key, asked, probabilities);
  }

  /** @param {Error} error */
  function recover(error) {
    if (error.name === "AbortError") return;
    const { name } = network();
    loaded = false;
    if (error.name === "WorkerError" && ++crashes < MAX_CRASHES) {
      const text = `${name} stopped unexpectedly and is starting again; your sentence is kept.`;
      store.dispatch({ type: "networkRetried", network: id });
      store.dispatch({ type: "told", kind: "error", text });
    } else {
      crashes = 0;
      store.dispatch({ type: "networkFailed", network: id, message: `${name}: ${error.message}` });
    }
  }

  /** What explains an older sentence gives way to a new one. */
  function notice() {
    const { text, original } = present(store.get());
    const now = `${text}\n${original}`;
    if (now === seen) return;
    seen = now;
    since = performance.now();
    controller.abort();
    controller = new AbortController();
  }

  const work = oneByOne(next, recover);
  const reconcile = () => {
    notice();
    return work();
  };

  return {
    reconcile,
    stop() {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}
