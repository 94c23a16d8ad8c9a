// The address brings back what is on screen: rewritten soon after any change, and at last when the page goes.

import { remember } from "./remembered.js";

/** Browsers refuse addresses that change more often, in milliseconds. */
const PAUSE = 400;

/** Where sessionStorage keeps what a page wrote as it went: a reload has taken its address before. */
export const LATE = "diptych.late";

/**
 * @param {import("./store.js").Store<any>} store
 * @param {() => string | null} write the hash now, or null while there is nothing to keep
 */
export function keepLink(store, write) {
  let timer = 0;
  const keep = (isLate = false) => {
    timer = 0;
    const hash = write();
    if (hash === null || hash === location.hash) return;
    if (isLate) remember(LATE, JSON.stringify({ from: location.hash, hash }), "sessionStorage");
    history.replaceState(null, "", hash);
  };
  store.subscribe(() => (timer ||= setTimeout(keep, PAUSE)));
  addEventListener("pagehide", () => timer && keep(true));
}
