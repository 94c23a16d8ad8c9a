// The view of the whole test set, kept to draw every selection in front of it, so that nothing jumps.

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").View} View */

/** By bundle and models compared. @type {Map<string, View>} */
const wholes = new Map();

/**
 * @param {CompareState} state
 * @returns {View | null} the last view in which all instances were selected; null where there was none yet
 */
export function wholeView({ bundle, view }) {
  if (!view) return null;
  const key = [bundle, ...view.selection.models].join("|");
  if (view.counts.selected === view.counts.total) wholes.set(key, view);
  return wholes.get(key) ?? null;
}

/** True when the view on screen is of a part of the test set. @param {CompareState} state */
export function isPart({ view }) {
  return !!view && view.counts.selected < view.counts.total;
}
