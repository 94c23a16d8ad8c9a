// One line at the foot: what goes on, what went wrong, which backend, and how long things took.

import { html } from "../vendor/lit.js";
import { fillProgress, isEmptied } from "../state/edits.js";
import { stalledSentence } from "../state/networks.js";
import { downloadProgress } from "./download-progress.js";
import { EdgeHeight } from "./edge-height.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

const BACKENDS = { auto: "automatic", wasm: "WebAssembly", webgl: "WebGL", webgpu: "WebGPU", cpu: "JavaScript" };

/** @extends {StoreView<ProbeState>} */
class StatusView extends StoreView {
  constructor() {
    super();
    new EdgeHeight(this, "--foot");
  }

  render() {
    const { status, networks, wantedBackend, modified } = this.state;
    const all = Object.values(networks);
    const stalled = stalledSentence(this.state);
    const kind = stalled ? "error" : status.kind;
    const text = [status.text, stalled].filter(Boolean).join(" ");
    return html`
      <div class="status-line" data-testid="status">
        <p class="message ${kind}" role="status">${kind === "error" ? "⚠ " : ""}${text || this.summary()}</p>
        ${all.filter(({ status: now, total }) => now === "loading" && total).map(downloadProgress)}
        <p class="muted number times">
          ${modified.milliseconds ? html`<span>fill ${Math.round(modified.milliseconds)} ms</span>` : null}
          ${all.map((network) => {
            const answer = network.modified ?? network.original;
            return answer ? html` <span>${network.name} ${Math.round(answer.milliseconds)} ms</span>` : null;
          })}
        </p>
        <label>
          <span class="muted">Runs on</span>
          <select
            data-testid="backend"
            @change=${(/** @type {any} */ e) => this.tell("backendChosen", { backend: e.target.value })}
          >
            ${Object.keys(BACKENDS).map((id) => option(id, this.backend(id), id === wantedBackend))}
          </select>
        </label>
      </div>
    `;
  }

  summary() {
    const all = Object.values(this.state.networks);
    if (all.some(({ status }) => status === "loading")) return "Loading the networks …";
    const filling = fillProgress(this.state);
    if (filling !== null) return `Filling ${Math.round(100 * filling)} %`;
    if (isEmptied(this.state)) return "The mask is empty now, so nothing is changed: paint over something, or undo.";
    return "Ready";
  }

  /** @param {string} id */
  backend(id) {
    const name = BACKENDS[/** @type {keyof typeof BACKENDS} */ (id)];
    if (id !== "auto") return name;
    const chosen = Object.values(this.state.networks)[0].backend;
    return chosen ? `${BACKENDS[/** @type {keyof typeof BACKENDS} */ (chosen)]} (${name})` : name;
  }
}

customElements.define("diptych-status", StatusView);
