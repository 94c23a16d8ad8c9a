// Fills the hole with every method, in a worker of its own, whenever the main picture and tables are done.

import { connect } from "../workers/call.js";
import { editsInForce, modifiedKey } from "./edits.js";
import { makeModified } from "./fill-driver.js";
import { isComparing, nextFiller } from "./probe-fillers.js";
import { stallIn, waitsOf } from "./stall.js";

/** @param {import("./store.js").Store<import("./probe.js").ProbeState>} store */
export function fillersLane(store) {
  const worker = connect(new URL("../workers/inpaint.js", import.meta.url), { onEvent: waitsOf(stallIn(store, "fillers")) });
  /** @type {{method: string, key: string, controller: AbortController} | null} */
  let under = null;

  /** @param {string} method @param {string} key @param {AbortSignal} signal */
  async function fill(method, key, signal) {
    const { original, radius, sigma, seed, ...state } = store.get();
    const recipe = { original: /** @type {ImageData} */ (original), method, radius, sigma, seed };
    try {
      const edits = editsInForce(/** @type {any} */ (state));
      const { pixels } = await makeModified(worker, { ...recipe, edits }, { signal });
      store.dispatch({ type: "fillerArrived", method, key, pixels });
    } catch (error) {
      if (signal.aborted) return;
      const { name, message } = /** @type {Error} */ (error);
      const why = name === "WorkerError" ? "The filling stopped unexpectedly." : message;
      store.dispatch({ type: "fillerFailed", method, key, message: why });
    }
  }

  return {
    stop: () => worker.terminate(),
    reconcile() {
      const state = store.get();
      if (under && (!isComparing(state) || modifiedKey(state, under.method) !== under.key)) {
        under.controller.abort();
        under = null;
      }
      const method = under ? null : nextFiller(state);
      if (!method) return;
      const key = modifiedKey(state, method);
      if (state.modified.key === key) {
        const { pixels, error } = state.modified;
        if (pixels) store.dispatch({ type: "fillerArrived", method, key, pixels });
        else store.dispatch({ type: "fillerFailed", method, key, message: error });
        return;
      }
      const controller = new AbortController();
      const job = (under = { method, key, controller });
      fill(method, key, controller.signal).finally(() => {
        if (under !== job) return;
        under = null;
        this.reconcile();
      });
    },
  };
}
