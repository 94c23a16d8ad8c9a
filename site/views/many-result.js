// What a run says: its progress, a share with its interval for each network on one axis, and the sentence.

import { html } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { failures, pairOf, progressOf, shares } from "../state/many-results.js";
import { countsInWords, pairInWords } from "../state/many-words.js";

/** @typedef {import("../state/many.js").Run} Run */
/** @typedef {import("../state/many-results.js").Share} Share */

/** Where the axis may end, in percent: four steps each. */
const ENDS = [4, 12, 20, 40, 100];

/** Problems listed before the rest is only counted. */
const MOST_PROBLEMS = 5;

/** How far a run is. @param {Run} run @param {string} noun of the inputs, plural */
export function progress(run, noun) {
  const { done, of, left } = progressOf(run);
  if (run.status !== "running" && !run.first) return null;
  if (run.status !== "running") {
    const seconds = (run.last - run.first) / 1000;
    const time = seconds < 10 ? seconds.toFixed(1) : Math.round(seconds);
    const ended = `${whole(of)} ${noun} in ${time} s`;
    return html`<p class="muted number">
      ${run.status === "stopped" ? `Stopped at ${whole(done)} of ${whole(of)}` : ended}
    </p>`;
  }
  const percent = Math.floor((100 * done) / of);
  return html`<label class="muted number progress">
    <progress max=${of} value=${done}></progress>
    ${whole(done)} of ${whole(of)} · ${percent} %
    ${done ? (left === null ? "" : `· ${Math.max(1, Math.ceil(left))} s left`) : "· starting the networks …"}
  </label>`;
}

/** @param {number} share */
const percent = (share) => Math.round(100 * share);

/** @param {Share} share @param {number} i @param {number} end of the axis, in percent */
function shareRow({ id, name, flips, count, low, high }, i, end) {
  const at = (/** @type {number} */ share) => `${(1e4 * share) / end}%`;
  const share = count ? flips / count : 0;
  const range = `${percent(low)} to ${percent(high)}\u00a0%`;
  return html`<tr
    data-testid="many-result-${id}"
    data-flips=${flips}
    data-count=${count}
    data-low=${(100 * low).toFixed(3)}
    data-high=${(100 * high).toFixed(3)}
    style=${`--network: var(--network-${i + 1})`}
  >
    <th scope="row"><i class="mark" aria-hidden="true"></i>${name}</th>
    <td class="number"><b>${flips}</b> of ${count}</td>
    <td class="number"><b>${count ? `${percent(share)}\u00a0%` : "–"}</b></td>
    <td class="axis">
      ${count
        ? html`<div class="share-plot" role="img" aria-label="${percent(share)} %, between ${range}">
            <i class="interval" style=${`left: ${at(low)}; width: ${at(high - low)}`}></i>
            <i class="mark" style=${`left: ${at(share)}`}></i>
          </div>`
        : null}
    </td>
    <td class="range">${count ? range : ""}</td>
  </tr>`;
}

/** @param {Run} run @param {string} set */
export function result(run, set) {
  const found = shares(run, set);
  const pair = pairOf(run, set);
  const over = run.status !== "running";
  const [a, b] = found;
  const end = ENDS.find((each) => found.every(({ high }) => 100 * high <= each)) ?? 100;
  const both = pair && Math.min(a.flips - pair.onlyFirst, b.flips - pair.onlySecond);
  return html`
    <div class="outcome">
      <table class="shares">
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">Network</span></th>
            <th scope="col" colspan="2" class="number">Predictions flipped</th>
            <th scope="col" class="axis">
              <div class="share-ticks" aria-hidden="true">
                ${[0, 1, 2, 3, 4].map(
                  (i) => html`<span style=${`left: ${25 * i}%`}>
                  ${(end / 4) * i}${i === 4 ? "\u00a0%" : ""}
                </span>`,
                )}
              </div>
              <span class="visually-hidden">Share with its interval</span>
            </th>
            <th scope="col" class="range" title="Wilson’s score interval of the share">
              95 % interval
            </th>
          </tr>
        </thead>
        <tbody>
          ${found.map((share, i) => shareRow(share, i, end))}
        </tbody>
      </table>
      <div class="said" aria-live=${over ? "polite" : "off"}>
        <p>
          ${over || !found.some(({ count }) => count) ? "" : "So far: "}${countsInWords(found)}
          ${over ? html`<b>${pairInWords(found, pair)}</b>` : null}
        </p>
        ${pair && over
          ? html`<p class="muted">
              Both flip on ${both}, only ${a.name} on ${pair.onlyFirst}, only ${b.name} on
              ${pair.onlySecond}; p from McNemar’s exact test.
            </p>`
          : null}
      </div>
      ${run.networks.map(
        ({ name, error }) =>
          error && html`<p class="stopped" role="status">${name} stopped: ${error} Run again to retry.</p>`,
      )}
      ${problems(run)}
    </div>
  `;
}

/** The inputs that could not be used. @param {Run} run */
function problems(run) {
  const failed = failures(run);
  if (!failed.length) return null;
  const more = failed.length - MOST_PROBLEMS;
  return html`<div class="problems">
    <p>${failed.length} could not be used and ${failed.length === 1 ? "is" : "are"} not counted:</p>
    <ul>
      ${failed.slice(0, MOST_PROBLEMS).map(({ error }) => html`<li>${error}</li>`)}
      ${more > 0 ? html`<li>and ${more} more</li>` : null}
    </ul>
  </div>`;
}
