// The two kinds of input that Probe takes, by the address: a photograph or a sentence.

/** @typedef {"photograph" | "sentence"} Input */

/**
 * What an address opens in Probe, or null where it opens another workbench.
 * @param {string} hash
 * @returns {Input | null}
 */
export function inputOf(hash) {
  if (hash.startsWith("#compare")) return null;
  return new URLSearchParams(hash.split("?")[1] ?? "").has("sentence") ? "sentence" : "photograph";
}
