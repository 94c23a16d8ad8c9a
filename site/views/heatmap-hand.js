// What pointers, wheel and keys do to a heatmap: point at a neuron, choose it, zoom and drag.

/** @typedef {{x: number, y: number}} Point in pixels of the canvas */

/**
 * @typedef {object} Heatmap what is handled
 * @property {HTMLCanvasElement} canvas
 * @property {{scale: number}} zoom
 * @property {(at: Point) => void} point
 * @property {() => void} choose
 * @property {(factor: number, about?: Point) => void} zoomBy about the middle where left out; 0 shows it all
 * @property {(dx: number, dy: number) => void} panBy
 * @property {(right: number, down: number) => void} step
 */

/** A pointer that moves less than this, in pixels, has not dragged. */
const STILL = 4;

export class HeatmapHand {
  /** @param {Heatmap} heatmap */
  constructor(heatmap) {
    this.heatmap = heatmap;
    /** Pointers that are down. @type {Map<number, Point>} */
    this.pointers = new Map();
    this.dragged = 0;
  }

  get isDown() {
    return this.pointers.size > 0;
  }

  /** @param {PointerEvent | WheelEvent} event @returns {Point} */
  place(event) {
    const box = this.heatmap.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    this.heatmap.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.place(event));
    this.heatmap.point(this.place(event));
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (event.button > 0) return;
    this.heatmap.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.place(event));
    this.dragged = this.pointers.size > 1 ? Infinity : 0;
  }

  /** One pointer drags, two zoom. @param {PointerEvent} event */
  onMove(event) {
    const at = this.place(event);
    const before = this.pointers.get(event.pointerId);
    if (before) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const spread = (/** @type {Point} */ p) => Math.hypot(p.x - other.x, p.y - other.y);
        this.heatmap.zoomBy(spread(at) / Math.max(1, spread(before)), other);
      } else if (this.heatmap.zoom.scale > 1) this.heatmap.panBy(at.x - before.x, at.y - before.y);
      this.dragged += Math.hypot(at.x - before.x, at.y - before.y);
      this.pointers.set(event.pointerId, at);
    }
    this.heatmap.point(at);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    const wasDown = this.pointers.delete(event.pointerId);
    this.heatmap.point(this.place(event));
    if (wasDown && this.dragged < STILL) this.heatmap.choose();
  }

  /** @param {PointerEvent} event */
  onCancel(event) {
    this.pointers.delete(event.pointerId);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { heatmap } = this;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {Record<string, [number, number]>} */
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in steps) heatmap.step(...steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") heatmap.choose();
    else if (event.key === "+" || event.key === "=") heatmap.zoomBy(1.6);
    else if (event.key === "-") heatmap.zoomBy(1 / 1.6);
    else if (event.key === "0" || event.key === "Escape") heatmap.zoomBy(0);
    else return;
    event.preventDefault();
  }
}
