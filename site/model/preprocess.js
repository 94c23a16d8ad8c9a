// From pixels to what a network reads: squashed to a square, channels in the network's order and range.

/**
 * @typedef {object} Pixels
 * @property {number} width
 * @property {number} height
 * @property {Uint8ClampedArray | Uint8Array} data RGBA, not premultiplied
 */

/**
 * What a card says of the channels: (channels - subtract) / divide.
 * @typedef {object} Rule
 * @property {"rgb" | "bgr"} channels the order in which the network reads them
 * @property {number[]} subtract one number a channel, in that order
 * @property {number} divide
 */

/**
 * Bilinear with half-pixel centres and no antialiasing, as `tf.image.resize` does it; at the network's own
 * size the pixels are taken as they are. Done here and not on a backend, so that all backends read the same.
 * @param {Pixels} pixels transparent ones lie over white
 * @param {number} size
 * @param {Rule} rule
 * @returns {Float32Array} [size, size, 3]
 */
export function preprocess(pixels, size, { channels, subtract, divide }) {
  const data = overWhite(pixels.data);
  const columns = taps(pixels.width, size);
  const rows = taps(pixels.height, size);
  const order = channels === "bgr" ? [2, 1, 0] : [0, 1, 2];
  const out = new Float32Array(size * size * 3);
  let at = 0;
  for (let y = 0; y < size; y++) {
    const top = rows.lower[y] * pixels.width;
    const bottom = rows.upper[y] * pixels.width;
    const dy = rows.weight[y];
    for (let x = 0; x < size; x++) {
      const left = columns.lower[x];
      const right = columns.upper[x];
      const dx = columns.weight[x];
      for (let c = 0; c < 3; c++) {
        const k = order[c];
        const a = data[(top + left) * 4 + k];
        const b = data[(bottom + left) * 4 + k];
        const above = a + (data[(top + right) * 4 + k] - a) * dx;
        const below = b + (data[(bottom + right) * 4 + k] - b) * dx;
        out[at++] = (above + (below - above) * dy - subtract[c]) / divide;
      }
    }
  }
  return out;
}

/**
 * Which two source pixels each output pixel lies between, along one axis. In single precision, as TensorFlow.
 * @param {number} from
 * @param {number} to
 */
function taps(from, to) {
  const scale = Math.fround(from / to);
  const lower = new Int32Array(to);
  const upper = new Int32Array(to);
  const weight = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const source = Math.fround(Math.fround(Math.fround(i + 0.5) * scale) - 0.5);
    const floor = Math.floor(source);
    lower[i] = Math.max(0, floor);
    upper[i] = Math.min(from - 1, Math.ceil(source));
    weight[i] = source - floor;
  }
  return { lower, upper, weight };
}

/** @param {Uint8ClampedArray | Uint8Array} data */
function overWhite(data) {
  let opaque = true;
  for (let i = 3; i < data.length && opaque; i += 4) opaque = data[i] === 255;
  if (opaque) return data;
  const flat = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) flat[i] = 255 + ((data[i] - 255) * data[i | 3]) / 255;
  return flat;
}
