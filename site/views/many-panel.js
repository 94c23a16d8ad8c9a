// “Apply to many” for any kind of input: what is done, to which set, how far it is, what came of it.

import { html } from "../vendor/lit.js";
import { icons } from "./icons.js";
import { flipList } from "./many-flips.js";
import { progress, result } from "./many-result.js";
import { reveal } from "./reveal.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */
/** @typedef {import("../state/many.js").WantedRun} WantedRun */
/** @typedef {import("../state/many-results.js").Flip} Flip */

/** What takes the keyboard's place where a control of the panel goes away: running and ending swap two of them. */
export const MANY_CONTROLS = ["[data-testid=many-cancel]", "[data-testid=many-run]", "[data-testid=many]"];

/**
 * @param {ManyState} state
 * @param {object} kind of input
 * @param {string} kind.noun plural
 * @param {unknown} kind.about what is done, in words
 * @param {unknown} kind.controls what is done, and to which set
 * @param {WantedRun} kind.wanted
 * @param {() => WantedRun} kind.prepare the same once more, ready to run
 * @param {string[]} kind.labels names of the classes
 * @param {(flip: Flip) => unknown} kind.head what a flip's card shows of its input
 * @param {(flip: Flip) => void} kind.open
 * @param {string} kind.hint what a click on a card does
 * @param {(type: string, facts?: object) => void} tell
 */
export function panel(state, { noun, about, controls, wanted, prepare, labels, head, open, hint }, tell) {
  const { run } = state;
  const busy = run?.status === "running";
  const stale = Boolean(run && run.key !== wanted.key);
  const start = () => {
    const { problem, ...facts } = prepare();
    if (problem) tell("runRefused", { problem });
    else tell("runStarted", facts);
  };
  return html`
    <section class="many" aria-label="Apply to many" aria-busy=${busy}>
      <header>
        <h2>Apply to many</h2>
        <p class="muted">${about}</p>
        <button
          class="icon"
          aria-label="Close “Apply to many”"
          title="Close (A)"
          @click=${() => tell("manyShown", { shown: false })}
        >
          ${icons.close}
        </button>
      </header>
      <div class="controls">
        ${controls}
        <button
          class="primary"
          data-testid="many-run"
          ?hidden=${busy && !stale}
          ?disabled=${Boolean(wanted.problem)}
          @click=${start}
        >
          ${run && !stale ? "Run again" : `Run on ${wanted.items.length}`}
        </button>
        <button data-testid="many-cancel" ?hidden=${!busy} @click=${() => tell("runCancelled")}>
          Cancel
        </button>
        ${run ? progress(run, noun) : null}
      </div>
      ${note(wanted.problem || state.problem, stale)}
      ${run
        ? html`${result(run, state.set)}
          ${flipList(state, { labels, file: `diptych-${noun}.csv`, head, open, hint, tell })}`
        : null}
    </section>
  `;
}

/** @param {string} problem @param {boolean} stale */
function note(problem, stale) {
  if (!problem && !stale) return null;
  return html`<p class="note" role="status">
    ${problem} ${stale ? "What follows is about the run before: run again to count anew." : ""}
  </p>`;
}

/**
 * The way a panel comes on the page: from its top, when it is opened and when a run begins.
 * @param {HTMLElement} host
 * @param {ManyState} state
 * @param {string} was what this gave last time
 */
export function comeIntoView(host, { open, run }, was) {
  const now = open ? `open ${run?.number}` : "";
  if (now && now !== was) reveal(host.querySelector("section"), "start");
  return now;
}
