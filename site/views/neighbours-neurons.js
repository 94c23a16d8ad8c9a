// Where an input falls among the recorded activations of a neuron: a small histogram with two pins.

import { html, svg } from "../vendor/lit.js";
import { measured, signed } from "../charts/format.js";

/** @typedef {import("../state/neighbours-find.js").Neuron} Neuron */

/** The drawing's own units; it stretches to its box. */
const WIDTH = 100;
const HEIGHT = 30;

/** A bin with anything in it stays visible. */
const LEAST = 1.2;

/** @param {Neuron} neuron @param {{edited: boolean}} options */
export function histogram({ edges, counts, before, after }, { edited }) {
  const low = Math.min(edges[0], before, after);
  const high = Math.max(edges[edges.length - 1], before, after);
  const share = (/** @type {number} */ value) => (high > low ? (value - low) / (high - low) : 0.5);
  const x = (/** @type {number} */ value) => WIDTH * share(value);
  const most = Math.max(...counts);
  return html`<span class="spectrum">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${counts.map((count, i) => {
        const height = count ? Math.max(LEAST, (HEIGHT * count) / most) : 0;
        const width = Math.max(0.8, x(edges[i + 1]) - x(edges[i]) - 0.6);
        return svg`<rect x=${x(edges[i])} y=${HEIGHT - height} width=${width} height=${height} />`;
      })}
    </svg>
    <i class="pin before" style=${`left: ${x(before)}%`}></i>
    ${edited ? html`<i class="pin after" style=${`left: ${x(after)}%`}></i>` : null}
  </span>`;
}

/** Its activation before and after, and how far that is.
 * @param {Neuron} neuron @param {{edited: boolean}} options */
export function readings({ before, after, shift }, { edited }) {
  return html`<span class="readings number">
    <span>${measured(before)}${edited ? html` → <b>${measured(after)}</b>` : null}</span>
    <span class=${shift > 0 ? "rise" : "fall"}>${shift > 0 ? "▲" : "▼"} ${signed(shift)} σ</span>
  </span>`;
}

/** In words where the input stands. @param {Neuron} neuron @param {string} kind of the recorded inputs */
export function standing({ below, above }, kind) {
  if (below === 1 || above === 1) return `${below ? "above" : "below"} all recorded ${kind}s`;
  const high = below > above;
  const percent = Math.max(1, Math.round(100 * (high ? 1 - below : 1 - above)));
  return `among the ${high ? "highest" : "lowest"} ${percent} % of the recorded ${kind}s`;
}
