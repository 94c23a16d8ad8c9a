// Bundles as the page reads them before Python is awake: the list, bundle.json and the view beside it.

/** @typedef {import("./compare-types.js").BundleEntry} BundleEntry */

/** The format's version that this page reads, as in models/bundle.schema.json. */
const VERSION = 1;

/** A host that says nothing for so long is told of, in milliseconds. */
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
  const address = bundleAddress(bundles, id);
  const [manifest, view] = await Promise.all([
    fetchJson(`${address}bundle.json`, `${id}/bundle.json`),
    fetchJson(`${address}view.json`, `${id}/view.json`).catch(() => null), // Python makes it anew
  ]);
  const wrong = complaint(manifest);
  if (wrong) throw new Error(`${id}/bundle.json: ${wrong}`);
  return { manifest, view };
}

/** @param {string} address @param {string} name what to call it */
async function fetchJson(address, name) {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) }).catch((error) => {
    const late = error.name === "TimeoutError";
    throw new Error(`${name} can't be fetched (${late ? "no answer in 30 s" : "no network"}): try again.`);
  });
  if (response.status === 404) throw new Error(`${name} can't be fetched: there is no such file (404).`);
  if (!response.ok) throw new Error(`${name} can't be fetched: the server answered ${response.status}.`);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is broken JSON: ${/** @type {Error} */ (error).message}.`);
  }
}

/** What keeps the page from showing a manifest, or null; Python checks all the rest. @param {any} manifest */
function complaint(manifest) {
  if (manifest?.version !== VERSION) {
    return `version ${JSON.stringify(manifest?.version)} is unknown; this page reads version ${VERSION}.`;
  }
  if (typeof manifest.task?.name !== "string") return "the field task.name is missing.";
  if (typeof manifest.instances?.count !== "number") return "the field instances.count is missing.";
  const { classes, models } = manifest;
  if (!Array.isArray(classes) || !classes.length) return "the field classes names no class.";
  if (!Array.isArray(models) || models.length < 2) return "the field models names fewer than two.";
  const lost = models.findIndex((/** @type {any} */ { layers }) => !Array.isArray(layers));
  return lost < 0 ? null : `models[${lost}]: the field layers is missing.`;
}
