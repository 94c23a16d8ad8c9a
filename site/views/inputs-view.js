// Probe around its two sides, photographs and sentences: each made when first chosen, then kept as it is.

import { LitElement, html } from "../vendor/lit.js";
import { inputOf } from "../state/inputs.js";

/** @typedef {import("../state/inputs.js").Input} Input */
/** @typedef {import("./app-view.js").Bench} Bench */

class InputsView extends LitElement {
  static properties = { open: { state: true }, made: { state: true }, failed: { state: true } };

  constructor() {
    super();
    /** @type {Input} */
    this.open = inputOf(location.hash) ?? "photograph";
    /** @type {Record<string, () => Promise<Bench>>} */
    this.makers = {};
    /** @type {Record<string, Bench>} */
    this.made = {};
    /** @type {Set<string>} */
    this.begun = new Set();
    this.failed = "";
    this.refocus = false;
    window.addEventListener("hashchange", () => this.onHash());
  }

  createRenderRoot() {
    return this;
  }

  onHash() {
    const input = inputOf(location.hash);
    if (!input || input === this.open) return;
    // An address that names no input leaves the side that is open.
    if (location.hash.includes("?")) this.show(input);
    else history.replaceState(null, "", this.made[this.open]?.permalink() ?? "#probe");
  }

  /** @param {Input} input */
  show(input) {
    this.open = input;
    delete document.documentElement.dataset.ready;
  }

  /** @param {CustomEvent<Input>} event */
  onChosen({ detail: input }) {
    if (input === this.open) return;
    this.refocus = true;
    this.show(input);
    // A new entry of the history, so that the way back leads to the other side.
    location.hash = this.made[input]?.permalink() ?? (input === "sentence" ? "#probe?sentence=" : "#probe?photo=");
  }

  willUpdate() {
    if (!this.begun.has(this.open)) this.make(this.open);
  }

  /** @param {Input} input */
  async make(input) {
    this.begun.add(input);
    try {
      this.made = { ...this.made, [input]: await this.makers[input]() };
      this.failed = "";
    } catch {
      this.begun.delete(input);
      this.failed = "A part of the page can't be fetched: check the network and reload.";
    }
  }

  async updated() {
    if (!this.refocus || !this.made[this.open]) return;
    this.refocus = false;
    await /** @type {any} */ (this.made[this.open].element).updateComplete;
    requestAnimationFrame(() => /** @type {HTMLElement} */ (this.querySelector("[role=radio][tabindex='0']"))?.focus());
  }

  render() {
    const waiting = html`<p class="booting" role="status">${this.failed || "Opening …"}</p>`;
    return html`<div class="side" @input-chosen=${this.onChosen}>${this.made[this.open]?.element ?? waiting}</div>`;
  }
}

customElements.define("diptych-inputs", InputsView);

/**
 * @param {Record<Input, () => Promise<Bench>>} makers
 * @returns {Bench}
 */
export function makeInputs(makers) {
  const element = /** @type {InputsView} */ (document.createElement("diptych-inputs"));
  element.makers = makers;
  return {
    element,
    permalink: () => element.made[inputOf(location.hash) ?? element.open]?.permalink() ?? "#probe",
    startTour: () => element.made[element.open]?.startTour(),
  };
}
