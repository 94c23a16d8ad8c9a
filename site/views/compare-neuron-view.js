// Panel (b): how strongly the chosen neuron answers, over all instances and over the selection; a range filters.

import { html, svg } from "../vendor/lit.js";
import { measured, whole } from "../charts/format.js";
import { histogramBars } from "../charts/histogram.js";
import { modelOf } from "../state/compare.js";
import { focusFor, focusInstances } from "./compare-focus.js";
import { shortName } from "./compare-names.js";
import { unanswered } from "./compare-unanswered.js";
import { FrameSize } from "./frame-size.js";
import { icons } from "./icons.js";
import { StoreView } from "./store-view.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {import("../state/compare-types.js").Histogram} Histogram */

const MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };

/** @extends {StoreView<CompareState>} */
class CompareNeuronView extends StoreView {
  constructor() {
    super();
    this.frame = new FrameSize(this, ".plot", { width: 380, height: 150 });
    this.root = false;
    /** Edges of the bins between which the pointer drags. @type {[number, number] | null} */
    this.drag = null;
    /** Counts the visits of a handle: the arrow keys pressed in one of them are one step for undo. */
    this.visits = 0;
  }

  get inner() {
    const { width, height } = this.frame.size;
    return {
      width: Math.max(10, width - MARGIN.left - MARGIN.right),
      height: Math.max(10, height - MARGIN.top - MARGIN.bottom),
    };
  }

  /** The range in force, or the one being dragged, in activations. @param {Histogram} histogram */
  range({ edges }) {
    if (this.drag) {
      const [a, b] = this.drag;
      return /** @type {[number, number]} */ ([edges[Math.min(a, b)], edges[Math.max(a, b)]]);
    }
    return this.state.selection?.neuron?.range ?? null;
  }

  render() {
    const { view, selection } = this.state;
    const neuron = selection?.neuron;
    return html`
      <header class="panel-head">
        <h2>Activation</h2>
        ${neuron ? this.heading() : null}
      </header>
      <div data-testid="activation-histogram" class="histogram">
        ${!neuron
          ? this.none()
          : view?.histogram
            ? this.plot(view.histogram)
            : html`<p class="hint muted">${unanswered(this.state)}</p>`}
      </div>
    `;
  }

  /** Without a neuron: why there is none, or what one is good for. */
  none() {
    const { refused } = this.state;
    return refused?.selection.neuron
      ? html`<p class="hint failed">${refused.message}</p>`
      : html`<p class="hint muted">
          Choose a neuron above to see how strongly it answers to every instance, and to filter by that.
        </p>`;
  }

  heading() {
    const { model, layer, index, range } = /** @type {import("../state/compare-types.js").Neuron} */ (
      this.state.selection?.neuron
    );
    const known = modelOf(this.state, model);
    const title = known?.layers.find(({ name }) => name === layer)?.title;
    return html`<p class="which" title="${known?.name} ${title} ${index}">
        <b>${shortName(this.state, model)}</b> ${title} <b>${index}</b>
      </p>
      ${range
        ? html`<button class="plain" data-testid="range-remove" @click=${this.onAny}>Any activation</button>`
        : null}
      <button
        class="icon"
        aria-label="Let the neuron go"
        title="Let the neuron go"
        @click=${this.onLetGo}
      >
        ${icons.close}
      </button>`;
  }

  /** Back to the neuron in the heatmap, where its layer is on screen. @param {MouseEvent} event */
  onLetGo(event) {
    const { model, layer, index } = /** @type {import("../state/compare-types.js").Neuron} */ (
      this.state.selection?.neuron
    );
    const heatmaps = /** @type {NodeListOf<import("./compare-weights-view.js").CompareWeightsView>} */ (
      this.closest("diptych-compare")?.querySelectorAll("diptych-compare-weights")
    );
    const heatmap = [...heatmaps].find((each) => each.model === model && each.layer === layer);
    if (heatmap) {
      focusFor(event, heatmap.canvas);
      heatmap.pointed = index;
    } else focusInstances(this, event);
    this.tell("neuronChosen", { model, layer, index });
  }

  /** @param {MouseEvent} event */
  onAny(event) {
    focusFor(event, /** @type {SVGElement} */ (this.querySelector(".handle")));
    this.brush(null);
  }

  /** @param {Histogram} histogram */
  plot(histogram) {
    const { width, height } = this.inner;
    const { bars, x, xTicks, yTicks } = histogramBars(histogram, { width, height, root: this.root });
    const { edges, all, selected, dead, alwaysOn } = histogram;
    const range = this.range(histogram);
    const at = range?.map(x);
    return html`
      <div class="plot">
        <svg
          width=${this.frame.size.width}
          height=${this.frame.size.height}
          role="group"
          aria-label="Histogram of activations"
          @pointerdown=${(/** @type {PointerEvent} */ e) => this.onDown(e, histogram)}
          @pointermove=${(/** @type {PointerEvent} */ e) => this.onMove(e, histogram)}
          @pointerup=${() => this.onUp(histogram)}
          @pointercancel=${() => this.onCancel()}
        >
          <g transform="translate(${MARGIN.left}, ${MARGIN.top})">
            ${yTicks.map(
              (tick) => svg`<g class="tick" transform="translate(0, ${height - tick.at})"><line x2=${width} />
                <text x="-5" dy="0.32em" text-anchor="end">${whole(tick.value)}</text></g>`,
            )}
            ${xTicks.map(
              (tick) =>
                svg`<text class="tick" x=${tick.at} y=${height + 14} text-anchor="middle">${measured(tick.value)}</text>`,
            )}
            <rect class="catch" width=${width} height=${height} />
            ${bars.map(
              (bar) => svg`<g class="bin" data-all=${all[bar.index]} data-selected=${selected[bar.index]}>
                <title>${measured(edges[bar.index])} … ${measured(edges[bar.index + 1])}: ${whole(selected[bar.index])} of ${whole(all[bar.index])}</title>
                <rect class="all" x=${bar.x} y=${height - bar.all} width=${bar.width} height=${bar.all} />
                <rect class="selected" x=${bar.x} y=${height - bar.selected} width=${bar.width} height=${bar.selected} />
              </g>`,
            )}
            <line class="axis" x2=${width} y1=${height} y2=${height} />
            ${at
              ? svg`<rect class="brush" data-testid="brush" x=${at[0]} width=${Math.max(1, at[1] - at[0])} height=${height} />`
              : null}
            ${this.handle(histogram, 0, at?.[0] ?? 0, height)} ${this.handle(histogram, 1, at?.[1] ?? width, height)}
          </g>
        </svg>
      </div>
      <p class="legend">
        <span><i class="all"></i> all instances</span><span><i class="selected"></i> selection</span>
        <label
          ><input
            type="checkbox"
            .checked=${this.root}
            @change=${(/** @type {any} */ e) => this.setRoot(e.target.checked)}
          />
          √ scale</label
        >
        ${dead || alwaysOn ? html`<b class="kind">${dead ? "dead" : "always on"}</b>` : null}
        <span class="muted">${range ? `${measured(range[0])} … ${measured(range[1])}` : "drag to filter"}</span>
      </p>
    `;
  }

  /** @param {boolean} root */
  setRoot(root) {
    this.root = root;
    this.requestUpdate();
  }

  /** One end of the range, for the arrow keys. @param {Histogram} histogram @param {0 | 1} end
   * @param {number} x @param {number} height */
  handle(histogram, end, x, height) {
    const { edges } = histogram;
    const range = this.range(histogram);
    const now = range ? range[end] : /** @type {number} */ (edges.at(end - 1 || -1));
    return svg`<rect
      class="handle"
      data-end=${end}
      x=${x - 4}
      y=${height / 2 - 12}
      width="8"
      height="24"
      rx="3"
      tabindex="0"
      role="slider"
      aria-label=${end ? "Highest activation" : "Lowest activation"}
      aria-valuemin=${edges[0]}
      aria-valuemax=${edges.at(-1)}
      aria-valuenow=${end ? now : (range?.[0] ?? edges[0])}
      aria-valuetext=${measured(end ? now : (range?.[0] ?? edges[0]))}
      ?data-idle=${!range}
      @focus=${() => this.visits++}
      @keydown=${(/** @type {KeyboardEvent} */ e) => this.onKey(e, histogram, end)}
    />`;
  }

  /** @param {[number, number] | null} range @param {string} [gesture] */
  brush(range, gesture) {
    this.tell("rangeBrushed", { range, gesture });
  }

  /** The edge of a bin next to a pointer. @param {PointerEvent} event @param {Histogram} histogram */
  edgeAt(event, { edges }) {
    const box = /** @type {Element} */ (this.querySelector(".plot svg")).getBoundingClientRect();
    const share = (event.clientX - box.left - MARGIN.left) / this.inner.width;
    return Math.max(0, Math.min(edges.length - 1, Math.round(share * (edges.length - 1))));
  }

  /** @param {PointerEvent} event @param {Histogram} histogram */
  onDown(event, histogram) {
    if (event.button > 0) return;
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    const { edges } = histogram;
    const end = /** @type {SVGElement} */ (event.target).dataset.end;
    const { range } = this.state.selection?.neuron ?? {};
    const near = this.edgeAt(event, histogram);
    const other = end !== undefined && range ? nearest(edges, range[end === "0" ? 1 : 0]) : near;
    this.drag = [other, near];
    this.requestUpdate();
  }

  /** @param {PointerEvent} event @param {Histogram} histogram */
  onMove(event, histogram) {
    if (!this.drag) return;
    this.drag = [this.drag[0], this.edgeAt(event, histogram)];
    this.requestUpdate();
  }

  /** A press without a drag takes the range away. @param {Histogram} histogram */
  onUp(histogram) {
    if (!this.drag) return;
    const [a, b] = this.drag;
    const range = this.range(histogram);
    this.drag = null;
    this.brush(a === b ? null : range);
    this.requestUpdate();
  }

  onCancel() {
    this.drag = null;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event @param {Histogram} histogram @param {0 | 1} end */
  onKey(event, { edges }, end) {
    const most = edges.length - 1;
    const range = this.state.selection?.neuron?.range ?? [edges[0], edges[most]];
    const ends = range.map((value) => nearest(edges, value));
    /** @type {Record<string, number>} */
    const moves = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -most, End: most };
    if (event.key === "Escape" || event.key === "Delete") this.brush(null);
    else if (event.key in moves) {
      const to = ends[end] + moves[event.key];
      ends[end] = end ? Math.max(ends[0] + 1, Math.min(most, to)) : Math.min(ends[1] - 1, Math.max(0, to));
      const whole = ends[0] === 0 && ends[1] === most;
      this.brush(whole ? null : [edges[ends[0]], edges[ends[1]]], `range ${this.visits}`);
    } else return;
    event.preventDefault();
  }
}

/** @param {number[]} edges @param {number} value */
function nearest(edges, value) {
  let best = 0;
  edges.forEach((edge, i) => {
    if (Math.abs(edge - value) < Math.abs(edges[best] - value)) best = i;
  });
  return best;
}

customElements.define("diptych-compare-neuron", CompareNeuronView);
