// One line at the foot: what goes on, what went wrong, how far Python is awake, and how long answers take.

import { html } from "../vendor/lit.js";
import { isBehind } from "../state/compare.js";
import { stallSentence } from "../state/stall.js";
import { EdgeHeight } from "./edge-height.js";
import { unanswered } from "./compare-unanswered.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @extends {StoreView<CompareState>} */
class CompareStatusView extends StoreView {
  constructor() {
    super();
    new EdgeHeight(this, "--foot");
  }

  render() {
    const { timings, status, python } = this.state;
    // As long as Python answers nothing that stays said, whatever else there is to say.
    const troubles = [python.error, stallSentence("Python", python.stalled)].filter(Boolean);
    const kind = troubles.length ? "error" : status.kind;
    const text = [status.text, ...troubles].filter(Boolean).join(" ");
    return html`
      <div class="status-line" data-testid="status">
        <p class="message ${kind}" role="status">${kind === "error" ? "⚠ " : ""}${text || this.summary()}</p>
        <p class="muted number times">
          ${timings.view ? html`<span>answer ${Math.round(timings.view)} ms</span>` : null}
          ${timings.analysis ? html`<span>analysis ${Math.round(timings.analysis)} ms</span>` : null}
        </p>
        ${this.python()}
      </div>
    `;
  }

  summary() {
    const { view, live, wanted } = this.state;
    if (!view) return wanted ? "Opening …" : "";
    if (isBehind(this.state)) return unanswered(this.state);
    return live ? "Ready" : "Ready (counted beforehand)";
  }

  python() {
    const { python, timings } = this.state;
    const percent = Math.round(100 * python.fraction);
    const again = html`<button @click=${() => this.tell("pythonRetried")}>Try again</button>`;
    if (python.status === "failed") return html`<span class="python">Python failed ${again}</span>`;
    if (python.status === "awake") {
      const seconds = timings.awake ? ` in ${(timings.awake / 1000).toFixed(1)} s` : "";
      return html`<span class="python muted">Python awake${seconds} ${python.stalled.length ? again : null}</span>`;
    }
    return html`<span class="python number"
      ><label>Python wakes ${percent} % <progress max="1" .value=${python.fraction}></progress></label>
      ${python.stalled.length ? again : null}</span
    >`;
  }
}

customElements.define("diptych-compare-status", CompareStatusView);
