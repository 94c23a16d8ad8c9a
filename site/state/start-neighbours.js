// The panel of neighbours from nothing: its store, beside that of one side of Probe; whether it was open.

import { startNeighbours } from "./neighbours-effects.js";
import { initialNeighbours, neighboursReducers } from "./neighbours.js";
import { remember, remembered } from "./remembered.js";
import { createStore } from "./store.js";

const OPEN = "diptych.probe.neighbours";

/** @typedef {import("./neighbours-effects.js").NeighboursStore} NeighboursStore */
/** @typedef {import("./neighbours-hosts.js").Host} Host */
/** @typedef {{store: NeighboursStore, host: Host}} Neighbours */

/** @param {Host} host @returns {Neighbours} */
export function makeNeighbours(host) {
  /** @type {NeighboursStore} */
  const store = createStore(initialNeighbours(remembered(OPEN) === "yes"), neighboursReducers);
  startNeighbours(store, host);
  store.subscribe(({ open }) => remember(OPEN, open ? "yes" : "no"));
  return { store, host };
}
