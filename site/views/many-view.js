// Probe's “Apply to many”: the present edit on a whole set of photographs, how many predictions flip, and which.

import { html, live } from "../vendor/lit.js";
import { opening, recipeInWords, wantedRun } from "../state/many-recipe.js";
import { ownSource } from "../state/source.js";
import { icons } from "./icons.js";
import { flipList } from "./many-flips.js";
import { progress, result } from "./many-result.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/many.js").ManyState} ManyState */
/** @typedef {import("../state/many-results.js").Flip} Flip */
/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @extends {StoreView<ManyState>} */
class ManyView extends StoreView {
  static properties = { ...StoreView.properties, probe: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../state/store.js").Store<ProbeState>} */
    this.probe = /** @type {any} */ (undefined);
    /** @type {WeakMap<HTMLCanvasElement, ImageBitmap>} */
    this.drawn = new WeakMap();
    this.wasOpen = false;
    /** @type {() => void} */
    this.unwatch = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch = this.probe.subscribe(() => this.state.open && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
  }

  run() {
    const { problem, ...facts } = wantedRun(this.state, this.probe.get());
    if (problem) this.tell("runRefused", { problem });
    else this.tell("runStarted", facts);
  }

  /** @param {Event} event */
  onFiles(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const items = [...(input.files ?? [])].map((file) => ({ ...ownSource(file, file.name), truth: null }));
    if (items.length) this.tell("filesChosen", { items });
  }

  /** A photograph of the list, in Probe with the run's edit. @param {Flip} flip */
  open({ item, result: { thumbs } }) {
    const { run } = this.state;
    if (!run || !thumbs) return;
    const { method, sigma } = run.recipe;
    this.probe.dispatch({ type: "fillMethodChosen", method });
    this.probe.dispatch({ type: "sigmaChosen", sigma });
    this.probe.dispatch({ type: "pictureChosen", ...opening(item, run, thumbs, this.probe.get()) });
    this.closest(".bench")?.scrollIntoView({ block: "start" });
  }

  render() {
    const { state } = this;
    if (!state.open) return null;
    const probe = this.probe.get();
    const wanted = wantedRun(state, probe);
    const { run } = state;
    const busy = run?.status === "running";
    const stale = run && run.key !== wanted.key;
    return html`
      <section class="many" aria-label="Apply to many" aria-busy=${busy}>
        <header>
          <h2>Apply to many</h2>
          <p class="muted">${recipeInWords(probe)}</p>
          <button
            class="icon"
            aria-label="Close “Apply to many”"
            title="Close (M)"
            @click=${() => this.tell("manyShown", { shown: false })}
          >
            ${icons.close}
          </button>
        </header>
        <div class="controls">
          ${this.sets(probe)}
          ${busy
            ? html`<button data-testid="many-cancel" @click=${() => this.tell("runCancelled")}>Cancel</button>`
            : null}
          ${busy && !stale
            ? null
            : html`<button
                class="primary"
                data-testid="many-run"
                ?disabled=${Boolean(wanted.problem)}
                @click=${this.run}
              >
                ${run && !stale ? "Run again" : `Run on ${wanted.items.length}`}
              </button>`}
          ${run ? progress(run, "photographs") : null}
        </div>
        ${this.note(wanted.problem || state.problem, Boolean(stale))}
        ${run
          ? html`${result(run, state.set, "photographs")}
            ${flipList(state, {
              labels: probe.labels,
              file: "diptych-flips.csv",
              head: (flip) => this.thumbs(flip),
              open: (flip) => this.open(flip),
              hint: "Open this photograph with the same edit",
              tell: (type, facts) => this.tell(type, facts),
            })}`
          : null}
      </section>
    `;
  }

  /** @param {ProbeState} probe */
  sets(probe) {
    const { set, own, chosen } = this.state;
    const networks = Object.values(probe.networks);
    const option = (/** @type {string} */ id, /** @type {string} */ title) =>
      html`<option value=${id} ?selected=${id === set}>${title}</option>`;
    return html`
      <label>
        <span class="muted">to</span>
        <select
          data-testid="many-set"
          @change=${(/** @type {any} */ e) => this.tell("setChosen", { set: e.target.value })}
        >
          ${option("all", `all ${probe.gallery.length} photographs`)}
          ${networks.length > 1 ? option("right:both", "those that both networks get right") : null}
          ${networks.map(({ id, name }) => option(`right:${id}`, `those that ${name} gets right`))}
          ${chosen.length ? option("chosen", `the ${chosen.length} selected in Compare`) : null}
          ${option("own", own.length ? `${own.length} pictures of my own` : "pictures of my own …")}
        </select>
      </label>
      <label class="button" tabindex="-1" ?hidden=${set !== "own"}>
        ${icons.upload} Choose pictures
        <input
          class="visually-hidden"
          type="file"
          multiple
          accept="image/*"
          data-testid="many-files"
          .value=${live("")}
          @change=${this.onFiles}
        />
      </label>
    `;
  }

  /** @param {string} problem @param {boolean} stale */
  note(problem, stale) {
    if (problem) return html`<p class="note" role="status">${problem}</p>`;
    return stale
      ? html`<p class="note" role="status">
          The edit or the set has changed since: what follows is about the one before. Run it again to count anew.
        </p>`
      : null;
  }

  /** @param {Flip} flip */
  thumbs({ item, result: { thumbs } }) {
    return html`<span class="thumbs">
        ${["before", "after"].map((which) => html`<canvas data-thumb=${which} .bitmap=${thumbs?.[/** @type {"before"} */ (which)]}></canvas>`)}
      </span>
      <span class="title">${item.title}</span>`;
  }

  updated() {
    for (const canvas of /** @type {NodeListOf<any>} */ (this.querySelectorAll("canvas[data-thumb]"))) {
      const { bitmap } = canvas;
      if (!bitmap || this.drawn.get(canvas) === bitmap) continue;
      this.drawn.set(canvas, bitmap);
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
    }
    const { open } = this.state;
    if (open && !this.wasOpen) this.querySelector("section")?.scrollIntoView({ block: "start", behavior: "smooth" });
    this.wasOpen = open;
  }
}

customElements.define("diptych-many", ManyView);
