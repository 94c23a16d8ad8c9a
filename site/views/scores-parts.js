// What the score tables of photographs and of sentences have in common: the change of mind, and the table.

import { html } from "../vendor/lit.js";
import { bestOf } from "../state/rows.js";

/** @typedef {import("../state/rows.js").Row} Row */
/** @typedef {"original" | "modified"} Which */

const COLUMNS = { original: "Original", modified: "Modified" };

/** A network's first answer, in words. @param {Float32Array} probabilities @param {string[]} labels */
export function saidOf(probabilities, labels) {
  const first = bestOf(probabilities);
  return { first, name: labels[first], percent: `${(100 * probabilities[first]).toFixed(1)} %` };
}

/**
 * The change of mind in one line: what it said and what it says now.
 * @param {ReturnType<typeof saidOf>} before
 * @param {ReturnType<typeof saidOf>} after
 * @param {string} verb where it says the same: "still sees"
 */
export function changeOfMind(before, after, verb) {
  return after.first === before.first
    ? html`${verb} <b>${after.name}</b> ${before.percent} → ${after.percent}`
    : html`<b>${before.name}</b> ${before.percent} → <b class="changed">${after.name}</b> ${after.percent}`;
}

/** @param {{status: string, loaded: number, total: number}} network @param {string} otherwise */
export function waitingFor({ status, loaded, total }, otherwise) {
  if (status === "failed") return "";
  const percent = total ? ` ${Math.round((100 * loaded) / total)} %` : "";
  return status === "loading" ? `loading${percent} …` : otherwise;
}

/**
 * @param {{id: string, name: string}} network
 * @param {Which} which
 * @param {unknown} body rows
 */
export function scoresTable({ id, name }, which, body) {
  return html`
    <table data-testid="scores-${id}-${which}">
      <caption class="visually-hidden">
        ${name}: ${COLUMNS[which]}
      </caption>
      <thead>
        <tr>
          <th scope="col">${COLUMNS[which]}</th>
          <th scope="col" class="number">Confidence %</th>
          ${which === "modified" ? html`<th scope="col" class="number">Change</th>` : null}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  `;
}
