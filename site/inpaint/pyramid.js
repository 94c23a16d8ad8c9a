/**
 * What patches are compared on: a picture at several scales, each half as large as the one before, with
 * colours and features of texture. The features say how rough a picture is at its finest scale, so that
 * coarse scales, where grass and asphalt are the same grey, still tell them apart: A. Newson, A. Almansa,
 * Y. Gousseau, P. Pérez, "Non-Local Patch-Based Image Inpainting", IPOL 7, 2017 (DOI 10.5201/ipol.2017.189).
 */

/** @typedef {import("./telea.js").Image} Image */

/** Values of a pixel: red, green, blue, and how much brightness changes from column to column, row to row. */
export const CHANNELS = 5;

/** Those of them that are colours. */
export const COLOURS = 3;

/**
 * The sum of squared differences between two pixels.
 * @param {Uint8Array | Float32Array} values CHANNELS values a pixel
 * @param {number} p
 * @param {number} q
 * @param {Uint8Array | Float32Array} [others] of the second, where they are not the same values
 */
export function squaredDifference(values, p, q, others = values) {
  let sum = 0;
  for (let a = CHANNELS * p, b = CHANNELS * q, end = a + CHANNELS; a < end; a++, b++) {
    const difference = values[a] - others[b];
    sum += difference * difference;
  }
  return sum;
}

/** What the patch around a pixel is. */
export const OUTSIDE = 0; // reaches beyond the picture
export const SOURCE = 1; // holds known pixels only
export const TARGET = 2; // holds at least one pixel to fill

const ROUGHNESS = 1 / 128; // of the longer side: radius of the squares over which texture is measured
const SMALL = 128 * 128; // pixels of a scale on which a first guess is quick,
const MEDIUM = 256 * 256; // and of one on which it is better, and not slow, if there is not much to fill

/** Pixels to fill on a scale on which a first guess would take too long. */
export const MUCH = 2 ** 15;

/**
 * @typedef {object} Level
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array} data CHANNELS values a pixel; written to where `hole` is 1
 * @property {Uint8Array} hole 1 = to fill
 * @property {Uint8Array} depth steps to the nearest known pixel, 0 outside the hole, at most 255
 * @property {Uint8Array} kind OUTSIDE, SOURCE or TARGET
 * @property {Int32Array} sources pixels whose patch is a source, row by row
 * @property {Int32Array} targets pixels whose patch is a target, row by row
 */

/**
 * The scales of a picture, finest first: so many that a first guess on the coarsest is not slow, as long as
 * enough sources are left.
 * @param {Image} image
 * @param {Uint8Array} mask
 * @param {number} half of the patch: 3 for 7×7
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<undefined, Level[], void>} pauses now and then; empty where no patch is a source
 */
export function* pyramid(image, mask, half, kernels) {
  const { width, height } = image;
  const hole = new Uint8Array(mask.length);
  for (let p = 0; p < hole.length; p++) if (mask[p] !== 0) hole[p] = 1;
  const finest = level(width, height, new Uint8Array(CHANNELS * width * height), hole, half);
  if (finest.sources.length === 0) return [];
  yield;

  const levels = [finest];
  for (let last = finest; !(levels.length > 1 && isMedium(last)) && last.hole.length > SMALL; ) {
    const smaller = shrinkHole(last);
    const next = level(smaller.width, smaller.height, new Uint8Array(0), smaller.hole, half);
    if (next.sources.length < 4 * (2 * half + 1) ** 2) break;
    levels.push((last = next));
    yield;
  }
  copyColours(image, finest);
  texture(finest, Math.max(1, Math.round(ROUGHNESS * Math.max(width, height))), kernels);
  yield;
  for (let i = 1; i < levels.length; i++) {
    shrink(levels[i - 1], levels[i]);
    yield;
  }
  return levels;
}

/** @param {Level} level */
function isMedium(level) {
  return level.hole.length <= MEDIUM && toFill(level) <= MUCH;
}

/**
 * How many pixels there are to fill.
 * @param {Pick<Level, "hole">} level
 */
export function toFill({ hole }) {
  return hole.reduce((sum, value) => sum + value, 0);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} data
 * @param {Uint8Array} hole
 * @param {number} half
 * @returns {Level}
 */
function level(width, height, data, hole, half) {
  const kind = kinds(width, height, hole, half);
  let sources = 0;
  let targets = 0;
  for (let p = 0; p < kind.length; p++) {
    if (kind[p] === SOURCE) sources++;
    else if (kind[p] === TARGET) targets++;
  }
  const result = {
    width, height, data, hole, kind,
    depth: depths(width, height, hole), sources: new Int32Array(sources), targets: new Int32Array(targets),
  };
  for (let p = kind.length - 1; p >= 0; p--) {
    if (kind[p] === SOURCE) result.sources[--sources] = p;
    else if (kind[p] === TARGET) result.targets[--targets] = p;
  }
  return result;
}

/**
 * What the patch around each pixel is.
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} hole
 * @param {number} half of the patch
 */
export function kinds(width, height, hole, half) {
  const rows = new Uint8Array(hole.length); // whether a row of a patch touches the hole
  for (let y = 0; y < height; y++) {
    for (let x = 0, last = -Infinity, p = y * width; x < width + half; x++, p++) {
      if (x < width && hole[p] !== 0) last = x;
      if (x >= half && x - last <= 2 * half) rows[p - half] = 1;
    }
  }
  const kind = new Uint8Array(hole.length);
  for (let x = half; x < width - half; x++) {
    for (let y = 0, last = -Infinity, p = x; y < height; y++, p += width) {
      if (rows[p] !== 0) last = y;
      if (y >= 2 * half) kind[p - half * width] = y - last <= 2 * half ? TARGET : SOURCE;
    }
  }
  return kind;
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} hole
 */
function depths(width, height, hole) {
  const depth = new Uint8Array(hole.length);
  for (let p = 0; p < depth.length; p++) if (hole[p] !== 0) depth[p] = 255;
  for (let way = 1; way >= -1; way -= 2) { // from the top left, then from the bottom right
    for (let n = 0; n < depth.length; n++) {
      const p = way > 0 ? n : depth.length - 1 - n;
      if (depth[p] === 0) continue;
      const x = p % width;
      let nearest = depth[p];
      const q = p - way * width;
      if (q >= 0 && q < depth.length) nearest = Math.min(nearest, depth[q] + 1);
      if (way > 0 ? x > 0 : x < width - 1) nearest = Math.min(nearest, depth[p - way] + 1);
      depth[p] = nearest;
    }
  }
  return depth;
}

/**
 * A pixel is part of the coarser hole if any of the four it stands for is part of the finer one.
 * @param {Level} fine
 */
function shrinkHole(fine) {
  const width = (fine.width + 1) >> 1;
  const height = (fine.height + 1) >> 1;
  const hole = new Uint8Array(width * height);
  for (let y = 0, p = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++, p++) if (fine.hole[p] !== 0) hole[(y >> 1) * width + (x >> 1)] = 1;
  }
  return { width, height, hole };
}

/**
 * @param {Level} fine
 * @param {Level} coarse its data is written
 */
function shrink(fine, coarse) {
  const { width, height } = coarse;
  const row = CHANNELS * fine.width;
  coarse.data = new Uint8Array(CHANNELS * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    const down = 2 * y + 1 < fine.height ? row : 0;
    for (let x = 0; x < width; x++) {
      const right = 2 * x + 1 < fine.width ? CHANNELS : 0;
      const from = 2 * y * row + 2 * x * CHANNELS;
      for (let i = from; i < from + CHANNELS; i++, o++) {
        const sum = fine.data[i] + fine.data[i + right] + fine.data[i + down] + fine.data[i + right + down];
        coarse.data[o] = (sum + 2) >> 2;
      }
    }
  }
}

/**
 * @param {Image} image
 * @param {Level} finest
 */
function copyColours(image, { data, hole }) {
  for (let p = 0; p < hole.length; p++) {
    if (hole[p] !== 0) continue;
    for (let c = 0; c < 3; c++) data[CHANNELS * p + c] = image.data[4 * p + c];
  }
}

/**
 * The features of texture: mean absolute differences of brightness between neighbours, known ones only.
 * @param {Level} finest their places in its data are written
 * @param {number} radius of the square of which the mean is taken
 * @param {import("./kernels.js").Kernels} kernels
 */
function texture({ width, height, data, hole }, radius, kernels) {
  const placed = kernels.place({ data, hole }, 16 * width * (height + 1));
  kernels.run.texture(placed.data.byteOffset, placed.hole.byteOffset, width, height, radius, kernels.scratch);
  data.set(placed.data);
}
