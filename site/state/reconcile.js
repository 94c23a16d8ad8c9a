// The engine of all effects: after every change, each part looks at what is wanted and not done.

/** @typedef {{reconcile: () => unknown, stop: () => void}} Part */

/**
 * A part that does one thing after the other until nothing is missing.
 * @param {() => (() => Promise<void>) | null} next the first thing that is missing, or null
 * @param {(error: Error) => void} recover
 * @returns {() => Promise<void>} to call after every change
 */
export function oneByOne(next, recover) {
  let busy = false;
  return async () => {
    if (busy) return;
    busy = true;
    for (let job = next(); job; job = next()) {
      try {
        await job();
      } catch (error) {
        recover(/** @type {Error} */ (error));
      }
    }
    busy = false;
  };
}

/**
 * Call the parts after every change of the state, once for all changes of one moment.
 * @param {import("./store.js").Store<any>} store
 * @param {Part[]} parts
 * @returns {() => void} ends it all
 */
export function keepReconciled(store, parts) {
  let queued = false;
  const reconcile = () => {
    if (queued) return;
    queued = true;
    queueMicrotask(() => {
      queued = false;
      for (const part of parts) part.reconcile();
    });
  };
  const unsubscribe = store.subscribe(reconcile);
  reconcile();
  return () => {
    unsubscribe();
    for (const part of parts) part.stop();
  };
}
