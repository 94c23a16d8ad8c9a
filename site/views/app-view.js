// The frame around both workbenches: which of them is open, the theme and the way to the tutorial.

import { LitElement, html } from "../vendor/lit.js";
import { remember, remembered } from "../state/remembered.js";
import { keepPage } from "./drops.js";
import { icons } from "./icons.js";

const WORKBENCHES = [
  { id: "probe", title: "Probe", hint: "Change a photograph or a sentence and watch two networks change their minds" },
  { id: "compare", title: "Compare", hint: "Two models, one test set: where, how and why they differ" },
];

/** @param {string} hash */
export function workbenchOf(hash) {
  return hash.startsWith("#compare") ? "compare" : "probe";
}

/** @typedef {{element: HTMLElement, startTour: () => void, permalink: () => string}} Bench */

class AppView extends LitElement {
  static properties = { open: { state: true }, makers: { attribute: false }, made: { state: true } };

  constructor() {
    super();
    this.open = workbenchOf(location.hash);
    /** @type {Record<string, () => Promise<Bench>>} */
    this.makers = {};
    /** @type {Record<string, Bench>} */
    this.made = {};
    /** @type {Set<string>} */
    this.begun = new Set();
    this.failed = "";
    this.onHash = () => {
      this.open = workbenchOf(location.hash);
      this.requestUpdate(); // the links lead to where each workbench stands now
    };
  }

  createRenderRoot() {
    this.querySelector(".booting")?.remove();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener("hashchange", this.onHash);
    window.addEventListener("dragover", keepPage);
    window.addEventListener("drop", keepPage);
    const theme = remembered("diptych.theme");
    if (theme) document.documentElement.dataset.theme = theme;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.onHash);
    window.removeEventListener("dragover", keepPage);
    window.removeEventListener("drop", keepPage);
  }

  willUpdate() {
    if (this.open in this.makers && !this.begun.has(this.open)) this.make(this.open);
  }

  /** A workbench is made when first opened and kept, so that going back finds it as it was.
   * @param {string} id */
  async make(id) {
    this.begun.add(id);
    try {
      this.made = { ...this.made, [id]: await this.makers[id]() };
    } catch {
      this.failed = "A part of the page can't be fetched: check the network and reload.";
      this.requestUpdate();
    }
  }

  toggleTheme() {
    const { dataset } = document.documentElement;
    const dark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    dataset.theme = dark ? "light" : "dark";
    remember("diptych.theme", dataset.theme);
  }

  render() {
    const { hint } = WORKBENCHES.find(({ id }) => id === this.open) ?? WORKBENCHES[0];
    const known = WORKBENCHES.filter(({ id }) => id in this.makers);
    return html`
      <header class="masthead">
        <h1><img src="icon.svg" alt="" /><span>Diptych</span></h1>
        <nav aria-label="Workbenches">
          ${known.map(
            ({ id, title }) => html`<a
              href=${this.made[id]?.permalink() ?? `#${id}`}
              aria-current=${id === this.open ? "page" : "false"}
              ?data-open=${id === this.open}
              >${title}</a
            >`,
          )}
        </nav>
        <p class="tagline">${hint}</p>
        <div class="actions">
          <button class="plain" data-testid="tutorial" @click=${() => this.made[this.open]?.startTour()}>
            ${icons.help} <span>Tutorial</span>
          </button>
          <button class="icon" aria-label="Light or dark" title="Light or dark" @click=${this.toggleTheme}>
            ${icons.theme}
          </button>
        </div>
      </header>
      <main>${known.map(({ id }) => this.slotFor(id))}</main>
    `;
  }

  /** @param {string} id */
  slotFor(id) {
    const open = id === this.open;
    const waiting = html`<p class="booting" role="status">${this.failed || "Opening …"}</p>`;
    return html`<div class="workbench" data-testid=${id} ?hidden=${!open}>
      ${this.made[id]?.element ?? waiting}
    </div>`;
  }
}

customElements.define("diptych-app", AppView);
