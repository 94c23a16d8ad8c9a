// What this folder fetches, for whoever watches: a worker tells its page which files have not come yet.

/**
 * @typedef {object} Watch
 * @property {<T>(name: string, arrival: Promise<T>) => Promise<T>} until
 * @property {() => void} came some bytes
 */

/** @type {Watch} */
let watch = { until: (_, arrival) => arrival, came() {} };

/** @type {Watch} */
export const arrivals = {
  until: (name, arrival) => watch.until(name, arrival),
  came: () => watch.came(),
};

/** @param {Watch} by */
export function watchArrivals(by) {
  watch = by;
}
