/**
 * Chooses for every pixel of a hole by which offset it is filled, so that pieces meet where they look the
 * same: Y. Pritch, E. Kav-Venaki, S. Peleg, "Shift-Map Image Editing", ICCV 2009 (DOI
 * 10.1109/ICCV.2009.5459159), minimised by the alpha-expansion of Y. Boykov, O. Veksler, R. Zabih, "Fast
 * Approximate Energy Minimization via Graph Cuts", PAMI 23(11), 2001 (DOI 10.1109/34.969114). Seams are measured
 * in eight directions, so that they need not be level or upright to be short: Y. Boykov, V. Kolmogorov,
 * "Computing Geodesics and Minimal Surfaces via Graph Cuts", ICCV 2003 (DOI 10.1109/ICCV.2003.1238310).
 */

import { cutArrays, cutJob } from "./cut.js";
import { WIDE, wide } from "./wide.js";

const SWEEPS = 3; // over the offsets
const TRIED = { before: 60, after: 40 }; // offsets that pixels like best: others hardly ever take over

/** @typedef {import("./kernels.js").Kernels} Kernels */

/**
 * @typedef {object} Arrays of an expansion, without those of its cut
 * @property {Int16Array} pixels WIDE a pixel
 * @property {Int32Array} nodes the pixels of the hole
 * @property {Int32Array} shifts by how many pixels each offset moves, counted row by row
 * @property {Int32Array} bends the same for offsets that differ from node to node, 0 = nowhere; all offsets are
 *   the shifts, then these
 * @property {Float32Array} costs offsets * nodes: what each costs each, 1e7 where it leads to no known pixel
 * @property {Float32Array} surprise offsets * nodes: how little one expects what it brings there, 0..1
 * @property {Float32Array} peculiar width * height: how much each pixel stands out
 * @property {Uint16Array} copies width * height: of each pixel
 * @property {Int32Array} labels of each node, its offset
 * @property {Int32Array} previous the same, before an expansion
 * @property {Float64Array} apart of each node, what is there from what could be, -1 where nothing could be
 * @property {Float64Array} seams between each node and its neighbours in even directions
 */

/** @typedef {Arrays & import("./cut.js").Arrays} ExpansionArrays */

/**
 * The arrays of an expansion, which its kernels want in their memory.
 * @param {{data: Uint8Array | Float32Array}} level
 * @param {ReturnType<typeof import("./grid.js").gridOf>} grid of its hole
 * @param {Int32Array} shifts as in Arrays
 * @param {Int32Array} bends as in Arrays
 * @returns {ExpansionArrays}
 */
export function expansionArrays({ data }, { nodes, neighbours }, shifts, bends) {
  const pixels = wide(data);
  const costs = shifts.length * nodes.length + bends.length;
  return {
    ...cutArrays(neighbours),
    pixels,
    nodes,
    shifts,
    bends,
    costs: new Float32Array(costs),
    surprise: new Float32Array(costs),
    peculiar: new Float32Array(pixels.length / WIDE),
    copies: new Uint16Array(pixels.length / WIDE),
    labels: new Int32Array(nodes.length),
    previous: new Int32Array(nodes.length),
    apart: new Float64Array(nodes.length),
    seams: new Float64Array(neighbours.length / 2),
  };
}

export class Expansion {
  /**
   * @param {Kernels} kernels
   * @param {ExpansionArrays} placed in their memory
   * @param {import("./random.js").Random} random draws the order in which offsets are tried: another order
   *   gives another fill, and that of their numbers costs more than most
   * @param {Set<number>} later offsets that are tried after the others
   */
  constructor(kernels, placed, random, later) {
    const { apart, bends, copies, costs, labels, nodes, peculiar, pixels, previous } = placed;
    const { seams, shifts, surprise, taken } = placed;
    this.kernels = kernels;
    this.placed = placed;
    this.random = random;
    this.later = later;
    this.fields = [
      kernels.job(cutJob(placed)), pixels, copies.length, nodes, shifts, shifts.length, bends,
      costs.length / nodes.length, costs, surprise, peculiar, copies, labels, previous, taken, apart, seams,
    ];
    this.job = 0;
    this.sum = 0; // of all costs and seams
  }

  /**
   * Minimise.
   * @returns {Generator<number, Int32Array, void>} yields the fraction done, returns each pixel's offset
   */
  *minimise() {
    const { kernels: { run }, placed: { labels } } = this;
    this.#begin(false);
    run.cheapest(this.job);
    this.sum = run.total(this.job);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      if (sweep === 1) {
        this.#begin(true);
        this.sum = run.total(this.job);
      }
      const tried = sweep === 0 ? this.#liked() : this.random.shuffle([...new Set(labels)]);
      for (const [n, label] of tried.entries()) {
        this.#expand(label, sweep === 0);
        yield (sweep + (n + 1) / tried.length) / SWEEPS;
      }
    }
    return labels;
  }

  /** The offsets that pixels like best, in the order in which they are tried first. */
  #liked() {
    const { job, kernels: { run }, later, placed: { bends, nodes, shifts }, random } = this;
    const likes = Array.from(shifts, (_, label) => run.like(job, label));
    const order = [...likes.keys()].sort((a, b) => likes[b] - likes[a] || a - b);
    const bent = Array.from({ length: bends.length / nodes.length }, (_, bend) => shifts.length + bend);
    const before = order.filter((label) => !later.has(label)).slice(0, TRIED.before);
    const after = order.filter((label) => later.has(label)).slice(0, TRIED.after);
    return [...random.shuffle([...before, ...bent]), ...random.shuffle(after)];
  }

  /** @param {boolean} counting whether copying a pixel again costs something */
  #begin(counting) {
    this.job = this.kernels.job([...this.fields, Number(counting)]);
  }

  /**
   * Let an offset take over where that makes the sum of all costs less.
   * @param {number} label
   * @param {boolean} everywhere
   */
  #expand(label, everywhere) {
    const { job, kernels: { run }, placed: { labels, previous }, sum } = this;
    if (!run.expand(job, label, everywhere)) return;
    this.sum = run.total(job);
    if (this.sum < sum) return;
    labels.set(previous); // what could not be cut weighed more
    this.sum = run.total(job);
  }
}
