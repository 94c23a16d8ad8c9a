// Recorded inputs, photographs side by side and sentences one by one: what each is and what the model said.

import { html } from "../vendor/lit.js";
import { compareLink } from "../state/neighbours-links.js";

/** @typedef {import("../state/neighbours-recorded.js").Recording} Recording */

/**
 * @typedef {object} Shown
 * @property {number} index its place
 * @property {string} [value] what ranks it, as text
 * @property {"new" | "gone" | ""} [badge]
 */

/**
 * @param {Recording} recording
 * @param {import("../state/neighbours-recorded.js").Said | undefined} said
 * @param {Shown[]} shown
 * @param {{itself: number, own?: string, label: string}} options the place of the original and what it is
 *   called there, and what the row is called
 */
export function inputs(recording, said, shown, { itself, own = "original", label }) {
  const pictures = recording.thumbnails.some(Boolean);
  return html`<ol class=${pictures ? "pictured" : "written"} aria-label=${label}>
    ${shown.map(({ index, value = "", badge = "" }) => {
      const { name, truth, right, answer } = factsOf(recording, said, index);
      const isOwn = index === itself;
      const thumbnail = recording.thumbnails[index];
      const about = [name === truth ? "" : `truth: ${truth}`, answer, isOwn ? "the original itself" : ""];
      return html`<li data-id=${recording.ids[index]} data-badge=${badge} ?data-itself=${isOwn}>
        <a
          href=${compareLink(recording, { instance: recording.ids[index] })}
          title=${[name, ...about.filter(Boolean)].join("; ")}
        >
          ${pictures
            ? html`<span class="thumb">
                ${thumbnail ? html`<img src=${thumbnail} alt="" loading="lazy" />` : null}
              </span>`
            : null}
          <span class="name">${name}</span>
          ${isOwn || badge ? html`<b class="badge">${isOwn ? own : badge}</b>` : null}
          ${pictures ? null : html`<span class="truth-is">${truth}</span>`}
          <span class="says">${right ? html`<b class="right">✓</b> ${answer}` : answer}</span>
          ${value ? html`<span class="value">${value}</span>` : null}
        </a>
      </li>`;
    })}
  </ol>`;
}

/** @param {Recording} recording @param {import("../state/neighbours-recorded.js").Said | undefined} said
 * @param {number} index */
function factsOf({ names, classes, truth }, said, index) {
  const is = truth[index];
  const says = said?.said[index] ?? -1;
  const right = says === is;
  const percent = said ? `${Math.round(100 * said.confidence[index])} %` : "";
  return {
    name: names[index],
    truth: classes[is] ?? "unknown",
    right,
    answer: says < 0 ? "…" : right ? percent : `says ${classes[says]} ${percent}`,
  };
}
