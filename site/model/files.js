// The published files of a network: its card, its graph and weights, the titles of the classes.

import { download, downloadJson, parseJson } from "./fetch.js";

/** @typedef {import("./fetch.js").Progress} Progress */
/** @typedef {import("./preprocess.js").Rule} Rule */

/**
 * @typedef {object} Card what `models/card.schema.json` describes, as far as the page needs it
 * @property {string} id
 * @property {string} name
 * @property {number} size height and width of the input in pixels
 * @property {string} defaultPreprocessing
 * @property {Record<string, Rule>} preprocessing
 * @property {{features: number[]}} outputs features: [h, w, c]
 * @property {{file: string}} classWeights
 * @property {{name: string, bytes: number}[]} files
 * @property {number} downloadBytes of all files but the class weights
 */

/**
 * @typedef {object} Artifacts a graph model as TensorFlow.js takes it
 * @property {object} modelTopology
 * @property {any[]} weightSpecs
 * @property {ArrayBuffer[]} weightData
 * @property {{inputs: Record<string, {name: string}>, outputs: Record<string, {name: string}>}} signature
 */

export const MODELS = ["mobilenet", "squeezenet"];

const FOLDER = new URL("../models/", import.meta.url);
const GRAPH = "model.json";

/** @typedef {{card: Card, labels: string[], artifacts: Artifacts}} Model */

/**
 * What has arrived already: another backend or preprocessing needs no second download.
 * @type {Map<string, Model>}
 */
const arrived = new Map();

/**
 * @param {string} id
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<Model>}
 * @throws {import("./fetch.js").DownloadError}
 */
export async function downloadModel(id, { onProgress, signal } = {}) {
  if (!MODELS.includes(id)) throw new RangeError(`unknown model: ${id} (one of ${MODELS.join(", ")})`);
  const known = arrived.get(id);
  if (known) return known;
  const titles = downloadJson(new URL("labels.json", FOLDER), { signal });
  titles.catch(() => {});
  /** @type {Card} */
  const card = await downloadJson(address(id, "card.json"), { signal });
  const graph = card.files.filter(({ name }) => name !== card.classWeights.file);
  const buffers = await download(
    graph.map(({ name, bytes }) => ({ url: address(id, name), bytes })),
    { onProgress, signal },
  );
  const byName = new Map(graph.map(({ name }, i) => [name, buffers[i]]));
  const model = parseJson(/** @type {ArrayBuffer} */ (byName.get(GRAPH)), address(id, GRAPH));
  /** @type {{paths: string[], weights: any[]}[]} */
  const manifest = model.weightsManifest;
  const whole = {
    card,
    labels: await titles,
    artifacts: {
      modelTopology: model.modelTopology,
      signature: model.signature,
      weightSpecs: manifest.flatMap(({ weights }) => weights),
      weightData: manifest.flatMap(({ paths }) => paths.map((path) => /** @type {any} */ (byName.get(path)))),
    },
  };
  arrived.set(id, whole);
  return whole;
}

/**
 * The weights of all classes, one class after the other.
 * @param {Card} card
 * @returns {Promise<Uint16Array>} float16 bit patterns, [classes, channels]
 */
export async function downloadClassWeights({ id, files, classWeights: { file } }) {
  const bytes = files.find(({ name }) => name === file)?.bytes;
  const [buffer] = await download([{ url: address(id, file), bytes }]);
  return new Uint16Array(buffer);
}

/** @param {string} id @param {string} file */
function address(id, file) {
  return new URL(`${id}/${file}`, FOLDER);
}
