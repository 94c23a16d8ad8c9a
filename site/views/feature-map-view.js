// One feature map, drawn value by value and stretched over the picture that it lies on.

import { LitElement, html } from "../vendor/lit.js";
import { mapImage } from "../charts/feature-map.js";

class FeatureMapView extends LitElement {
  static properties = { values: { attribute: false }, shape: { attribute: false } };

  constructor() {
    super();
    /** 0 … 255, row by row. @type {number[]} */
    this.values = [];
    /** @type {[number, number]} */
    this.shape = [1, 1];
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const [rows, columns] = this.shape;
    return html`<canvas width=${columns} height=${rows} aria-hidden="true"></canvas>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has("values") && !changed.has("shape")) return;
    const canvas = /** @type {HTMLCanvasElement} */ (this.querySelector("canvas"));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.putImageData(mapImage(this.values, this.shape), 0, 0);
  }
}

customElements.define("diptych-feature-map", FeatureMapView);
