// The history of the edits: what both networks believed at each step; a step chosen is on show again.

import { html, svg } from "../vendor/lit.js";
import { traceOfShares } from "../charts/trace.js";
import { traceOf } from "../state/sentence.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

/** @extends {StoreView<SentenceState>} */
class SentenceTraceView extends StoreView {
  render() {
    const { cursor, labels, networks } = this.state;
    const steps = traceOf(this.state);
    const named = Object.values(networks);
    const last = labels.length - 1;
    const shares = named.map(({ id }) => steps.map(({ answers }) => answers[id]?.[last]));
    const { columns, points, paths, ticks } = traceOfShares(shares);
    const at = steps.findIndex(({ index }) => index === cursor);
    const now = steps[at];
    return html`
      <section class="card" aria-label="Steps">
        <header class="card-top">
          <h2>Steps</h2>
          <p class="key muted">
            <span>Confidence in ${labels[last]}</span>
            ${named.map(
              ({ name }, i) => html`<span class="series-${i}"
                ><i class="mark"></i>${name}
                <b class="number">${percent(shares[i][at])}</b></span
              >`,
            )}
          </p>
        </header>
        <div class="trace" data-testid="sentence-trace">
          ${ticks.map(
            ({ value, y }) => html`<span class="share number muted" style="top: ${y}%">${100 * value} %</span>
              <span class="rule ${value === 0.5 ? "even" : ""}" style="top: ${y}%"></span>`,
          )}
          <div class="field">
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              ${paths.map((d, i) => svg`<path class=${`series-${i}`} d=${d || "M0,0"} ?hidden=${!d} />`)}
            </svg>
            ${points.map((row, i) =>
              row.map((p, k) =>
                p
                  ? html`<i
                      class="mark series-${i} ${k > at ? "undone" : ""}"
                      style="left: ${p.x}%; top: ${p.y}%"
                    ></i>`
                  : null,
              ),
            )}
            ${steps.map((step, k) => {
              const label = `Step ${k + 1}: ${step.what}. ${named
                .map(({ name }, i) => `${name} ${percent(shares[i][k])} ${labels[last]}`)
                .join(", ")}`;
              return html`<button
                class="stop"
                style="left: ${columns[k].x}%; width: ${columns[k].width}%"
                data-step=${step.index}
                aria-current=${k === at ? "step" : "false"}
                aria-label=${label}
                title=${label}
                @click=${() => this.tell("stepChosen", { index: step.index })}
              ></button>`;
            })}
          </div>
        </div>
        <p class="now muted">${at + 1} of ${steps.length}: ${now?.what}</p>
      </section>
    `;
  }
}

/** @param {number | undefined} share */
const percent = (share) => (share === undefined ? "…" : `${(100 * share).toFixed(1)} %`);

customElements.define("diptych-sentence-trace", SentenceTraceView);
