// A recorded comparison as Probe looks at it: its inputs, what each model said of them, and single layers.

import { download, downloadJson } from "../model/fetch.js";
import { bundleAddress, fetchBundles, fetchManifest } from "./bundle.js";
import { directions, scaleOf } from "./nearest.js";
import { readNumbers } from "./npy.js";

/** @typedef {import("./compare-types.js").ManifestLayer & {live?: string | null}} Layer live: the output of
 *   the running network that holds it */
/** @typedef {Omit<import("./compare-types.js").ManifestModel, "layers"> &
 *   {probabilities: string, preprocessing?: string | null, layers: Layer[]}} Model */

/**
 * @typedef {object} Recording
 * @property {string} bundle its id
 * @property {string} address of its folder
 * @property {string[]} classes titles
 * @property {string[]} ids of the instances
 * @property {(string | null)[]} thumbnails addresses
 * @property {string[]} names of the instances: titles or texts
 * @property {(string | null)[]} photos ids in the gallery
 * @property {Int32Array} truth class indices, −1 where unknown
 * @property {Model[]} models
 */

/** @typedef {{said: Int32Array, confidence: Float32Array}} Said the class that a model gave each instance */

/**
 * @typedef {object} RecordedLayer
 * @property {number} units
 * @property {Float32Array} values [instances × units]
 * @property {import("./nearest.js").Scale} scale
 * @property {Float32Array} directions [instances × units]
 */

/**
 * @param {string} id of a bundle
 * @param {AbortSignal} signal
 * @returns {Promise<Recording>}
 */
export async function openRecording(id, signal) {
  const bundles = await fetchBundles();
  const address = bundleAddress(bundles, id);
  const { classes, instances, models } = /** @type {any} */ (await fetchManifest(bundles, id));
  const { count, file, truth } = instances;
  const [{ ids, columns = {} }, classOf] = await Promise.all([
    file ? downloadJson(new URL(file, address), { signal }) : { ids: null },
    truth ? readTruth(new URL(truth, address), count, signal) : new Int32Array(count).fill(-1),
  ]);
  const none = new Array(count).fill(null);
  return {
    bundle: id,
    address,
    classes: classes.map((/** @type {{title: string}} */ { title }) => title),
    ids: ids ?? none.map((_, i) => String(i)),
    names: columns.text ?? columns.title ?? ids ?? none.map((_, i) => String(i)),
    thumbnails: (columns.thumbnail ?? columns.image ?? none).map(
      (/** @type {unknown} */ each) => here(each, address),
    ),
    photos: columns.photo ?? none,
    truth: classOf,
    models,
  };
}

/** An address of this host, or null. @param {unknown} file @param {string} address */
function here(file, address) {
  if (typeof file !== "string" || !file || !URL.canParse(file, address)) return null;
  const { href, origin } = new URL(file, address);
  return origin === location.origin ? href : null;
}

/** @param {URL} url @param {number} count @param {AbortSignal} signal */
async function readTruth(url, count, signal) {
  const [buffer] = await download([{ url }], { signal });
  return /** @type {Int32Array} */ (told(url, () => readNumbers(buffer, [count], ["<i4"])));
}

/**
 * A model's answers and one of its layers, side by side.
 * @param {Recording} recording
 * @param {Model} model
 * @param {{answers: boolean, layer: Layer | null}} wanted
 * @param {{signal: AbortSignal, onProgress: (fraction: number) => void}} options
 * @returns {Promise<{said: Said | null, layer: RecordedLayer | null}>}
 */
export async function readRecorded(recording, model, { answers, layer }, { signal, onProgress }) {
  const { address, classes, ids } = recording;
  /** @type {{url: URL, shape: number[]}[]} */
  const files = [];
  const want = (/** @type {string} */ file, /** @type {number} */ size) =>
    files.push({ url: new URL(file, address), shape: [ids.length, size] }) - 1;
  const first = answers ? want(model.probabilities, classes.length) : -1;
  const second = layer ? want(layer.activations.instances, layer.units) : -1;
  // Two bytes a number; the headers are too short to count.
  const expected = files.reduce((sum, { shape: [count, size] }) => sum + 2 * count * size, 0);
  const buffers = await download(files, {
    signal,
    onProgress: ({ loaded }) => onProgress(Math.min(1, loaded / expected)),
  });
  const read = (/** @type {number} */ i) => {
    const { url, shape } = files[i];
    return /** @type {Float32Array} */ (told(url, () => readNumbers(buffers[i], shape, ["<f2", "<f4"])));
  };
  return {
    said: answers ? likeliest(read(first), classes.length) : null,
    layer: layer ? prepared(read(second), layer.units) : null,
  };
}

/** @template T @param {URL} url @param {() => T} read @returns {T} */
function told(url, read) {
  try {
    return read();
  } catch (error) {
    const name = url.pathname.split("/").slice(-2).join("/");
    throw new Error(`${name} ${/** @type {Error} */ (error).message}.`);
  }
}

/** @param {Float32Array} values @param {number} units @returns {RecordedLayer} */
function prepared(values, units) {
  const scale = scaleOf(values, units);
  return { units, values, scale, directions: directions(values, scale) };
}

/** @param {Float32Array} probabilities [instances × classes] @param {number} classes @returns {Said} */
function likeliest(probabilities, classes) {
  const said = new Int32Array(probabilities.length / classes);
  const confidence = new Float32Array(said.length);
  for (let i = 0; i < said.length; i++) {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    said[i] = row.reduce((best, p, k) => (p > row[best] ? k : best), 0);
    confidence[i] = row[said[i]];
  }
  return { said, confidence };
}
