// Fetches what the open panel of neighbours lacks, and finds anew once a network's answer is on screen.

import { find } from "./neighbours-find.js";
import { openRecording, readRecorded } from "./neighbours-recorded.js";
import { layerKey, layerOf, modelOf, NEAR, NEURONS, questionOf } from "./neighbours.js";
import { keepReconciled } from "./reconcile.js";

/** @typedef {import("./store.js").Store<import("./neighbours.js").NeighboursState>} NeighboursStore */
/** @typedef {import("./neighbours-hosts.js").Host} Host */
/** @typedef {import("./neighbours-hosts.js").Asked} Asked */
/** @typedef {import("./neighbours-recorded.js").Model} Model */
/** @typedef {import("./neighbours-recorded.js").Layer} Layer */

/**
 * @param {NeighboursStore} store
 * @param {Host} host
 * @returns {() => void} ends it all
 */
export function startNeighbours(store, host) {
  const both = {
    ...store,
    subscribe(/** @type {(state: any) => void} */ listener) {
      const ends = [store.subscribe(listener), host.store.subscribe(listener)];
      return () => ends.forEach((end) => end());
    },
  };
  return keepReconciled(both, [loader(store, host), finder(store, host)]);
}

/** One download at a time, begun when a network has answered; closing the panel ends it.
 * @param {NeighboursStore} store @param {Host} host */
function loader(store, host) {
  let controller = new AbortController();
  let busy = false;

  /** @param {string} text @param {"info" | "error"} kind */
  const tell = (text, kind = "info") => host.store.dispatch({ type: "told", text, kind });

  async function open() {
    const recording = await openRecording(host.bundle, controller.signal);
    store.dispatch({ type: "recordingArrived", recording });
  }

  /** @param {Model} model @param {Layer} layer */
  async function read(model, layer) {
    const { recording, said, layers } = store.get();
    const wanted = {
      answers: !said[model.id],
      layer: layers[layerKey(model.id, layer.name)] ? null : layer,
    };
    const { signal } = controller;
    const onProgress = (/** @type {number} */ fraction) => {
      if (signal.aborted) return;
      store.dispatch({ type: "downloadProgressed", fraction });
      tell(`Reading what ${model.name} recorded: ${Math.round(100 * fraction)} %`);
    };
    const found = await readRecorded(/** @type {any} */ (recording), model, wanted, { signal, onProgress });
    store.dispatch({ type: "recordedArrived", model: model.id, layer: layer.name, read: found });
    tell("");
  }

  /** The first thing that is missing, or null. @returns {(() => Promise<void>) | null} */
  function next() {
    const state = store.get();
    const asked = host.networks().filter(({ original }) => original);
    if (!state.open || state.error || !asked.length) return null;
    if (!state.recording) return open;
    for (const each of asked) {
      const model = modelOf(state, each);
      const layer = model && layerOf(state, model, each);
      if (model && layer && !(state.said[model.id] && state.layers[layerKey(model.id, layer.name)])) {
        return () => read(model, layer);
      }
    }
    return null;
  }

  return {
    stop: () => controller.abort(),
    async reconcile() {
      if (!store.get().open && busy) controller.abort();
      if (busy) return;
      busy = true;
      for (let job = next(); job; job = next()) {
        controller = new AbortController();
        try {
          await job();
        } catch (error) {
          if (controller.signal.aborted) {
            store.dispatch({ type: "downloadStopped" });
            tell("");
            continue;
          }
          const { message } = /** @type {Error} */ (error);
          store.dispatch({ type: "downloadFailed", message });
          tell(`The recorded ${host.kind}s can't be shown: ${message}`, "error");
        }
      }
      busy = false;
    },
  };
}

/** Finds for the latest answers, after the browser has painted them.
 * @param {NeighboursStore} store @param {Host} host */
function finder(store, host) {
  let frame = 0;
  let timer = 0;

  /** @returns {Asked | undefined} */
  const behind = () => {
    const state = store.get();
    if (!state.open) return undefined;
    return host.networks().find((asked) => {
      const question = questionOf(state, asked);
      if (!question || question === state.found[asked.id]?.key) return false;
      const [model, layer] = question.split("\n");
      return Boolean(state.said[model] && state.layers[layerKey(model, layer)]);
    });
  };

  function run() {
    timer = 0;
    for (let asked = behind(); asked; asked = behind()) answer(asked);
  }

  /** @param {Asked} asked */
  function answer(asked) {
    const state = store.get();
    const key = questionOf(state, asked);
    const model = /** @type {Model} */ (modelOf(state, asked));
    const layer = /** @type {Layer} */ (layerOf(state, model, asked));
    const { name, live } = layer;
    const original = /** @type {import("./neighbours-hosts.js").Activations} */ (asked.original);
    const modified = asked.modified ?? original;
    const found = find(
      state.layers[layerKey(model.id, name)],
      {
        original: original.layers[live ?? name],
        modified: modified.layers[live ?? name],
        edited: modified.key !== original.key,
      },
      { near: NEAR, neurons: NEURONS, unit: state.chosenUnits[asked.id] ?? null },
    );
    const answered = { ...found, key, model: model.id, layer: name };
    store.dispatch({ type: "answered", network: asked.id, found: answered });
  }

  return {
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
    reconcile() {
      if (frame || timer || !behind()) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        timer = setTimeout(run);
      });
    },
  };
}
