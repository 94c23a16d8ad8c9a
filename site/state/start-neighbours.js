// The panel of neighbours from nothing: its store beside that of one side of Probe, remembered as open or not.

import { startNeighbours } from "./neighbours-effects.js";
import { initialNeighbours, neighboursReducers } from "./neighbours.js";
import { createStore } from "./store.js";

const OPEN = "diptych.probe.neighbours";

/** @typedef {{store: import("./neighbours-effects.js").NeighboursStore, host: import("./neighbours-hosts.js").Host}}
 *   Neighbours */

/** @param {import("./neighbours-hosts.js").Host} host @returns {Neighbours} */
export function makeNeighbours(host) {
  /** @type {import("./neighbours-effects.js").NeighboursStore} */
  const store = createStore(initialNeighbours(localStorage.getItem(OPEN) === "yes"), neighboursReducers);
  startNeighbours(store, host);
  store.subscribe(({ open }) => localStorage.setItem(OPEN, open ? "yes" : "no"));
  return { store, host };
}
