// The address brings back what is on screen: rewritten soon after any change, and at last when the page goes.

/** Browsers refuse addresses that change more often, in milliseconds. */
const PAUSE = 400;

/**
 * @param {import("./store.js").Store<any>} store
 * @param {() => string | null} write the hash now, or null while there is nothing to keep
 */
export function keepLink(store, write) {
  let timer = 0;
  const keep = () => {
    timer = 0;
    const hash = write();
    if (hash !== null && hash !== location.hash) history.replaceState(null, "", hash);
  };
  store.subscribe(() => (timer ||= setTimeout(keep, PAUSE)));
  addEventListener("pagehide", () => timer && keep());
}
