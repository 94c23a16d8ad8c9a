// The size of one element that a view draws into; the view is redrawn when it changes.

/** @typedef {{width: number, height: number}} Size in pixels of the page */

export class FrameSize {
  /**
   * @param {import("../vendor/lit.js").LitElement} host
   * @param {string} selector of the element below it; it may come and go
   * @param {Size} first until it was measured
   */
  constructor(host, selector, first) {
    this.host = host;
    this.selector = selector;
    /** @type {Size} */
    this.size = first;
    /** @type {Element | null} */
    this.observed = null;
    this.sizes = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect;
      if (!width || (width === this.size.width && height === this.size.height)) return;
      this.size = { width, height };
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostUpdated() {
    const element = this.host.querySelector(this.selector);
    if (element === this.observed) return;
    this.sizes.disconnect();
    if (element) this.sizes.observe(element);
    this.observed = element;
  }

  hostDisconnected() {
    this.sizes.disconnect();
    this.observed = null;
  }
}
