/** The regions of a mask that the biharmonic operator does not connect. */

// The pixels that an equation joins to the one in its middle: those at most two steps along the axes away.
const DX = [0, -1, 0, 1, -2, -1, 1, 2, -1, 0, 1, 0];
const DY = [-2, -1, -1, -1, 0, 0, 0, 0, 1, 1, 1, 2];

/**
 * @param {Int32Array} pixels the masked ones, by their places in the image, ascending
 * @param {number} width of the image
 * @param {number} height
 * @returns {Int32Array[]} the pixels of each region, ascending
 */
export function regions(pixels, width, height) {
  const open = new Uint8Array(width * height); // masked and in no region yet
  for (let i = 0; i < pixels.length; i++) open[pixels[i]] = 1;
  const found = new Int32Array(pixels.length);
  /** @type {Int32Array[]} */
  const all = [];
  let end = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (open[pixels[i]] === 0) continue;
    const from = end;
    found[end++] = pixels[i];
    open[pixels[i]] = 0;
    for (let next = from; next < end; next++) {
      const y = Math.floor(found[next] / width);
      const x = found[next] - y * width;
      for (let k = 0; k < DX.length; k++) {
        const row = y + DY[k];
        const column = x + DX[k];
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const q = row * width + column;
        if (open[q] === 0) continue;
        open[q] = 0;
        found[end++] = q;
      }
    }
    all.push(found.slice(from, end).sort());
  }
  return all;
}
