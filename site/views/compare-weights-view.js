// One layer of one model: its neurons as cells, or its whole matrix, on one canvas that can be zoomed.

import { html } from "../vendor/lit.js";
import { measured, whole } from "../charts/format.js";
import { drawHeatmap } from "../charts/heatmap.js";
import { GAP, STRIP, columnAt, drawMatrix, matrixImage, pooled, rowAt } from "../charts/matrix.js";
import { WHOLE, cornerOf, neuronGrid, panned, placeAt, revealing, zoomed } from "../charts/neuron-grid.js";
import { byWeight, extentOf, unitWeights } from "../charts/unit-weights.js";
import { layerKey, modelOf } from "../state/compare.js";
import { paintOf, watchTheme } from "./canvas-paint.js";
import { shortName } from "./compare-names.js";
import { HeatmapHand } from "./heatmap-hand.js";
import { icons } from "./icons.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").LayerData} LayerData */

/** @extends {StoreView<CompareState>} */
export class CompareWeightsView extends StoreView {
  static properties = { ...StoreView.properties, model: {}, mode: {} };

  constructor() {
    super();
    this.model = "";
    /** @type {"cells" | "matrix"} */
    this.mode = "cells";
    this.zoom = WHOLE;
    /** The neuron under the pointer or the arrow keys, and the row of the matrix. */
    this.pointed = -1;
    this.pointedRow = -1;
    this.size = { width: 0, height: 0 };
    this.hand = new HeatmapHand(this);
    /** @type {unknown[]} */
    this.drawn = [];
    /** What was derived from the layer's weights. @type {{data: LayerData | null, unit: Float32Array | null, extent: number}} */
    this.derived = { data: null, unit: null, extent: 0 };
    /** @type {{needs: unknown[], matrix: OffscreenCanvas, strip: OffscreenCanvas} | null} */
    this.pictures = null;
    /** The page's colours; asking for them at every change would lay the page out each time.
     * @type {import("../charts/heatmap.js").Paint | null} */
    this.paint = null;
    this.sizes = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect;
      this.size = { width, height };
      this.requestUpdate();
    });
    this.unwatch = () => {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch = watchTheme(() => {
      this.paint = null;
      this.requestUpdate();
    });
    if (this.canvas) this.sizes.observe(this.canvas);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.unwatch();
  }

  firstUpdated() {
    this.sizes.observe(this.canvas);
    this.canvas.addEventListener("wheel", (event) => this.hand.onWheel(event), { passive: false });
  }

  get canvas() {
    return /** @type {HTMLCanvasElement} */ (this.querySelector("canvas"));
  }

  get layer() {
    return this.state.layers[this.model];
  }

  get data() {
    return this.state.layerData[layerKey(this.model, this.layer)] ?? null;
  }

  /** Of the chosen instance, one number a neuron. */
  get activations() {
    return this.state.instanceData?.activations[this.model]?.[this.layer] ?? null;
  }

  get chosen() {
    const { neuron } = this.state.selection ?? {};
    return neuron && neuron.model === this.model && neuron.layer === this.layer ? neuron.index : -1;
  }

  get showsMatrix() {
    return this.mode === "matrix" && !!this.data?.weights;
  }

  get grid() {
    const { units, shape } = /** @type {LayerData} */ (this.data);
    return neuronGrid({ count: units, shape }, { ...this.size, zoom: this.zoom });
  }

  /** The order of the cells: the layer's own, or by weight where an instance is chosen. */
  get order() {
    const { unit } = this.derive();
    return this.activations && unit ? this.once("order", [unit], () => byWeight(unit)) : null;
  }

  derive() {
    const { data } = this;
    if (this.derived.data !== data) {
      const unit = data && unitWeights(data.weights, data.units);
      this.derived = { data, unit, extent: unit ? extentOf(unit) : 0 };
      this.zoom = WHOLE;
      this.pointed = -1;
    }
    return this.derived;
  }

  /** @type {Record<string, {needs: unknown[], value: any}>} */
  kept = {};

  /** @template T @param {string} name @param {unknown[]} needs @param {() => T} make @returns {T} */
  once(name, needs, make) {
    const before = this.kept[name];
    if (!before || needs.some((need, i) => need !== before.needs[i])) this.kept[name] = { needs, value: make() };
    return this.kept[name].value;
  }

  render() {
    const { state, model } = this;
    const known = modelOf(state, model);
    const error = state.layerErrors[layerKey(model, this.layer)];
    const zoom = (/** @type {number} */ factor) => () => this.zoomBy(factor);
    return html`
      <header>
        <h3 title=${known?.name ?? ""}>${shortName(state, model)}</h3>
        <select
          aria-label="Layer of ${known?.name}"
          data-testid="layer-${model}"
          @change=${(/** @type {any} */ e) => this.tell("layerChosen", { model, layer: e.target.value })}
        >
          ${known?.layers.map(({ name, title, units }) =>
            option(name, `${title} (${whole(units)})`, name === this.layer),
          )}
        </select>
      </header>
      <div class="plate">
        <canvas
          data-testid="weights-${model}"
          data-mode=${this.showsMatrix ? "matrix" : "cells"}
          tabindex="0"
          role="application"
          aria-roledescription="heatmap"
          aria-label="${known?.name}, ${this.layerTitle}: arrow keys move between neurons, Enter chooses, plus and minus zoom"
          @pointerdown=${(/** @type {PointerEvent} */ e) => this.hand.onDown(e)}
          @pointermove=${(/** @type {PointerEvent} */ e) => this.hand.onMove(e)}
          @pointerup=${(/** @type {PointerEvent} */ e) => this.hand.onUp(e)}
          @pointercancel=${(/** @type {PointerEvent} */ e) => this.hand.onCancel(e)}
          @pointerleave=${this.onLeave}
          @keydown=${(/** @type {KeyboardEvent} */ e) => this.data && this.hand.onKey(e)}
          @blur=${this.onLeave}
        ></canvas>
        ${error ? html`<p class="failed">${error}</p>` : this.data ? null : html`<p class="muted waits">Loading …</p>`}
        <div class="zoom">
          <button class="icon" aria-label="Zoom in" title="Zoom in (+)" @click=${zoom(1.6)}>${icons.plus}</button>
          <button
            class="icon"
            aria-label="Zoom out"
            title="Zoom out (−)"
            ?hidden=${this.zoom.scale === 1}
            @click=${zoom(1 / 1.6)}
          >
            ${icons.minus}
          </button>
        </div>
      </div>
      <p class="readout" aria-live="polite" data-testid="readout-${model}">${this.readout()}</p>
    `;
  }

  get layerTitle() {
    return modelOf(this.state, this.model)?.layers.find(({ name }) => name === this.layer)?.title ?? "";
  }

  readout() {
    const { data, activations } = this;
    if (!data) return "";
    const neuron = this.pointed >= 0 ? this.pointed : this.chosen;
    if (neuron < 0) return html`<span class="muted">${whole(data.units)} neurons, ${data.shape.join(" × ")}</span>`;
    const { unit } = this.derive();
    const row = this.showsMatrix && this.pointedRow >= 0 && this.pointed >= 0 ? this.pointedRow : -1;
    const kind = data.dead[neuron] ? "dead" : data.alwaysOn[neuron] ? "always on" : "";
    const range = `${measured(data.min[neuron])}…${measured(data.max[neuron])}`;
    return html`<b>${neuron}</b>
      ${row >= 0
        ? html`<span>from ${row}: ${measured(/** @type {any} */ (data.weights)[row * data.units + neuron])}</span>`
        : unit
          ? html`<span>weight ${measured(unit[neuron])}</span>`
          : null}
      ${activations
        ? html`<span>acts ${measured(activations[neuron])}</span>`
        : data.dead[neuron]
          ? null
          : html`<span title="least and greatest activation">${range}</span>`}
      ${kind ? html`<span class="kind">${kind}</span>` : null}`;
  }

  updated() {
    const { canvas } = this;
    const { width, height } = this.size;
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      this.drawn = [];
    }
    this.draw(ratio);
  }

  /** @param {number} ratio pixels of the screen in one of the page */
  draw(ratio) {
    const { data, canvas, size, zoom, activations, chosen, pointed } = this;
    const { palette } = this.state;
    if (this.paint?.palette !== palette) this.paint = paintOf(canvas, palette);
    const { paint } = this;
    const needs = [data, activations, chosen, pointed, zoom, palette, paint.dark, this.showsMatrix];
    if (!size.width || (this.drawn.length && needs.every((need, i) => need === this.drawn[i]))) return;
    this.drawn = needs;
    // In main memory: Chromium's accelerated canvas sometimes shows what clearRect() had removed.
    const options = { willReadFrequently: true };
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", options));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!data) {
      context.clearRect(0, 0, size.width, size.height);
      return;
    }
    if (this.showsMatrix) {
      drawMatrix(context, { ...this.pictured(data, paint), chosen, pointed }, { ...size, zoom, paint });
      return;
    }
    const { unit, extent } = this.derive();
    const { dead, alwaysOn } = data;
    const cells = { weights: unit, extent, order: this.order, activations, dead, alwaysOn, chosen, pointed };
    drawHeatmap(context, cells, { grid: this.grid, ...size, paint });
  }

  /** The matrix and its strip as small pictures. @param {LayerData} data
   * @param {import("../charts/heatmap.js").Paint} paint */
  pictured(data, paint) {
    const { weights, weightShape, units } = /** @type {any} */ (data);
    const height = Math.max(1, Math.round(this.size.height - STRIP - GAP));
    const { unit, extent } = this.derive();
    return this.once("pictures", [data, paint.palette, paint.dark, height], () => {
      const all = pooled(weights, weightShape, height);
      const look = { palette: paint.palette, dark: paint.dark };
      const matrix = toCanvas(matrixImage(all, { ...look, extent: extentOf(all.values) }));
      const strip = { values: /** @type {Float32Array} */ (unit), rows: 1, columns: units };
      return { matrix, strip: toCanvas(matrixImage(strip, { ...look, extent })), columns: all.columns, rows: all.rows };
    });
  }

  /** @param {{x: number, y: number}} at */
  point({ x, y }) {
    const { data } = this;
    if (!data) return;
    let [neuron, row] = [-1, -1];
    if (this.showsMatrix) {
      const { width, height } = this.size;
      neuron = columnAt(x, { width, columns: data.units, zoom: this.zoom });
      row = rowAt(y, { height, rows: /** @type {any} */ (data.weightShape)[0], zoom: this.zoom });
    } else {
      const place = placeAt(this.grid, x, y);
      neuron = place < 0 ? -1 : (this.order?.[place] ?? place);
    }
    if (neuron === this.pointed && row === this.pointedRow) return;
    this.pointed = neuron;
    this.pointedRow = row;
    this.requestUpdate();
  }

  /** The part of the frame that zooming moves: below the strip, where there is one. */
  get frame() {
    const { width, height } = this.size;
    return this.showsMatrix ? { width, height: height - STRIP - GAP, top: STRIP + GAP } : { width, height, top: 0 };
  }

  /** @param {number} factor @param {{x: number, y: number}} [about] the middle by default */
  zoomBy(factor, about) {
    const { width, height, top } = this.frame;
    const { x, y } = about ?? { x: width / 2, y: top + height / 2 };
    this.zoom = zoomed(this.zoom, factor, { x, y: Math.max(0, y - top), width, height });
    this.requestUpdate();
  }

  onLeave() {
    if (this.hand.isDown || this.pointed < 0) return;
    this.pointed = -1;
    this.requestUpdate();
  }

  choose() {
    if (this.pointed < 0) return;
    this.tell("neuronChosen", { model: this.model, layer: this.layer, index: this.pointed });
  }

  /** @param {number} dx in pixels @param {number} dy */
  panBy(dx, dy) {
    const { width, height } = this.frame;
    this.zoom = panned(this.zoom, dx, dy, width, height);
    this.requestUpdate();
  }

  /** Moves by places of the grid, not by neurons: the order may be by weight.
   * @param {number} right @param {number} down */
  step(right, down) {
    const { order } = this;
    const { units: count } = /** @type {LayerData} */ (this.data);
    const by = right + down * (this.showsMatrix ? count : this.grid.columns);
    const from = this.pointed >= 0 ? this.pointed : this.chosen;
    const place = order ? order.indexOf(from) : from;
    const to = from < 0 ? 0 : place + by;
    if (to < 0 || to >= count) return;
    this.pointed = order ? order[to] : to;
    this.pointedRow = -1;
    if (!this.showsMatrix && this.zoom.scale > 1) {
      const [x, y] = cornerOf(this.grid, to);
      this.zoom = revealing(this.zoom, { x, y, side: this.grid.side }, this.size.width, this.size.height);
    }
    this.requestUpdate();
  }
}

/** @param {ImageData} image */
function toCanvas(image) {
  const canvas = new OffscreenCanvas(image.width, image.height);
  /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
  return canvas;
}

customElements.define("diptych-compare-weights", CompareWeightsView);
