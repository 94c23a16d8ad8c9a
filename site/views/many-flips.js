// The list of flips: which of them, one card for each input, and the table for other programs.

import { html, repeat } from "../vendor/lit.js";
import { toCsv } from "../state/many-csv.js";
import { flipsOf } from "../state/many-results.js";
import { icons } from "./icons.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */
/** @typedef {import("../state/many.js").Run} Run */
/** @typedef {import("../state/many-results.js").Flip} Flip */

/**
 * @param {ManyState} state with a run
 * @param {object} how
 * @param {string[]} how.labels names of the classes
 * @param {string} how.file name of the table
 * @param {(flip: Flip) => unknown} how.head what a card shows of its input
 * @param {(flip: Flip) => void} how.open
 * @param {string} how.hint what a click does
 * @param {(type: string, facts?: object) => void} how.tell
 */
export function flipList(state, { labels, file, head, open, hint, tell }) {
  const run = /** @type {Run} */ (state.run);
  const [a, b] = run.networks;
  const choices = [
    { id: "either", title: "Either" },
    ...(b
      ? [
          { id: "both", title: "Both" },
          { id: `only:${a.id}`, title: `Only ${a.name}` },
          { id: `only:${b.id}`, title: `Only ${b.name}` },
        ]
      : []),
  ];
  const found = flipsOf(run, state.set, state.show);
  const shown = found.slice(0, state.rows);
  return html`
    <div class="flips-bar">
      <h3>Flips</h3>
      <div class="choice" role="group" aria-label="Which flips">
        ${choices.map(
          ({ id, title }) => html`<button
            data-show=${id}
            aria-pressed=${state.show === id}
            @click=${() => tell("flipsFiltered", { show: id })}
          >
            ${title} <span class="number">${flipsOf(run, state.set, id).length}</span>
          </button>`,
        )}
      </div>
      <button
        class="plain"
        data-testid="many-csv"
        title="All inputs and answers as a table (CSV)"
        @click=${() => save(toCsv(run, labels), file)}
      >
        ${icons.download} Save as a table
      </button>
    </div>
    <ul class="flips" data-testid="many-flips">
      ${repeat(
        shown,
        ({ item }) => item.id,
        (flip) => html`<li>
          <button class="flip" title=${hint} data-id=${flip.item.id} @click=${() => open(flip)}>
            ${head(flip)}
            <span class="verdicts">${run.networks.map((network, i) => answer(flip, network, i, labels))}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${found.length ? null : html`<p class="muted none">None${run.status === "running" ? " so far" : ""}.</p>`}
    <button ?hidden=${found.length <= shown.length} @click=${() => tell("moreFlipsAsked")}>
      Show more (${found.length - shown.length} left)
    </button>
  `;
}

/** @param {number} probability */
const percent = (probability) => `${(100 * probability).toFixed(0)}\u00a0%`;

/** One network's answers before and after. @param {Flip} flip @param {{id: string, name: string}} network
 * @param {number} i @param {string[]} labels */
function answer({ item, result, networks }, { id, name }, i, labels) {
  const seen = result.seen[id];
  const style = `--network: var(--network-${i + 1})`;
  if (!seen) return null;
  const { before, after } = seen;
  if (!networks.includes(id)) {
    return html`<span class="answer stays" style=${style}>
      <span><i class="mark"></i>${name}</span>
      <span>
        stays at ${labels[before.classIndex]} ${percent(before.probability)} → ${percent(after.probability)}
      </span>
    </span>`;
  }
  return html`<span
    class="answer"
    style=${style}
    data-id=${item.id}
    data-network=${id}
    data-from=${before.classIndex}
    data-to=${after.classIndex}
  >
    <span><i class="mark"></i>${name}</span>
    <span>
      ${labels[before.classIndex]} ${percent(before.probability)} →
      <b>${labels[after.classIndex]}</b> ${percent(after.probability)}
    </span>
  </span>`;
}

/** @param {string} text @param {string} file */
function save(text, file) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  Object.assign(document.createElement("a"), { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
