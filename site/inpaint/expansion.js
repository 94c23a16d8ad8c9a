/**
 * Chooses for every pixel of a hole by which offset it is filled, so that pieces meet where they look the
 * same: Y. Pritch, E. Kav-Venaki, S. Peleg, "Shift-Map Image Editing", ICCV 2009 (DOI
 * 10.1109/ICCV.2009.5459159), minimised by the alpha-expansion of Y. Boykov, O. Veksler, R. Zabih, "Fast
 * Approximate Energy Minimization via Graph Cuts", PAMI 23(11), 2001 (DOI 10.1109/34.969114).
 */

import { Cut } from "./cut.js";
import { DIRECTIONS } from "./grid.js";
import { CHANNELS, squaredDifference } from "./pyramid.js";

/** What an offset costs a pixel that it leads out of the picture or into the hole. */
export const IMPOSSIBLE = 1e7;

const SWEEPS = 2; // over all offsets
const SEAM = 2; // what a seam costs even where nobody sees it
const HARDLY = 20; // a seam that one hardly sees
const TWICE = 8; // what copying a pixel once more costs, if nobody expects it there
const KNOWN_AGAIN = 16; // more for standing out as much again as a pixel does on average
const OFTEN = 60; // copying it again and again costs no more

export class Expansion {
  /**
   * @param {{data: Uint8Array | Float32Array}} level
   * @param {ReturnType<typeof import("./grid.js").gridOf>} grid of its hole
   * @param {Int32Array} shifts by how many pixels each offset moves, counted row by row
   * @param {Pick<import("./prices.js").Prices, "costs" | "surprise" | "peculiar">} prices its costs are
   *   IMPOSSIBLE where an offset leads to no pixel that is known
   */
  constructor({ data }, { nodes, neighbours }, shifts, { costs, surprise, peculiar }) {
    this.data = data;
    this.shifts = shifts;
    this.costs = costs;
    this.surprise = surprise;
    this.peculiar = peculiar;
    this.nodes = nodes;
    this.cut = new Cut(neighbours);
    this.taken = new Uint8Array(nodes.length);
    this.apart = new Float64Array(nodes.length); // what is there from what could be, -1 where nothing could be
    this.labels = this.#cheapest();
    this.previous = this.labels.slice();
    this.copies = new Uint16Array(data.length / CHANNELS); // of each pixel
    this.counting = false; // whether copying a pixel again costs something
    this.seams = new Float64Array(2 * nodes.length); // between a node and the next to the right and below
    this.sum = 0; // of all costs and seams
  }

  /**
   * Minimise.
   * @returns {Generator<number, Int32Array, void>} yields the fraction done, returns each pixel's offset
   */
  *minimise() {
    const { labels, shifts } = this;
    this.#measure();
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      if (sweep > 0) {
        this.counting = true;
        this.#measure();
      }
      const inUse = new Set(labels);
      for (let label = 0; label < shifts.length; label++) {
        if (sweep === 0 || inUse.has(label)) this.#expand(label);
        yield (sweep * shifts.length + label + 1) / (SWEEPS * shifts.length);
      }
    }
    return labels;
  }

  /** How much one sees of the seams, those left out that one hardly sees. */
  seen() {
    return this.seams.reduce((sum, seam) => sum + Math.max(0, seam - HARDLY), 0);
  }

  /**
   * What an offset costs a pixel while all others keep theirs.
   * @param {number} label
   * @param {number} i
   */
  #price(label, i) {
    const { copies, costs, labels, nodes, peculiar, shifts, surprise } = this;
    const k = label * nodes.length + i;
    if (!this.counting || costs[k] >= IMPOSSIBLE) return costs[k];
    const q = nodes[i] + shifts[label];
    const others = labels[i] === label ? copies[q] - 1 : copies[q];
    return costs[k] + Math.min(OFTEN, others * (TWICE + KNOWN_AGAIN * peculiar[q])) * surprise[k];
  }

  /** Begin with what each pixel likes best by itself. */
  #cheapest() {
    const { costs, nodes, shifts } = this;
    const labels = new Int32Array(nodes.length);
    for (let label = 1; label < shifts.length; label++) {
      for (let i = 0, k = label * nodes.length; i < nodes.length; i++, k++) {
        if (costs[k] < costs[labels[i] * nodes.length + i]) labels[i] = label;
      }
    }
    return labels;
  }

  /** How often pixels are copied now, and what seams and all together cost. */
  #measure() {
    const { copies, cut: { neighbours }, labels, nodes, seams, shifts } = this;
    copies.fill(0);
    for (let i = 0; i < labels.length; i++) copies[nodes[i] + shifts[labels[i]]]++;
    this.sum = 0;
    for (let i = 0; i < labels.length; i++) {
      this.sum += this.#price(labels[i], i);
      for (let axis = 0; axis < 2; axis++) {
        const j = neighbours[DIRECTIONS * i + 2 * axis];
        if (j >= 0) this.sum += seams[2 * i + axis] = this.#seam(i, labels[i], j, labels[j]);
      }
    }
  }

  /**
   * Let an offset take over where that makes the sum of all costs less.
   * @param {number} label
   */
  #expand(label) {
    const { apart, costs, cut, data, labels, nodes, previous, seams, shifts, taken } = this;
    const { capacity, neighbours, terminal } = cut;
    const count = nodes.length;
    const own = label * count;
    cut.clear();
    for (let i = 0; i < count; i++) {
      terminal[i] = this.#price(label, i) - this.#price(labels[i], i);
      apart[i] = -1;
      if (costs[own + i] >= IMPOSSIBLE) continue;
      apart[i] = squaredDifference(data, nodes[i] + shifts[label], nodes[i] + shifts[labels[i]]);
    }
    for (let i = 0; i < count; i++) {
      for (let axis = 0; axis < 2; axis++) {
        const at = DIRECTIONS * i + 2 * axis;
        const j = neighbours[at];
        if (j < 0) continue;
        // Seams where neither takes it over, only the first does, only the second does; where both do is none.
        const none = seams[2 * i + axis];
        let first = none;
        let second = none;
        if (labels[i] === labels[j]) { // most often: quickly
          if (apart[i] >= 0 || apart[j] >= 0) {
            const here = apart[i] >= 0 ? apart[i] : apart[j];
            first = second = SEAM + Math.sqrt(here + (apart[j] >= 0 ? apart[j] : apart[i]));
          }
        } else {
          if (apart[i] >= 0) first = this.#seam(i, label, j, labels[j]);
          if (apart[j] >= 0) second = this.#seam(i, labels[i], j, label);
        }
        const kept = Math.min(none, first + second); // more cannot be cut
        terminal[i] += first - kept;
        terminal[j] -= first;
        capacity[at] = first + second - kept;
      }
    }
    cut.minimum(taken);
    previous.set(labels);
    let any = false;
    for (let i = 0; i < count; i++) {
      if (taken[i] === 0 || labels[i] === label) continue;
      labels[i] = label;
      any = true;
    }
    if (!any) return;
    const sum = this.sum;
    this.#measure();
    if (this.sum < sum) return;
    labels.set(previous); // what could not be cut weighed more
    this.#measure();
  }

  /**
   * What one sees of a seam between two pixels: how far the pieces differ on either side of it.
   * @param {number} i
   * @param {number} a the offset of the first
   * @param {number} j
   * @param {number} b the offset of the second
   */
  #seam(i, a, j, b) {
    if (a === b) return 0;
    const { costs, data, nodes, shifts } = this;
    const p = nodes[i];
    const q = nodes[j];
    const here = costs[b * nodes.length + i] < IMPOSSIBLE;
    const there = costs[a * nodes.length + j] < IMPOSSIBLE;
    let sum = 0;
    if (here) sum += squaredDifference(data, p + shifts[a], p + shifts[b]);
    if (there) sum += squaredDifference(data, q + shifts[a], q + shifts[b]);
    if (!here && !there) sum = squaredDifference(data, p + shifts[a], q + shifts[b]);
    return SEAM + Math.sqrt(here && there ? sum : 2 * sum);
  }
}
