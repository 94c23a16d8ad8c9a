// What Probe's state asks for and does not have yet, fetched from the workers: wanted ≠ done → do it.

import { InputError, loadImage } from "../image/load.js";
import { connect } from "../workers/call.js";
import { editsInForce, modifiedKey } from "./edits.js";
import { fetcher } from "./fetcher.js";
import { makeModified } from "./fill-driver.js";
import { fillersLane } from "./fillers-lane.js";
import { maskFiles } from "./mask-files.js";
import { filledBy, nextUnanswered } from "./probe-fillers.js";
import { keepReconciled, oneByOne } from "./reconcile.js";
import { stallIn, waitsOf } from "./stall.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */
/** @typedef {import("./store.js").Store<ProbeState>} ProbeStore */

/** A network whose worker died this often is left alone until the person asks again. */
const MAX_CRASHES = 3;

/**
 * Keep the workers busy with what the state lacks.
 * @param {ProbeStore} store
 * @returns {() => void} ends it all
 */
export function startProbe(store) {
  const lanes = Object.keys(store.get().networks).map((id) => networkLane(store, id));
  return keepReconciled(store, [pictureLoader(store), fillLane(store), ...lanes, fillersLane(store), maskFiles(store)]);
}

/** The gallery's list and the names of the classes. @param {ProbeStore} store */
export async function loadGallery(store) {
  const get = fetcher(store, "gallery");
  const json = (/** @type {string} */ file) => get(file, file, (response) => readJson(response, file));
  const [gallery, labels] = await Promise.all([json("gallery/gallery.json"), json("models/labels.json")]);
  store.dispatch({ type: "galleryArrived", gallery, labels });
}

/** @param {Response | null} response @param {string} file */
async function readJson(response, file) {
  if (!response?.ok) {
    throw new InputError(`${file} can't be fetched (${response ? response.status : "no network"}): reload the page.`);
  }
  return response.json();
}

/** Opens the picture that was asked for last. @param {ProbeStore} store */
function pictureLoader(store) {
  const get = fetcher(store, "picture");
  let under = "";
  let controller = new AbortController();
  return {
    stop: () => controller.abort(),
    async reconcile() {
      const { wanted } = store.get();
      if (!wanted || wanted.key === under) return;
      const { key, source, longSide } = wanted;
      under = key;
      controller.abort(); // nobody waits for the picture before any more
      controller = new AbortController();
      const { signal } = controller;
      try {
        const { url = "", title } = source;
        const blob = source.blob ?? (await get(url, title, (found) => readBlob(found, title), signal));
        const { pixels, natural, notes } = await loadImage(blob, { longSide, name: source.title });
        store.dispatch({ type: "pictureOpened", key, pixels, natural, note: notes.join(" ") });
      } catch (error) {
        if (signal.aborted) return;
        const message = error instanceof InputError ? error.message : `${source.title} can't be opened: ${error}`;
        store.dispatch({ type: "pictureRefused", key, message });
      }
      if (under === key) under = "";
    },
  };
}

/** @param {Response | null} response @param {string} title */
async function readBlob(response, title) {
  if (!response?.ok) {
    const why = response ? `the server answered ${response.status}` : "there is no network";
    throw new InputError(`${title} can't be fetched (${why}): choose another picture or try again.`);
  }
  return response.blob();
}

/** Keeps the modified picture true to the edits; a newer edit cancels the fill under way.
 * @param {ProbeStore} store */
function fillLane(store) {
  const worker = connect(new URL("../workers/inpaint.js", import.meta.url), { onEvent: waitsOf(stallIn(store, "fill")) });
  let under = "";
  let controller = new AbortController();

  /** @param {string} key @param {AbortSignal} signal */
  async function fill(key, signal) {
    const state = store.get();
    const onProgress = (/** @type {number} */ fraction) => {
      if (!signal.aborted) store.dispatch({ type: "fillProgressed", key, fraction });
    };
    const { fillMethod, radius, sigma, seed } = state;
    const original = /** @type {ImageData} */ (state.original);
    const recipe = { original, edits: editsInForce(state), method: fillMethod, radius, sigma, seed };
    store.dispatch({ type: "fillArrived", key, ...(await makeModified(worker, recipe, { signal, onProgress })) });
  }

  return {
    stop: () => worker.terminate(),
    reconcile() {
      const state = store.get();
      const key = modifiedKey(state);
      if (key === under) return;
      // Nobody waits for it any more, even where what is asked for now is on screen already.
      if (under) controller.abort();
      under = "";
      if (!state.original || key === state.modified.key) return;
      const made = filledBy(state, state.fillMethod)?.pixels;
      if (made) {
        store.dispatch({ type: "fillArrived", key, pixels: made, milliseconds: 0 });
        return;
      }
      under = key;
      controller = new AbortController();
      const { signal } = controller;
      fill(key, signal)
        .catch((error) => {
          if (signal.aborted) return;
          const message =
            error.name === "WorkerError"
              ? "The filling stopped unexpectedly; your edit is kept. Undo, or paint again to retry."
              : error.message;
          store.dispatch({ type: "fillFailed", key, message });
        })
        .finally(() => {
          if (!signal.aborted) under = "";
        });
    },
  };
}

/** Keeps one network's answers and maps true to the pictures, in a worker of its own.
 * @param {ProbeStore} store @param {string} id */
function networkLane(store, id) {
  const worker = connect(new URL("../workers/model.js", import.meta.url), { onEvent: waitsOf(stallIn(store, id)) });
  const network = () => store.get().networks[id];
  let loadedAs = "";
  let crashes = 0;

  const asWanted = () => `${store.get().wantedBackend}|${network().preprocessing}`;

  async function load() {
    const wanted = asWanted();
    const reply = await worker.call(
      "load",
      { name: id, backend: store.get().wantedBackend, preprocessing: network().preprocessing || undefined },
      {
        onProgress: (/** @type {any} */ { loaded, total }) =>
          store.dispatch({ type: "downloadProgressed", network: id, loaded, total }),
      },
    );
    const { backend, preprocessing, preprocessings } = reply;
    // A first load names the default preprocessing; that is what was wanted, not a new wish.
    loadedAs = wanted.endsWith("|") ? `${wanted}${preprocessing}` : wanted;
    store.dispatch({ type: "networkReady", network: id, backend, preprocessing, preprocessings });
  }

  /** The answer to a picture; null if the network is another one by now.
   * @param {string} key @param {ImageData} pixels */
  async function ask(key, pixels) {
    const as = loadedAs;
    const data = pixels.data.slice();
    const image = { width: pixels.width, height: pixels.height, data };
    const reply = await worker.call("classify", { image }, { transfer: [data.buffer] });
    if (as !== loadedAs) return null;
    crashes = 0;
    return { key, ...reply };
  }

  /** @param {string} key @param {ImageData} pixels */
  async function classify(key, pixels) {
    const known = filledBy(store.get(), store.get().fillMethod)?.answers[id];
    const answer = known?.key === key ? known : await ask(key, pixels);
    if (!answer) return;
    for (const which of ["original", "modified"]) {
      store.dispatch({ type: "answerArrived", network: id, which, answer });
    }
  }

  /** @param {{method: string, key: string, pixels: ImageData}} filled */
  async function classifyFilled({ method, key, pixels }) {
    const { modified } = network();
    const answer = modified?.key === key ? modified : await ask(key, pixels);
    if (answer) store.dispatch({ type: "fillerAnswered", network: id, method, answer });
  }

  /** @param {import("./probe.js").Which} which @param {import("./probe.js").Answer} answer @param {number} classIndex */
  async function map(which, answer, classIndex) {
    const { features, featureShape } = answer;
    const reply = await worker.call("cam", { features, featureShape, classIndex });
    store.dispatch({ type: "mapArrived", network: id, which, map: { key: answer.key, classIndex, ...reply } });
  }

  /** The map that is missing, the modified picture's first, or null. */
  function nextMap() {
    const { cam, camBoth } = store.get();
    if (!cam || (cam.network !== id && !camBoth)) return null;
    const { maps, ...answers } = network();
    for (const which of /** @type {const} */ (["modified", "original"])) {
      const answer = answers[which];
      const done = maps[which]?.key === answer?.key && maps[which]?.classIndex === cam.classIndex;
      if (answer && !done) return () => map(which, answer, cam.classIndex);
    }
    return null;
  }

  /** The first thing that is missing, or null. @returns {(() => Promise<void>) | null} */
  function next() {
    const state = store.get();
    const { status, ...answers } = network();
    if (status === "failed") return null;
    if (status === "loading" || loadedAs !== asWanted()) return load;
    const { original, originalKey, modified } = state;
    if (original && answers.original?.key !== originalKey) return () => classify(originalKey, original);
    const { pixels, key } = modified;
    if (pixels && answers.modified?.key !== key) return () => classify(key, pixels);
    const missing = nextMap();
    if (missing) return missing;
    const filled = nextUnanswered(state, id);
    return filled && (() => classifyFilled(filled));
  }

  /** @param {Error} error */
  function recover(error) {
    const { name } = network();
    if (error.name === "WorkerError" && ++crashes < MAX_CRASHES) {
      loadedAs = "";
      store.dispatch({ type: "networkRetried", network: id });
      store.dispatch({ type: "told", kind: "error", text: `${name} stopped unexpectedly and is starting again; your edit is kept.` });
    } else if (error.name === "BackendLost") {
      const text = `The graphics processor went away (${network().backend}); ${name} goes on with WebAssembly.`;
      store.dispatch({ type: "backendChosen", backend: "wasm" });
      store.dispatch({ type: "told", kind: "error", text });
    } else {
      crashes = 0;
      loadedAs = "";
      store.dispatch({ type: "networkFailed", network: id, message: `${name}: ${error.message}` });
    }
  }

  return { stop: () => worker.terminate(), reconcile: oneByOne(next, recover) };
}
