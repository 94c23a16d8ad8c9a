// The published files of a text classifier: its card, its graph and weights.

import { download, downloadJson, parseJson } from "./fetch.js";

/** @typedef {import("./fetch.js").Progress} Progress */

/**
 * @typedef {object} TextCard what the card of a text classifier says, as far as the page needs it
 * @property {string} id
 * @property {string} name
 * @property {string[]} labels the classes' titles, in class order
 * @property {{length: number}} input tokens of a text
 * @property {{name: string, bytes: number}[]} files
 */

export const TEXT_MODELS = ["cnn", "lstm"];

const FOLDER = new URL("../models/", import.meta.url);
const GRAPH = "model.json";

/**
 * @param {string} id
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<{card: TextCard, artifacts: import("./files.js").Artifacts}>}
 * @throws {import("./fetch.js").DownloadError}
 */
export async function downloadTextModel(id, { onProgress, signal } = {}) {
  if (!TEXT_MODELS.includes(id)) throw new RangeError(`unknown model: ${id} (one of ${TEXT_MODELS.join(", ")})`);
  const address = (/** @type {string} */ file) => new URL(`${id}/${file}`, FOLDER);
  /** @type {TextCard} */
  const card = await downloadJson(address("card.json"), { signal });
  const buffers = await download(
    card.files.map(({ name, bytes }) => ({ url: address(name), bytes })),
    { onProgress, signal },
  );
  const byName = new Map(card.files.map(({ name }, i) => [name, buffers[i]]));
  const model = parseJson(/** @type {ArrayBuffer} */ (byName.get(GRAPH)), address(GRAPH));
  /** @type {{paths: string[], weights: any[]}[]} */
  const manifest = model.weightsManifest;
  return {
    card,
    artifacts: {
      modelTopology: model.modelTopology,
      signature: model.signature,
      weightSpecs: manifest.flatMap(({ weights }) => weights),
      weightData: manifest.flatMap(({ paths }) => paths.map((path) => /** @type {any} */ (byName.get(path)))),
    },
  };
}
