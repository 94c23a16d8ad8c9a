// A run as a table for other programs: one line for each input and network, flips or not (RFC 4180).

import { flips } from "./many-results.js";

const ANSWERS = ["before", "before %", "after", "after %", "flips"];
const COLUMNS = ["id", "title", "truth", "network", ...ANSWERS, "error"];

/** @param {unknown} value */
function field(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {import("./many.js").Run} run
 * @param {string[]} labels names of the classes
 * @returns {string}
 */
export function toCsv({ items, networks, results }, labels) {
  const percent = (/** @type {number} */ probability) => (100 * probability).toFixed(2);
  const lines = items.flatMap(({ id, title, truth }) => {
    const result = results[id];
    const head = [id, title, truth === null ? "" : labels[truth]];
    if (result?.error) return [[...head, "", "", "", "", "", "", result.error]];
    return networks.flatMap(({ id: network, name }) => {
      const seen = result?.seen[network];
      if (!seen) return [];
      const { before, after } = seen;
      const guesses = [before, after].flatMap((g) => [labels[g.classIndex], percent(g.probability)]);
      return [[...head, name, ...guesses, flips(result, network) ? "yes" : "no", ""]];
    });
  });
  return [COLUMNS, ...lines].map((line) => `${line.map(field).join(",")}\r\n`).join("");
}
