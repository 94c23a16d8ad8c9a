// One line at the foot: what goes on, what went wrong, and how long an answer takes.

import { html } from "../vendor/lit.js";
import { stalledSentence } from "../state/networks.js";
import { downloadProgress } from "./download-progress.js";
import { EdgeHeight } from "./edge-height.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

const BACKENDS = { wasm: "WebAssembly", cpu: "JavaScript" };

/** @extends {StoreView<SentenceState>} */
class SentenceStatusView extends StoreView {
  constructor() {
    super();
    new EdgeHeight(this, "--foot");
  }

  render() {
    const { status, networks } = this.state;
    const all = Object.values(networks);
    const backend = /** @type {keyof typeof BACKENDS} */ (all.find((each) => each.backend)?.backend);
    const stalled = stalledSentence(this.state);
    const kind = stalled ? "error" : status.kind;
    const text = [status.text, stalled].filter(Boolean).join(" ");
    return html`
      <div class="status-line" data-testid="status">
        <p class="message ${kind}" role="status">${kind === "error" ? "⚠ " : ""}${text || this.summary()}</p>
        ${all.filter(({ status: now, total }) => now === "loading" && total).map(downloadProgress)}
        <p class="muted number times">
          ${all.map(({ name, modified }) =>
            modified?.milliseconds ? html` <span>${name} ${Math.round(modified.milliseconds)} ms</span>` : null,
          )}
        </p>
        <p class="muted times">${backend ? `Runs on ${BACKENDS[backend]}` : ""}</p>
      </div>
    `;
  }

  summary() {
    const { networks, read } = this.state;
    const all = Object.values(networks);
    if (all.some(({ status }) => status === "failed")) return "A network is missing: try again beside its name.";
    if (!read || all.some(({ status }) => status === "loading")) return "Loading the networks …";
    return "Ready";
  }
}

customElements.define("diptych-sentence-status", SentenceStatusView);
