// Probe: one picture, edited by hand, and what every network believes before and after.

import { html } from "../vendor/lit.js";
import { isBehind } from "../state/probe.js";
import { ownSource } from "../state/source.js";
import { hasFiles } from "./drops.js";
import { Keys, historyStep, isCommand } from "./keys.js";
import { StoreView } from "./store-view.js";
import "./fillers-view.js";
import "./gallery-view.js";
import "./mask-tools-view.js";
import "./many-view.js";
import "./neighbours-view.js";
import "./picture-view.js";
import "./reading-view.js";
import "./scores-view.js";
import "./status-view.js";
import "./toolbar-view.js";
import "./tour-view.js";
import { probeTour } from "./probe-tour.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @extends {StoreView<ProbeState>} */
class ProbeView extends StoreView {
  constructor() {
    super();
    /** @type {import("../state/store.js").Store<import("../state/many.js").ManyState>} */
    this.many = /** @type {any} */ (undefined);
    /** @type {import("../state/start-neighbours.js").Neighbours} */
    this.neighbours = /** @type {any} */ (undefined);
    new Keys(this, (event) => this.press(event));
    /** What comes from outside may land anywhere in the window. @type {[string, (event: any) => void][]} */
    this.arrivals = [
      ["paste", (event) => this.onPaste(event)],
      ["dragover", (event) => this.onDrag(event)],
      ["dragleave", (event) => this.onDrag(event)],
      ["drop", (event) => this.onDrop(event)],
    ];
  }

  connectedCallback() {
    super.connectedCallback();
    for (const [type, listener] of this.arrivals) window.addEventListener(type, listener);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const [type, listener] of this.arrivals) window.removeEventListener(type, listener);
  }

  get isShown() {
    return this.checkVisibility();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key; // with Caps Lock on as well
    const { brushSize, fillers, mask } = this.state;
    const history = historyStep(event);
    if (history) this.tell(history);
    else if (isCommand(event) || event.altKey) return false;
    else if (key === "[") this.tell("brushSized", { size: brushSize - step(brushSize) });
    else if (key === "]") this.tell("brushSized", { size: brushSize + step(brushSize) });
    else if (key === "c") this.tell("fillersShown", { shown: !fillers.open });
    else if (key === "n") this.tell("anotherFillWanted");
    else if (key === "m") this.tell("maskToolsShown", { shown: !mask.open });
    else if (key in MASK_KEYS) this.tell(MASK_KEYS[key]);
    else if (key in TOOL_KEYS) this.tell("toolChosen", { tool: TOOL_KEYS[key] });
    else return false;
    return true;
  }

  /** @param {ClipboardEvent} event */
  onPaste(event) {
    if (!this.isShown) return;
    const file = [...(event.clipboardData?.files ?? [])][0];
    if (file) this.tell("pictureChosen", { source: ownSource(file, "The pasted picture") });
    else if (!(/** @type {HTMLElement} */ (event.target).matches?.("input, textarea"))) {
      this.tell("told", { kind: "error", text: "There is no picture on the clipboard: copy one, then paste." });
    }
  }

  /** @param {DragEvent} event */
  onDrop(event) {
    if (!this.isShown || !hasFiles(event)) return;
    event.preventDefault();
    this.classList.remove("dropping");
    const file = event.dataTransfer?.files[0];
    if (file) this.tell("pictureChosen", { source: ownSource(file, file.name) });
    else this.tell("told", { kind: "error", text: "What was dropped is not a file: drop a picture from your disk." });
  }

  /** @param {DragEvent} event */
  onDrag(event) {
    const { dataTransfer, type, relatedTarget } = event;
    if (!this.isShown || !dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    dataTransfer.dropEffect = "copy";
    // From one element to the next it is still in the window.
    this.classList.toggle("dropping", type === "dragover" || relatedTarget !== null);
  }

  render() {
    const { networks } = this.state;
    const { store } = this;
    return html`
      <diptych-tour .store=${store} .steps=${probeTour}></diptych-tour>
      <div class="probe">
        <diptych-gallery .store=${store}></diptych-gallery>
        <div class="bench">
          <diptych-toolbar .store=${store}></diptych-toolbar>
          <diptych-mask-tools .store=${store}></diptych-mask-tools>
          <div class="pictures" aria-busy=${isBehind(this.state)}>
            <diptych-picture which="original" .store=${store}></diptych-picture>
            <diptych-picture which="modified" .store=${store}></diptych-picture>
          </div>
          <diptych-reading .store=${store} .many=${this.many}></diptych-reading>
          <div class="networks">
            ${Object.keys(networks).map(
              (id, i) => html`<diptych-scores
                .store=${store}
                .network=${id}
                style=${`--network: var(--network-${i + 1})`}
              ></diptych-scores>`,
            )}
          </div>
          <diptych-fillers .store=${store}></diptych-fillers>
          <diptych-many .store=${this.many} .probe=${store}></diptych-many>
          <diptych-neighbours .store=${this.neighbours.store} .host=${this.neighbours.host}></diptych-neighbours>
        </div>
      </div>
      <diptych-status .store=${store}></diptych-status>
    `;
  }
}

/** @type {Record<string, string>} */
const TOOL_KEYS = { b: "brush", e: "eraser", r: "rectangle", l: "lasso", w: "wand" };

/** @type {Record<string, string>} */
const MASK_KEYS = { i: "maskInverted", "+": "maskGrown", "-": "maskShrunk", f: "maskFeathered" };

/** Large brushes change faster. @param {number} size */
const step = (size) => (size < 12 ? 1 : 4);

customElements.define("diptych-probe", ProbeView);
