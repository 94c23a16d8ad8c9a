// A mask as the lengths of its runs, row after row, beginning with what is not marked; and at another size.

/** @typedef {{width: number, height: number, runs: number[]}} Bitmap */

/** @param {Uint8Array} mask @param {number} width @param {number} height @returns {Bitmap} */
export function toRuns(mask, width, height) {
  const runs = [];
  for (let i = 0, value = 0; i < mask.length; value ^= 1) {
    const start = i;
    while (i < mask.length && (mask[i] ? 1 : 0) === value) i++;
    runs.push(i - start);
  }
  return { width, height, runs };
}

/** What is missing at the end is not marked, what is too much is left out. @param {Bitmap} bitmap */
export function fromRuns({ width, height, runs }) {
  const mask = new Uint8Array(width * height);
  for (let k = 0, at = 0; k < runs.length; at += runs[k++]) if (k % 2) mask.fill(1, at, at + runs[k]);
  return mask;
}

/**
 * A mask at another size: each pixel takes the one under its centre.
 * @param {Uint8Array} mask
 * @param {{width: number, height: number}} from
 * @param {{width: number, height: number}} to
 */
export function nearest(mask, from, to) {
  if (from.width === to.width && from.height === to.height) return mask;
  const out = new Uint8Array(to.width * to.height);
  const xs = Int32Array.from({ length: to.width }, (_, x) => Math.floor(((x + 0.5) * from.width) / to.width));
  for (let y = 0, i = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++, i++) out[i] = mask[row + xs[x]];
  }
  return out;
}
