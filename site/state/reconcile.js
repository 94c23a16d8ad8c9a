// The engine of all effects: after every change, each part looks at what is wanted and not done.

/** @typedef {{reconcile: () => unknown, stop: () => void}} Part */

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
