// Small pictures that lie over a photograph: maps of one or two networks.

/**
 * A map enlarged with bilinear interpolation, samples at cell centres, edges held.
 * @param {{width: number, height: number, values: Float32Array}} map
 * @param {number} width
 * @param {number} height
 * @returns {Float32Array} height × width
 */
export function enlarge(map, width, height) {
  const out = new Float32Array(width * height);
  const xs = axis(map.width, width);
  const ys = axis(map.height, height);
  for (let y = 0, i = 0; y < height; y++) {
    const [y0, y1, fy] = [ys.low[y] * map.width, ys.high[y] * map.width, ys.fraction[y]];
    for (let x = 0; x < width; x++, i++) {
      const [x0, x1, fx] = [xs.low[x], xs.high[x], xs.fraction[x]];
      const upper = map.values[y0 + x0] * (1 - fx) + map.values[y0 + x1] * fx;
      const lower = map.values[y1 + x0] * (1 - fx) + map.values[y1 + x1] * fx;
      out[i] = upper * (1 - fy) + lower * fy;
    }
  }
  return out;
}

/** @param {number} from @param {number} to */
function axis(from, to) {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const fraction = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    low[i] = Math.floor(at);
    high[i] = Math.min(from - 1, low[i] + 1);
    fraction[i] = at - low[i];
  }
  return { low, high, fraction };
}

/**
 * One map in a scale of colours, or two in a colour each: what a network does not look at stays clear.
 * @param {Float32Array[]} maps enlarged to the picture, values 0..1
 * @param {number} width
 * @param {number} height
 * @param {(value: number) => [number, number, number]} scale colours of a single map
 * @param {[number, number, number][]} hues a colour a map, for two
 * @returns {ImageData}
 */
export function heat(maps, width, height, scale, hues) {
  const image = new ImageData(width, height);
  const { data } = image;
  const ramp = Array.from({ length: 256 }, (_, i) => scale(i / 255));
  for (let i = 0; i < width * height; i++) {
    const [a, b] = [maps[0][i], maps[1]?.[i] ?? 0];
    const total = a + b || 1;
    const colour = maps.length === 1 ? ramp[Math.round(255 * a)] : mix(hues[0], hues[1], b / total);
    data[4 * i] = colour[0];
    data[4 * i + 1] = colour[1];
    data[4 * i + 2] = colour[2];
    data[4 * i + 3] = 255 * Math.min(1, 1.25 * Math.max(a, b));
  }
  return image;
}

/** @param {number[]} p @param {number[]} q @param {number} t */
function mix(p, q, t) {
  return [0, 1, 2].map((c) => p[c] * (1 - t) + q[c] * t);
}
