// Does what a run asks for, in workers that live as long as the run; another run, or none, ends them.

import { keepReconciled } from "./reconcile.js";

/** @typedef {import("./many.js").ManyState} ManyState */
/** @typedef {import("./many.js").Run} Run */

/**
 * @typedef {object} Help
 * @property {AbortSignal} signal aborted when the run is wanted no more
 * @property {(type: string, facts: object) => void} tell dispatches a fact of this run
 * @property {() => Record<string, import("./many.js").Guess>} known answers to unedited inputs
 */

/**
 * @param {import("./store.js").Store<ManyState>} store
 * @param {(run: Run, help: Help) => Promise<void>} work
 * @returns {() => void} ends it all
 */
export function startMany(store, work) {
  /** @type {{number: number, controller: AbortController} | null} */
  let under = null;

  /** @param {Run} run @param {AbortSignal} signal */
  async function start(run, signal) {
    const { number } = run;
    const tell = (/** @type {string} */ type, /** @type {object} */ facts) =>
      store.dispatch({ type, number, at: performance.now(), ...facts });
    try {
      await work(run, { signal, tell, known: () => store.get().known });
      tell("runEnded", {});
    } catch (error) {
      if (signal.aborted) return;
      store.dispatch({ type: "runCancelled" });
      const { message } = /** @type {Error} */ (error);
      const problem = `The run stopped unexpectedly: ${message} Run it again.`;
      store.dispatch({ type: "runRefused", problem });
    }
  }

  return keepReconciled(store, [
    {
      stop: () => under?.controller.abort(),
      reconcile() {
        const { run } = store.get();
        const wanted = run?.status === "running" ? run : null;
        if (under?.number === wanted?.number) return;
        under?.controller.abort();
        under = wanted && { number: wanted.number, controller: new AbortController() };
        if (wanted && under) start(wanted, under.controller.signal);
      },
    },
  ]);
}
