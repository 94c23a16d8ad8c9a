// What the browser keeps for a page. One that forbids it, or has no room left, keeps nothing: the page goes on.

/** @typedef {"localStorage" | "sessionStorage"} Place the second is gone with the tab */

/**
 * @param {string} key
 * @param {Place} [place]
 * @returns {string | null} null where nothing is kept
 */
export function remembered(key, place = "localStorage") {
  try {
    return window[place].getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 * @param {Place} [place]
 */
export function remember(key, value, place = "localStorage") {
  try {
    window[place].setItem(key, value);
  } catch {
    // Nothing that is kept here is needed.
  }
}

/**
 * Remembered once: it is forgotten as it is read.
 * @param {string} key
 * @param {Place} [place]
 * @returns {string | null}
 */
export function recalled(key, place = "localStorage") {
  const value = remembered(key, place);
  if (value !== null) window[place].removeItem(key);
  return value;
}
