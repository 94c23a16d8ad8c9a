// “Apply to many” for photographs: the present edit on a whole set of them.

import { html, live } from "../vendor/lit.js";
import { opening, recipeInWords, wantedRun } from "../state/many-recipe.js";
import { ownSource } from "../state/source.js";
import { icons } from "./icons.js";
import { KeepFocus } from "./keep-focus.js";
import { MANY_CONTROLS, comeIntoView, panel } from "./many-panel.js";
import { option } from "./option.js";
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
    /** What was on the page last: shown or not, and the run's number. */
    this.was = "";
    /** @type {() => void} */
    this.unwatch = () => {};
    new KeepFocus(this, ".many", ...MANY_CONTROLS);
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch = this.probe.subscribe(() => this.state.open && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
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
    const wanted = () => wantedRun(this.state, this.probe.get());
    return panel(
      state,
      {
        noun: "photographs",
        about: recipeInWords(probe),
        controls: this.sets(probe),
        wanted: wanted(),
        prepare: wanted,
        labels: probe.labels,
        head: (flip) => this.thumbs(flip),
        open: (flip) => this.open(flip),
        hint: "Open this photograph with the same edit",
      },
      (type, facts) => this.tell(type, facts),
    );
  }

  /** @param {ProbeState} probe */
  sets(probe) {
    const { set, own, chosen } = this.state;
    const networks = Object.values(probe.networks);
    const choice = (/** @type {string} */ id, /** @type {string} */ title) => option(id, title, id === set);
    return html`
      <label>
        <span class="muted">in</span>
        <select
          data-testid="many-set"
          @change=${(/** @type {any} */ e) => this.tell("setChosen", { set: e.target.value })}
        >
          ${choice("all", `all ${probe.gallery.length} photographs`)}
          ${networks.length > 1 ? choice("right:both", "those that both networks get right") : null}
          ${networks.map(({ id, name }) => choice(`right:${id}`, `those that ${name} gets right`))}
          ${chosen.length ? choice("chosen", `the ${chosen.length} selected in Compare`) : null}
          ${choice("own", own.length ? `${own.length} pictures of my own` : "pictures of my own …")}
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

  /** @param {Flip} flip */
  thumbs({ item, result: { thumbs } }) {
    return html`<span class="thumbs">
        <canvas data-thumb="before" .bitmap=${thumbs?.before}></canvas>
        <canvas data-thumb="after" .bitmap=${thumbs?.after}></canvas>
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
    this.was = comeIntoView(this, this.state, this.was);
  }
}

customElements.define("diptych-many", ManyView);
