// One hole under every filler: the pictures, the change of each class under each, and what they say together.

import { html } from "../vendor/lit.js";
import { masksOf } from "../image/mask-cache.js";
import { around } from "../image/around.js";
import { editsInForce, hasRegion, modifiedKey } from "../state/edits.js";
import { METHODS } from "../state/fillers.js";
import { filledBy, fillerRows, isComparing, progressOf, unableByReason } from "../state/probe-fillers.js";
import { icons } from "./icons.js";
import { KeepFocus } from "./keep-focus.js";
import { signed } from "./signed.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */
/** @typedef {import("../state/probe-fillers.js").FillerRow} FillerRow */

/** Pixels of a thumbnail's side; shown at half of it. */
const THUMBNAIL = 144;

/** A change of so many points has the deepest tint. */
const DEEPEST = 60;

/** Rows carry `data-class-index`, `data-mean`, `data-spread` and `data-verdict`, their cells `data-method` and
 * `data-change` (percentage points).
 * @extends {StoreView<ProbeState>} */
class FillersView extends StoreView {
  constructor() {
    super();
    /** What each thumbnail shows, by method. @type {Record<string, unknown>} */
    this.drawn = {};
    /** The part of the picture that the thumbnails show, and for which hole. */
    this.crop = { key: "", x: 0, y: 0, side: 1 };
    this.wasOpen = false;
    new KeepFocus(this, ".fillers", ".fillers header .icon", "[data-testid=compare-fillers]");
  }

  render() {
    const { state } = this;
    const { networks } = state;
    if (!state.fillers.open) return null;
    const any = hasRegion(state, "fill");
    const busy = isComparing(state) && !progressOf(state).complete;
    return html`
      <section class="fillers" data-testid="fillers" aria-label="All fillers" aria-busy=${busy}>
        <header>
          <h2>One hole, every filler</h2>
          ${any ? this.progress() : html`<p class="muted">Paint over something with “Fill in” to compare.</p>`}
          <button
            class="icon"
            aria-label="Close the comparison of fillers"
            title="Close (C)"
            @click=${() => this.tell("fillersShown", { shown: false })}
          >
            ${icons.close}
          </button>
        </header>
        ${[...unableByReason(state)].map(
          ([reason, titles]) => html`<p class="unable"><b>${listed(titles)}</b> can't fill this. ${reason}</p>`,
        )}
        <div class="scroll" role="region" tabindex="0" aria-label="Changes under each filler" ?hidden=${!any}>
          <table>
            <thead>
              <tr>
                <th scope="col">Change in points</th>
                ${METHODS.map((method) => this.head(method))}
                <th scope="col" class="number">Mean</th>
                <th scope="col" class="number" title="Standard deviation, and the least and most">Spread</th>
              </tr>
            </thead>
            ${Object.values(networks).map(
              ({ id, name }, i) => html`<tbody data-network=${id} style=${`--network: var(--network-${i + 1})`}>
                <tr class="name">
                  <th scope="rowgroup">${name}</th>
                  <td colspan=${METHODS.length + 2}></td>
                </tr>
                ${fillerRows(state, id).map((row) => this.row(id, row))}
              </tbody>`,
            )}
          </table>
        </div>
      </section>
    `;
  }

  progress() {
    const { state } = this;
    const { done, failed, of, complete } = progressOf(state);
    const unable = failed ? `, ${failed} can't fill this` : "";
    const working = isComparing(state);
    return html`
      <p class="progress" role="status">
        ${done === of ? `all ${of} done` : `${working || complete ? "" : "stopped at "}${done} of ${of}${unable}`}
      </p>
      <progress max=${of} .value=${done + failed} aria-label="Fillers done" ?hidden=${complete}></progress>
      ${complete
        ? null
        : html`<button
            data-testid="fillers-stop"
            @click=${() => this.tell(working ? "fillersStopped" : "fillersResumed")}
          >
            ${working ? "Stop" : "Go on"}
          </button>`}
    `;
  }

  /** @param {{id: string, title: string}} method */
  head({ id, title }) {
    const { fillMethod, fillers } = this.state;
    const error = filledBy(this.state, id)?.error;
    return html`<th scope="col" class="method" ?data-behind=${!filledBy(this.state, id)}>
      <button
        class="plain"
        data-method=${id}
        aria-pressed=${id === fillMethod}
        title=${error || `Fill with ${title}`}
        @click=${() => this.tell("fillMethodChosen", { method: id })}
      >
        <canvas
          width=${THUMBNAIL}
          height=${THUMBNAIL}
          data-thumbnail=${id}
          aria-hidden="true"
          ?data-empty=${!fillers.filled[id]?.pixels}
          ?data-unable=${error}
        ></canvas>
        ${title} ${error ? html`<span class="muted">can't fill</span>` : null}
      </button>
    </th>`;
  }

  /** @param {string} network @param {FillerRow} row */
  row(network, { classIndex, changes, verdict, words }) {
    const { cam, labels, source } = this.state;
    const chosen = cam?.network === network && cam.classIndex === classIndex;
    return html`<tr
      data-class-index=${classIndex}
      data-mean=${verdict?.mean ?? ""}
      data-spread=${verdict?.spread ?? ""}
      data-verdict=${words ? (verdict?.kind ?? "") : ""}
      ?data-chosen=${chosen}
    >
      <th scope="row">
        <button
          class="plain"
          aria-pressed=${chosen}
          @click=${() => this.tell("classChosen", { network, classIndex })}
        >
          ${labels[classIndex]}${source?.truth === classIndex ? html` <span class="truth">✓</span>` : null}
        </button>
        <p>${words ? html`${words.facts}: <b>${words.conclusion}</b>` : " "}</p>
      </th>
      ${METHODS.map(({ id }) => this.cell(id, changes[id]))}
      <td class="number mean">${verdict ? signed(verdict.mean) : "…"}</td>
      <td class="number spread">
        ${verdict
          ? html`<b>${verdict.spread.toFixed(1)}</b><br /><span class="muted">${range(verdict)}</span>`
          : "…"}
      </td>
    </tr>`;
  }

  /** @param {string} method @param {number | undefined} change */
  cell(method, change) {
    const error = filledBy(this.state, method)?.error;
    if (change === undefined) {
      return html`<td class="number" data-method=${method} title=${error ?? ""}>${error ? "–" : "…"}</td>`;
    }
    const tint = Math.round(28 * Math.min(1, Math.abs(change) / DEEPEST));
    const colour = change < 0 ? "var(--fall)" : "var(--rise)";
    return html`<td
      class="number"
      data-method=${method}
      data-change=${change}
      style=${`background: color-mix(in srgb, ${colour} ${tint}%, transparent)`}
    >
      ${signed(change)}
    </td>`;
  }

  updated() {
    const { state } = this;
    const section = this.querySelector("section");
    if (section && !this.wasOpen) section.scrollIntoView({ block: "nearest" });
    this.wasOpen = section !== null;
    for (const canvas of this.querySelectorAll("canvas")) {
      const method = /** @type {string} */ (canvas.dataset.thumbnail);
      const { pixels = null, error = "" } = filledBy(state, method) ?? {};
      if (error && canvas.dataset.drawn) {
        canvas.getContext("2d")?.clearRect(0, 0, THUMBNAIL, THUMBNAIL);
        delete canvas.dataset.drawn;
      }
      if (!pixels || this.drawn[method] === pixels && canvas.dataset.drawn) continue;
      this.drawn[method] = pixels;
      canvas.dataset.drawn = "yes";
      const { x, y, side } = this.cropOf(pixels);
      const part = new OffscreenCanvas(side, side);
      part.getContext("2d")?.putImageData(pixels, -x, -y);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.imageSmoothingQuality = "high";
      context.clearRect(0, 0, THUMBNAIL, THUMBNAIL);
      context.drawImage(part, 0, 0, THUMBNAIL, THUMBNAIL);
    }
  }

  /** The hole with what is around it, the same for all thumbnails. @param {ImageData} pixels */
  cropOf({ width, height }) {
    const key = modifiedKey(this.state, "");
    if (this.crop.key === key) return this.crop;
    const { original } = this.state;
    const mask = original && masksOf(editsInForce(this.state), original).fill;
    this.crop = { key, ...around(mask, width, height) };
    return this.crop;
  }
}

/** @param {string[]} titles */
const listed = (titles) => new Intl.ListFormat("en-GB").format(titles);

/** @param {{min: number, max: number}} verdict */
const range = ({ min, max }) => `${whole(min)} to ${whole(max)}`;

/** @param {number} value */
const whole = (value) => (Math.round(value) || 0).toString().replace("-", "−");

customElements.define("diptych-fillers", FillersView);
