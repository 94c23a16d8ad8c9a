/**
 * The exact Euclidean distance transform, in linear time.
 *
 * A. Meijster, J. Roerdink, W. Hesselink: A General Algorithm for Computing Distance Transforms in Linear
 * Time, 2000, DOI 10.1007/0-306-47025-X_36; names as there.
 */

/**
 * @param {ArrayLike<number>} marked width * height, nonzero = a pixel to measure from
 * @param {number} width
 * @param {number} height
 * @returns {Int32Array} squared distance to the nearest marked pixel, between centres; (width + height)² if
 *   there is none
 */
export function squaredDistances(marked, width, height) {
  const far = width + height;
  const g = new Int32Array(width * height); // distance within the column
  for (let i = 0; i < g.length; i++) {
    g[i] = marked[i] ? 0 : i < width ? far : Math.min(far, g[i - width] + 1);
  }
  for (let i = g.length - width - 1; i >= 0; i--) g[i] = Math.min(g[i], g[i + width] + 1);

  const squared = new Int32Array(width * height);
  const s = new Int32Array(width); // the columns whose parabolas make the lower envelope
  const t = new Int32Array(width); // where each of them begins to be the lowest
  for (let row = 0; row < g.length; row += width) {
    const f = (/** @type {number} */ x, /** @type {number} */ i) => (x - i) ** 2 + g[row + i] ** 2;
    let q = 0;
    s[0] = t[0] = 0;
    for (let u = 1; u < width; u++) {
      while (q >= 0 && f(t[q], s[q]) > f(t[q], u)) q--;
      if (q < 0) {
        q = 0;
        s[0] = u;
        continue;
      }
      const i = s[q];
      const w = 1 + Math.floor((u * u - i * i + g[row + u] ** 2 - g[row + i] ** 2) / (2 * (u - i)));
      if (w >= width) continue;
      q++;
      s[q] = u;
      t[q] = w;
    }
    for (let u = width - 1; u >= 0; u--) {
      squared[row + u] = f(u, s[q]);
      if (u === t[q]) q--;
    }
  }
  return squared;
}
