/**
 * What the patches found say about the pixels to fill, weighted as in Y. Wexler, E. Shechtman, M. Irani,
 * "Space-Time Completion of Video", PAMI 29(3), 2007 (DOI 10.1109/TPAMI.2007.60): by how similar a patch
 * is, and by how near to known pixels it lies.
 */

import { CHANNELS } from "./pyramid.js";

const FALL = 1.3; // gamma of the paper: how much less a step inwards makes a patch count
const SAMPLES = 1024;

export class Ballot {
  /** @param {import("./field.js").Field} field */
  constructor(field) {
    this.field = field;
    this.sums = field.votes.sums;
    this.weights = field.votes.weights;
    this.fall = Float64Array.from({ length: 256 }, (_, depth) => FALL ** -Math.min(depth, 100));
    this.sigma2 = 1;
  }

  /**
   * Take a fresh ballot paper.
   * @param {number} sharpness divides the variance: the higher, the less do unlike patches count
   */
  open(sharpness) {
    this.sums.fill(0);
    this.weights.fill(0);
    const { cost, level: { targets } } = this.field;
    const step = Math.max(1, Math.floor(targets.length / SAMPLES));
    const length = Math.ceil(targets.length / step);
    const some = Int32Array.from({ length }, (_, i) => cost[targets[i * step]]).sort();
    this.sigma2 = Math.max(1, some[Math.floor(0.75 * some.length)] / sharpness);
  }

  /**
   * Count the votes of some patches.
   * @param {number} from index into the targets
   * @param {number} to
   */
  count(from, to) {
    const { fall, field, sigma2, sums, weights } = this;
    const { cost, job, kernels, level: { depth, targets }, votes: { says } } = field;
    for (let k = from; k < to; k++) {
      const p = targets[k];
      says[k] = fall[depth[p]] * Math.exp(-cost[p] / (2 * sigma2));
    }
    kernels.run.count(job, sums.byteOffset, weights.byteOffset, says.byteOffset, from, to);
  }

  /** Write the outcome where there is something to fill. */
  close() {
    const { field: { level: { data, hole } }, sums, weights } = this;
    for (let p = 0; p < hole.length; p++) {
      if (hole[p] === 0 || weights[p] === 0) continue;
      for (let c = CHANNELS * p; c < CHANNELS * (p + 1); c++) data[c] = sums[c] / weights[p] + 0.5;
    }
  }
}
