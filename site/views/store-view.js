// The base of all views: rendered into the page itself (no shadow), redrawn whenever the state changes.

import { LitElement } from "../vendor/lit.js";

/** @template S */
export class StoreView extends LitElement {
  static properties = { store: { attribute: false } };

  constructor() {
    super();
    /** @type {import("../state/store.js").Store<S>} */
    this.store = /** @type {any} */ (undefined);
    /** @type {() => void} */
    this.unsubscribe = () => {};
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.unsubscribe = this.store.subscribe(() => this.requestUpdate());
    // What changed while it was out of the page is drawn when it comes back.
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  /** @returns {S} */
  get state() {
    return this.store.get();
  }

  /** @param {string} type @param {object} [facts] */
  tell(type, facts = {}) {
    this.store.dispatch({ type, ...facts });
  }
}
