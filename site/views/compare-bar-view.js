// Above the panels: which bundle and models, what is selected in words (each part removable), undo and redo.

import { html, repeat } from "../vendor/lit.js";
import { whole } from "../charts/format.js";
import { isAnswering, isBehind } from "../state/compare.js";
import { focusFor, focusInstances } from "./compare-focus.js";
import { unanswered } from "./compare-unanswered.js";
import { historyButtons } from "./history-buttons.js";
import { icons } from "./icons.js";
import { option } from "./option.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @extends {StoreView<CompareState>} */
class CompareBarView extends StoreView {
  constructor() {
    super();
    /** The table that was handed over last. @type {CompareState["table"]} */
    this.saved = null;
    /** The photographs that Probe took over last. @type {CompareState["handOver"]} */
    this.handedOver = null;
    /** The part of the sentence that is being removed, by its place, and how. @type {{at: number, event: MouseEvent} | null} */
    this.leaving = null;
  }

  render() {
    const { past, future, manifest, table, handOver } = this.state;
    return html`
      <div class="compare-bar">
        <label class="field">
          <span>Test set</span>
          <select
            data-testid="bundle"
            @change=${(/** @type {any} */ e) => this.tell("bundleChosen", { id: e.target.value })}
          >
            ${this.bundles()}
          </select>
        </label>
        ${manifest && manifest.models.length > 2 ? this.models() : null} ${this.sentence()}
        <div class="history">
          ${manifest?.instances.columns?.includes("photo")
            ? html`<button
                class="icon"
                data-testid="hand-over"
                aria-label="Apply one edit to all of these, in Probe"
                title="Apply one edit to all of these, in Probe"
                ?disabled=${!this.state.view?.counts.selected}
                aria-busy=${handOver?.photos === null}
                @click=${() => this.tell("handOverAsked")}
              >
                ${icons.brush}
              </button>`
            : null}
          <button
            class="icon"
            data-testid="save-table"
            aria-label="Save the selection as a table (CSV)"
            title="Save the selection as a table (CSV)"
            aria-busy=${table?.text === null}
            @click=${() => this.tell("tableAsked")}
          >
            ${icons.download}
          </button>
          ${historyButtons((type) => this.tell(type), { canUndo: past.length > 0, canRedo: future.length > 0 })}
        </div>
      </div>
    `;
  }

  /** The answer takes a removed part out of the sentence, and the focus with it: the next one gets it. */
  keepFocus() {
    if (!this.leaving || isBehind(this.state)) return;
    const { at, event } = this.leaving;
    this.leaving = null;
    if (document.activeElement !== document.body) return;
    const parts = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".part"));
    if (parts.length) focusFor(event, parts[Math.min(at, parts.length - 1)]);
    else focusInstances(this, event);
  }

  updated() {
    this.keepFocus();
    const { table, bundle, handOver } = this.state;
    if (handOver?.photos && handOver !== this.handedOver) {
      this.handedOver = handOver;
      location.hash = `#probe?${new URLSearchParams({ many: handOver.photos.filter(Boolean).join(",") })}`;
    }
    if (!table?.text || table === this.saved) return;
    this.saved = table;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table.text], { type: "text/csv" }));
    link.download = `${bundle}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** Those of the list, and one that only a link names; none is chosen where none could be opened. */
  bundles() {
    const { bundles, bundle, wanted, manifest } = this.state;
    const now = wanted?.id ?? bundle;
    const isListed = !bundles.length || bundles.some(({ id }) => id === now);
    const own = now === bundle ? (manifest?.task.name ?? "Choose one") : now;
    return [
      isListed ? null : option(now, own, true),
      ...bundles.map(({ id, title }) => option(id, title, id === now)),
    ];
  }

  /** A and B among many; the others stay compared behind them. */
  models() {
    const { selection, manifest } = this.state;
    const models = selection?.models ?? [];
    // In the bundle's order, whichever are A and B: arrow keys in a closed list pass all of them.
    const listed = (manifest?.models ?? []).filter(({ id }) => models.includes(id));
    const choose = (/** @type {number} */ place, /** @type {string} */ id) => {
      const next = [...models];
      const from = next.indexOf(id);
      [next[place], next[from]] = [next[from], next[place]];
      this.tell("modelsChosen", { models: next });
    };
    return ["A", "B"].map(
      (letter, place) => html`<label class="field">
        <span>${letter}</span>
        <select data-testid="model-${letter.toLowerCase()}" @change=${(/** @type {any} */ e) => choose(place, e.target.value)}>
          ${listed.map(({ id, name }) => option(id, name, id === models[place]))}
        </select>
      </label>`,
    );
  }

  sentence() {
    const { view, python } = this.state;
    if (!view) return html`<p class="sentence"></p>`;
    const { counts, sentence } = view;
    return html`
      <div
        class="sentence"
        data-testid="sentence"
        ?data-behind=${isBehind(this.state)}
        aria-busy=${isAnswering(this.state)}
      >
        <p aria-live="polite">
          <span class="visually-hidden">${sentence.text}</span>
          <span aria-hidden="true"
            >${sentence.parts.length
              ? html`<b>${whole(counts.selected)}</b> of ${whole(counts.total)}`
              : html`all <b>${whole(counts.total)}</b>`}</span
          >
        </p>
        ${isBehind(this.state) && python.status !== "awake"
          ? html`<span class="waits muted" aria-hidden="true">${unanswered(this.state)}</span>`
          : null}
        ${repeat(
          sentence.parts,
          ({ field, key }) => `${field} ${key}`,
          ({ field, key, text }, at) => html`<button
            class="part"
            data-field=${field}
            title="Remove: ${text}"
            aria-label="Remove: ${text}"
            @click=${(/** @type {MouseEvent} */ event) => {
              this.leaving = { at, event };
              this.tell("partRemoved", { field, key });
            }}
          >
            <span>${text}</span>${icons.close}
          </button>`,
        )}
        ${sentence.parts.length > 1
          ? html`<button
              class="plain clear"
              data-testid="clear"
              @click=${(/** @type {MouseEvent} */ event) => {
                this.leaving = { at: 0, event };
                this.tell("selectionCleared");
              }}
            >
              Clear all
            </button>`
          : null}
      </div>
    `;
  }
}

customElements.define("diptych-compare-bar", CompareBarView);
