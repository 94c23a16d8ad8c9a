// A run over photographs: one is edited while the networks look at those before it.

import { InputError, loadImage } from "../image/load.js";
import { connect } from "../workers/call.js";
import { makeModified } from "./fill-driver.js";
import { guess, openAsker } from "./many-asker.js";
import { moved } from "./many-place.js";
import { flips } from "./many-results.js";
import { knownKey } from "./many.js";

/** @typedef {import("./many.js").Item} Item */
/** @typedef {import("./many.js").PictureRecipe} PictureRecipe */
/** @typedef {import("./many.js").Result} Result */
/** @typedef {import("./many-effects.js").Help} Help */
/** @typedef {{original: ImageData, modified: ImageData}} Pictures */

/** Photographs edited before the networks have answered: enough to keep both busy, few to hold. */
const AHEAD = 4;

/** Long side of what the list of flips shows, in pixels. */
const THUMB = 176;

/**
 * @param {import("./many.js").Run} run
 * @param {Help & {idle: () => Promise<void>}} help idle: settles once nothing more urgent wants the processor
 */
export async function workPhotographs(run, help) {
  const { signal, tell, idle } = help;
  const filler = connect(new URL("../workers/inpaint.js", import.meta.url));
  signal.addEventListener("abort", () => filler.terminate());
  const url = new URL("../workers/model.js", import.meta.url);
  const askers = run.networks.map((each) => openAsker(url, each, help));
  /** @type {Promise<void>[]} */
  const answered = [];
  for (const [i, item] of run.items.entries()) {
    await answered[i - AHEAD];
    await idle();
    signal.throwIfAborted();
    if (askers.every(({ gaveUp }) => gaveUp)) return;
    try {
      const pictures = await edit(filler, item, run.recipe, signal);
      answered[i] = askAll(item, pictures);
    } catch (error) {
      signal.throwIfAborted();
      tell("itemFailed", { item: item.id, message: reason(/** @type {Error} */ (error)) });
    }
  }
  await Promise.all(answered);

  /** @param {Item} item @param {Pictures} pictures */
  async function askAll(item, pictures) {
    /** @type {Result["seen"]} */
    const seen = {};
    const one = async (/** @type {import("./many-asker.js").Asker} */ { network, ask }) =>
      ask(async (worker) => {
        const key = knownKey(network, item.id, run.recipe.longSide);
        const before = help.known()[key] ?? (await classify(worker, pictures.original));
        const after = await classify(worker, pictures.modified);
        seen[network.id] = { before, after };
        const answers = { [item.id]: seen[network.id] };
        tell("answersArrived", { network: network.id, answers, known: { [key]: before } });
      });
    await Promise.all(askers.map(one));
    const result = { seen, error: "", thumbs: null };
    if (signal.aborted || !Object.keys(seen).some((id) => flips(result, id))) return;
    const [before, after] = await Promise.all([thumb(pictures.original), thumb(pictures.modified)]);
    const { width, height } = pictures.original;
    tell("thumbsMade", { item: item.id, thumbs: { before, after, width, height } });
  }
}

/** @param {import("../workers/call.js").Connection} filler @param {Item} item @param {PictureRecipe} recipe
 * @param {AbortSignal} signal @returns {Promise<Pictures>} */
async function edit(filler, item, { edits, frame, longSide, ...recipe }, signal) {
  const { pixels } = await loadImage(item.blob ?? (await fetchBlob(item)), { longSide, name: item.title });
  const here = moved(edits, frame, pixels);
  const made = await makeModified(filler, { original: pixels, edits: here, ...recipe }, { signal });
  return { original: pixels, modified: made.pixels };
}

/** @param {Item} item */
async function fetchBlob({ url, title }) {
  const response = await fetch(/** @type {string} */ (url)).catch(() => null);
  if (!response?.ok) {
    const why = response ? `the server answered ${response.status}` : "no network";
    throw new InputError(`${title} can't be fetched (${why}).`);
  }
  return response.blob();
}

/** @param {import("../workers/call.js").Connection} worker @param {ImageData} pixels */
async function classify(worker, { width, height, data: all }) {
  const data = all.slice();
  const image = { width, height, data };
  const reply = await worker.call("classify", { image }, { transfer: [data.buffer] });
  return guess(reply.probabilities);
}

/** @param {ImageData} pixels */
function thumb(pixels) {
  const scale = Math.min(1, THUMB / Math.max(pixels.width, pixels.height));
  const side = (/** @type {number} */ length) => Math.max(1, Math.round(length * scale));
  return createImageBitmap(pixels, {
    resizeWidth: side(pixels.width),
    resizeHeight: side(pixels.height),
    resizeQuality: "medium",
  });
}

/** @param {Error} error */
function reason({ name, message }) {
  return name === "WorkerError" ? "The filling stopped unexpectedly." : message;
}
