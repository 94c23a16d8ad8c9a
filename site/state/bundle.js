// Bundles as the page reads them itself: the list, bundle.json, the view beside it, and layers' weights. None
// of it needs Python, so all of it is on screen before Python is awake.

import { piecesOf } from "../model/pieces.js";
import { checkManifest } from "./manifest.js";
import { readHalves } from "./npy.js";
import { emptySelection, isSame } from "./selection.js";

/** @typedef {import("./compare-types.js").BundleEntry} BundleEntry */

/** Parts of a view that every panel draws from; the others may be null. */
const PARTS = ["selection", "show", "sentence", "counts", "metrics", "confusion", "treemap", "rows"];

/** A host that sends nothing more for so long is told of, in milliseconds. */
const PATIENCE = 30000;

/** @returns {Promise<BundleEntry[]>} */
export async function fetchBundles() {
  const list = await fetchJson("bundles/index.json", "bundles/index.json");
  if (!Array.isArray(list) || !list.length) throw new Error("bundles/index.json names no bundle.");
  return list;
}

/** Where a bundle's files are; one that is not in the list may lie beside the others.
 * @param {BundleEntry[]} bundles @param {string} id */
export function bundleAddress(bundles, id) {
  const path = bundles.find((each) => each.id === id)?.path ?? encodeURIComponent(id);
  return new URL(`bundles/${path}/`, document.baseURI).href;
}

/**
 * What the page needs to paint at once.
 * @param {BundleEntry[]} bundles
 * @param {string} id
 * @returns {Promise<{manifest: import("./compare-types.js").Manifest,
 *   view: import("./compare-types.js").View | null}>}
 */
export async function openBundle(bundles, id) {
  const [manifest, view] = await Promise.all([
    fetchManifest(bundles, id),
    fetchJson(`${bundleAddress(bundles, id)}view.json`, `${id}/view.json`).catch(() => null), // Python makes it anew
  ]);
  return { manifest, view: isViewOf(view, manifest) ? view : null };
}

/** Whether a file holds the view of a whole bundle, and of this one: it may have been left by another.
 * @param {any} view @param {import("./compare-types.js").Manifest} manifest */
function isViewOf(view, manifest) {
  const { classes, instances, models } = manifest;
  const sizes = models.map(({ id }) => view?.metrics?.[id]?.classes?.support?.length);
  return (
    PARTS.every((part) => view?.[part] instanceof Object) &&
    isSame(view.selection, emptySelection(manifest)) &&
    view.counts.total === instances.count &&
    view.counts.selected === instances.count &&
    sizes.every((size) => size === classes.length)
  );
}

/** @param {BundleEntry[]} bundles @param {string} id @returns {Promise<import("./compare-types.js").Manifest>} */
export async function fetchManifest(bundles, id) {
  const manifest = await fetchJson(`${bundleAddress(bundles, id)}bundle.json`, `${id}/bundle.json`);
  try {
    checkManifest(manifest);
  } catch (error) {
    throw new Error(`${id}/bundle.json: ${/** @type {Error} */ (error).message}`);
  }
  return manifest;
}

/**
 * A layer's weights, and what its units do over all instances.
 * @param {string} address of the bundle
 * @param {string} model its id
 * @param {import("./compare-types.js").ManifestLayer} layer
 * @returns {Promise<import("./compare-types.js").LayerData>}
 */
export async function readLayer(address, model, { name, shape, units, weights, activations }) {
  const read = async (/** @type {string} */ file, /** @type {number[]} */ size) => {
    const buffer = await fetchFile(address + file, file);
    try {
      return readHalves(buffer, size);
    } catch (error) {
      throw new Error(`${model}/${name}: ${file} ${/** @type {Error} */ (error).message}.`);
    }
  };
  const [bounds, values] = await Promise.all([
    read(activations.bounds, [units, 2]),
    weights ? read(weights.file, weights.shape) : null,
  ]);
  const min = bounds.filter((_, i) => i % 2 === 0);
  const max = bounds.filter((_, i) => i % 2 === 1);
  return {
    model,
    layer: name,
    shape,
    units,
    weightShape: weights?.shape ?? null,
    weights: values,
    min,
    max,
    dead: Uint8Array.from(min, (least, i) => Number(least === max[i])),
    alwaysOn: Uint8Array.from(min, (least) => Number(least > 0)),
  };
}

/**
 * @param {string} address
 * @param {string} name what to call it
 * @returns {Promise<ArrayBuffer>}
 */
async function fetchFile(address, name) {
  const patience = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => patience.abort(), PATIENCE);
  };
  const failed = (/** @type {string} */ why) => new Error(`${name} can't be fetched${why}`);
  let came = "no answer";
  wait();
  try {
    const response = await fetch(address, { signal: patience.signal });
    if (response.status === 404) return Promise.reject(failed(": there is no such file (404)."));
    if (!response.ok) return Promise.reject(failed(`: the server answered ${response.status}.`));
    came = "nothing more came";
    wait();
    const pieces = [];
    for await (const piece of piecesOf(response)) {
      wait();
      pieces.push(piece);
    }
    return await new Blob(pieces).arrayBuffer();
  } catch {
    throw failed(patience.signal.aborted ? ` (${came} in 30 s): try again.` : " (no network): try again.");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} address @param {string} name what to call it */
async function fetchJson(address, name) {
  const text = new TextDecoder().decode(await fetchFile(address, name));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is broken JSON: ${/** @type {Error} */ (error).message}.`);
  }
}
