// The browser asks before it leaves a page with work that no address brings back.

/**
 * @template S
 * @param {import("./store.js").Store<S>} store
 * @param {(state: S) => boolean} isAtStake
 */
export function warnOfLoss(store, isAtStake) {
  const ask = (/** @type {Event} */ event) => event.preventDefault();
  // Only while it is needed: some browsers keep no page for the way back that listens for this.
  store.subscribe((state) => {
    if (isAtStake(state)) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  });
}
