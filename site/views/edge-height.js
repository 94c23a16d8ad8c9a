// How much of the window's edge a sticky view covers: what is scrolled into view stays clear of it.

/**
 * Keeps a custom property of the page at the height of a view while the view is shown.
 * @implements {Pick<import("lit").ReactiveController, "hostConnected" | "hostUpdated" | "hostDisconnected">}
 */
export class EdgeHeight {
  /**
   * @param {import("../vendor/lit.js").LitElement} host
   * @param {"--tour" | "--foot"} property
   */
  constructor(host, property) {
    this.host = host;
    this.property = property;
    this.sizes = new ResizeObserver(() => this.measure());
    host.addController(this);
  }

  /** Both workbenches have such views; the hidden ones have nothing to say. */
  measure() {
    if (!this.host.checkVisibility()) return;
    document.documentElement.style.setProperty(this.property, `${this.host.offsetHeight}px`);
  }

  hostConnected() {
    this.sizes.observe(this.host);
  }

  hostUpdated() {
    this.measure();
  }

  hostDisconnected() {
    this.sizes.disconnect();
  }
}
