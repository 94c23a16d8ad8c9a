// One of the two photographs, with its map, and on the modified one the brush, by pointer, pen or keys.

import { html } from "../vendor/lit.js";
import { alphaOf, masksOf } from "../image/mask-cache.js";
import { enlarge, heat } from "../image/overlay.js";
import { hasRegion } from "../state/edits.js";
import { METHODS } from "../state/fillers.js";
import { editsInForce, fillProgress, isBehind, modifiedKey } from "../state/probe.js";
import { FrameSize } from "./frame-size.js";
import { HUES, heatScale } from "./map-colours.js";
import { pathOf } from "./mask-path.js";
import { StoreView } from "./store-view.js";
import { drawStroke, extend, toEdit } from "./strokes.js";

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** The colour of a stroke: strong on any photograph. */
const STROKE = "#ff3d8b";

/** The width of an outline, in pixels of the screen. */
const LINE = 1.5;

/** Arrow keys move the brush by this many pixels of the picture, four times as many with Shift. */
const KEY_STEP = 6;

/** @extends {StoreView<ProbeState>} */
class PictureView extends StoreView {
  static properties = { ...StoreView.properties, which: {} };

  constructor() {
    super();
    /** @type {"original" | "modified"} */
    this.which = "original";
    /** @type {import("./strokes.js").Stroke | null} */
    this.stroke = null;
    /** The pointer that draws it; null while the keys do. @type {{id: number, isTouch: boolean} | null} */
    this.hand = null;
    /** The pointers that are down on the picture. @type {Set<number>} */
    this.down = new Set();
    /** The picture that the stroke under way began on. */
    this.under = "";
    /** The stroke that the fill under way answers, and its edit.
     * @type {{stroke: import("./strokes.js").Stroke, edit: number} | null} */
    this.last = null;
    /** Where the brush hovers, in pixels of the picture. @type {[number, number] | null} */
    this.hover = null;
    /** What each canvas shows, so that nothing is drawn twice. @type {Record<string, unknown>} */
    this.drawn = {};
    this.frame = new FrameSize(this, ".frame", { width: 400, height: 400 });
  }

  get pixels() {
    const { original, modified } = this.state;
    return this.which === "original" || modified.error ? original : modified.pixels;
  }

  /** @param {string} name @returns {HTMLCanvasElement} */
  canvas(name) {
    return /** @type {HTMLCanvasElement} */ (this.querySelector(`canvas.${name}`));
  }

  render() {
    const { pixels, which, state } = this;
    const { width = 1, height = 1 } = pixels ?? {};
    const isModified = which === "modified";
    const filling = fillProgress(state);
    const error = isModified && state.modified.error;
    const wiping = state.wipe !== null && !error;
    const fresh = modifiedKey(state) === state.originalKey;
    return html`
      <figure class=${which} style=${`--aspect: ${width / height}`}>
        <div class="frame" ?data-behind=${isModified && isBehind(state)}>
          <canvas
            class="photo"
            data-testid="canvas-${which}"
            tabindex=${isModified ? 0 : -1}
            role=${isModified ? "application" : "img"}
            aria-label=${isModified ? MODIFIED_LABEL : `Original: ${state.source?.title ?? ""}`}
            @pointerdown=${isModified ? this.onDown : null}
            @pointermove=${isModified ? this.onMove : null}
            @pointerup=${isModified ? this.onUp : null}
            @pointercancel=${isModified ? this.onCancel : null}
            @pointerleave=${isModified ? this.onLeave : null}
            @keydown=${isModified ? this.onKey : null}
            @blur=${isModified ? this.onLeave : null}
          ></canvas>
          ${error ? this.noResult(error) : null}
          ${isModified ? html`<canvas class="before" style=${this.clip} ?hidden=${!wiping}></canvas>` : null}
          <canvas
            class="cam"
            data-testid="cam-${which}"
            ?hidden=${!state.cam || error}
            style=${`opacity: ${state.camOpacity}`}
          ></canvas>
          <canvas class="marks"></canvas>
          ${isModified && fresh && state.original
            ? html`<p class="invitation">Paint over something</p>`
            : null}
          ${isModified && filling !== null
            ? html`<progress class="filling" max="1" .value=${filling} aria-label="Filling"></progress>`
            : null}
          ${isModified && wiping ? this.slider() : null}
        </div>
        <figcaption>${isModified ? this.modifiedCaption() : this.originalCaption()}</figcaption>
      </figure>
    `;
  }

  /** Lies over the original, which is there to be painted on. @param {string} error */
  noResult(error) {
    const { fillMethod } = this.state;
    const title = METHODS.find(({ id }) => id === fillMethod)?.title;
    const how = hasRegion(this.state, "fill") ? ` with ${title}` : "";
    return html`<p class="no-result" data-testid="no-result"><b>No modified picture${how}</b> ${error}</p>`;
  }

  get clip() {
    return `clip-path: inset(0 ${100 * (1 - (this.state.wipe ?? 0))}% 0 0)`;
  }

  slider() {
    return html`<input
      class="wipe"
      type="range"
      min="0"
      max="1"
      step="0.005"
      aria-label="Before and after"
      data-testid="wipe"
      .value=${String(this.state.wipe)}
      style=${`--at: ${100 * (this.state.wipe ?? 0)}%`}
      @input=${(/** @type {any} */ e) => this.tell("wiped", { at: Number(e.target.value) })}
    />`;
  }

  originalCaption() {
    const { source, labels } = this.state;
    const truth = source?.truth === undefined ? "" : labels[source.truth];
    return html`<h2>Original</h2>
      <span class="muted">${truth ? html`a photograph of: <b>${truth}</b>` : (source?.title ?? "")}</span>`;
  }

  modifiedCaption() {
    const { wipe } = this.state;
    return html`<h2>Modified</h2>
      <button
        class="plain"
        data-testid="before-after"
        @click=${() => this.tell("wiped", { at: wipe === null ? 0.5 : null })}
      >
        ${wipe === null ? "Before / after" : "Close before / after"}
      </button>`;
  }

  updated() {
    const { pixels } = this;
    if (!pixels) return;
    // Half of it would be drawn on each of two pictures.
    if (this.stroke && this.under !== this.state.originalKey) this.drop();
    const { width, height } = pixels;
    for (const canvas of this.querySelectorAll("canvas:not(.marks)")) {
      if (resize(/** @type {HTMLCanvasElement} */ (canvas), width, height)) this.drawn = {};
    }
    // Lines are as thin on a large picture as on a small one: they have the screen's pixels, not the picture's.
    const { size } = this.frame;
    const [wide, high] = [size.width, size.height].map((side) => Math.round(side * devicePixelRatio));
    if (resize(this.canvas("marks"), wide, high)) delete this.drawn.marks;
    this.once("photo", [pixels], (context) => context.putImageData(pixels, 0, 0));
    if (this.which === "modified" && this.state.wipe !== null && this.state.original) {
      const { original } = this.state;
      this.once("before", [original], (context) => context.putImageData(original, 0, 0));
    }
    this.drawMap(width, height);
    this.drawMarks();
  }

  /**
   * Draw a canvas only when what it depends on has changed.
   * @param {string} name @param {unknown[]} needs @param {(context: CanvasRenderingContext2D) => void} draw
   */
  once(name, needs, draw) {
    const before = /** @type {unknown[] | undefined} */ (this.drawn[name]);
    if (before && needs.length === before.length && needs.every((need, i) => need === before[i])) return;
    this.drawn[name] = needs;
    // In main memory: Chromium's accelerated canvas sometimes shows what clearRect() had removed.
    const options = { willReadFrequently: true };
    draw(/** @type {CanvasRenderingContext2D} */ (this.canvas(name).getContext("2d", options)));
  }

  /** @param {number} width @param {number} height */
  drawMap(width, height) {
    const { cam, camBoth, networks } = this.state;
    if (!cam) return;
    const ids = camBoth ? Object.keys(networks) : [cam.network];
    const maps = ids.map((id) => networks[id].maps[this.which]).filter((map) => map?.classIndex === cam.classIndex);
    if (maps.length < ids.length) return;
    this.once("cam", maps, (context) => {
      const large = maps.map((map) => enlarge(/** @type {any} */ (map), width, height));
      context.putImageData(heat(large, width, height, heatScale, HUES), 0, 0);
    });
  }

  /** A pixel of the screen, in pixels of the picture. */
  get hair() {
    return /** @type {ImageData} */ (this.pixels).width / this.frame.size.width;
  }

  /** The outline of what was painted (original), or the stroke and the brush (modified). */
  drawMarks() {
    const { state } = this;
    const erasing = this.which === "modified" && state.tool === "eraser";
    if (this.which === "original" || erasing) {
      this.once("marks", [modifiedKey(state), erasing, state.action, this.stroke, this.hover], (context) => {
        this.clearMarks(context);
        for (const action of /** @type {const} */ (["fill", "blur"])) {
          if (!erasing || action === state.action) this.drawOutline(context, action, erasing);
        }
        this.drawBrush(context);
      });
      return;
    }
    const isAnswered = isBehind(state) && this.last?.edit === editsInForce(state).at(-1)?.id;
    const kept = this.stroke ?? (isAnswered ? this.last?.stroke : null);
    this.once("marks", [kept, kept?.points.length, kept?.points.at(-1), this.hover, state.brushSize], (context) => {
      this.clearMarks(context);
      if (kept) drawStroke(context, kept, STROKE, LINE * this.hair);
      this.drawBrush(context);
    });
  }

  /** What is drawn from now on is in pixels of the picture. @param {CanvasRenderingContext2D} context */
  clearMarks(context) {
    const { width, height } = /** @type {ImageData} */ (this.pixels);
    const { canvas } = context;
    context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    context.clearRect(0, 0, width, height);
  }

  /** The edge of a mask and, fainter, the one where its feather ends.
   * @param {CanvasRenderingContext2D} context @param {"fill" | "blur"} action @param {boolean} inside tinted as well */
  drawOutline(context, action, inside) {
    const original = /** @type {ImageData} */ (this.state.original);
    const edits = editsInForce(this.state);
    const mask = masksOf(edits, original)[action];
    if (!mask) return;
    const alpha = alphaOf(edits, action, mask, original);
    const path = pathOf(mask, original);
    context.save();
    context.strokeStyle = context.fillStyle = STROKE;
    context.lineWidth = LINE * this.hair;
    context.lineJoin = "round";
    if (alpha) {
      context.globalAlpha = 0.5;
      context.stroke(pathOf(alpha, original));
    }
    if (inside) {
      context.globalAlpha = 0.35;
      context.fill(path, "evenodd");
    }
    context.globalAlpha = 1;
    context.stroke(path);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context */
  drawBrush(context) {
    if (this.stroke && this.state.tool === "eraser") drawStroke(context, this.stroke, STROKE, LINE * this.hair);
    if (!this.hover) return;
    const [x, y] = this.hover;
    const round = this.state.tool === "brush" || this.state.tool === "eraser";
    const { hair } = this;
    const radius = round ? this.state.brushSize / 2 : 3 * hair;
    for (const [colour, extra] of /** @type {const} */ ([["#000", 1], ["#fff", 0]])) {
      context.beginPath();
      context.arc(x, y, Math.max(hair, radius + extra * hair), 0, 2 * Math.PI);
      context.strokeStyle = colour;
      context.lineWidth = hair;
      context.stroke();
    }
  }

  /** Redraws the marks alone: painting must not wait for the rest of the page. */
  sketch() {
    if (this.pixels) this.drawMarks();
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  place(event) {
    const box = this.canvas("photo").getBoundingClientRect();
    const { width, height } = /** @type {ImageData} */ (this.pixels);
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  }

  /** @param {number} x @param {number} y @param {boolean} erase */
  begin(x, y, erase) {
    const { tool, brushSize, mask } = this.state;
    const shape = tool === "eraser" ? "brush" : tool;
    const takes = erase || tool === "eraser" || (tool === "wand" && mask.subtract);
    this.stroke = { shape, erase: takes, size: brushSize, points: [x, y] };
    this.under = this.state.originalKey;
    this.tell("strokeStarted");
  }

  finish() {
    const { stroke, pixels } = this;
    this.stroke = null;
    if (!stroke || !pixels) return;
    const edit = toEdit(stroke, this.state.action, pixels, this.state.mask);
    if (!edit) return this.drop();
    this.last = { stroke, edit: this.state.nextId };
    this.tell("strokeFinished", { edit });
  }

  /** Leaves the stroke under way without a trace. */
  drop() {
    this.stroke = null;
    this.tell("strokeDropped");
    this.sketch();
  }

  /** A second finger takes the stroke of the first back: it was meant for the page, not for the picture. A pen is
   * left to draw whatever the hand that holds it touches.
   * @param {PointerEvent} event */
  onDown(event) {
    if (!this.pixels || event.button > 0 && event.button !== 5) return;
    this.canvas("photo").setPointerCapture(event.pointerId);
    const isTouch = event.pointerType === "touch";
    const isAlone = this.down.size === 0;
    this.down.add(event.pointerId);
    if (isTouch && !isAlone) {
      if (this.stroke && this.hand?.isTouch) this.drop();
      return;
    }
    this.hand = { id: event.pointerId, isTouch };
    this.hover = this.place(event);
    this.begin(...this.hover, event.altKey || event.button === 5 || (event.buttons & 32) !== 0);
    this.sketch();
  }

  /** Whether another pointer, or the keys, draw the stroke under way. @param {PointerEvent} event */
  isBeside({ pointerId }) {
    return this.stroke !== null && this.hand?.id !== pointerId;
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    if (!this.pixels || this.isBeside(event)) return;
    this.hover = event.pointerType === "touch" && !this.stroke ? null : this.place(event);
    if (this.stroke) {
      const events = event.getCoalescedEvents?.() ?? [];
      for (const each of events.length ? events : [event]) extend(this.stroke, ...this.place(each));
    }
    this.sketch();
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    this.down.delete(event.pointerId);
    if (this.isBeside(event)) return;
    if (this.stroke) extend(this.stroke, ...this.place(event));
    if (event.pointerType === "touch") this.hover = null;
    this.finish();
  }

  /** @param {PointerEvent} event */
  onCancel(event) {
    this.down.delete(event.pointerId);
    if (this.isBeside(event)) return;
    this.drop();
    this.onLeave();
  }

  onLeave() {
    if (this.stroke) return;
    this.hover = null;
    this.sketch();
  }

  /** Space puts the brush down and lifts it, or touches with the wand; Escape takes the stroke back.
   * @param {KeyboardEvent} event */
  onKey(event) {
    const { pixels } = this;
    const move = KEY_MOVES[event.key];
    if (!pixels || event.ctrlKey || event.metaKey || (!move && ![" ", "Enter", "Escape"].includes(event.key))) return;
    event.preventDefault();
    const at = this.hover ?? [pixels.width / 2, pixels.height / 2];
    if (move) {
      const by = event.shiftKey ? 4 * KEY_STEP : KEY_STEP;
      at[0] = Math.min(pixels.width, Math.max(0, at[0] + by * move[0]));
      at[1] = Math.min(pixels.height, Math.max(0, at[1] + by * move[1]));
      if (this.stroke) extend(this.stroke, ...at);
    } else if (event.key === "Escape") this.drop();
    else if (this.stroke) this.finish();
    else {
      this.hand = null;
      this.begin(...at, false);
      if (this.state.tool === "wand") this.finish();
    }
    this.hover = [at[0], at[1]];
    this.sketch();
  }
}

/** @type {Record<string, [number, number]>} */
const KEY_MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const MODIFIED_LABEL =
  "Modified picture: arrow keys move the brush, Space starts and ends a stroke or touches with the wand, " +
  "Escape takes it back, square brackets change the size";

/** Whether its size has changed, which clears it. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function resize(canvas, width, height) {
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

customElements.define("diptych-picture", PictureView);
