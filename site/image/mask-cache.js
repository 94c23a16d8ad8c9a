// The masks of a list of edits, with the work on its beginning done once: a wand or a distance transform far
// back must not slow down the stroke at the end.

import { applyEdit, blankMasks, featherOf } from "./mask.js";
import { featherAlpha } from "./feather.js";

/** @typedef {import("./mask.js").Edit} Edit */
/** @typedef {import("./mask.js").Masks} Masks */

/** How many beginnings are remembered for one picture. */
const KEPT = 6;

/** The edits that take longer than copying masks. */
const COSTLY = new Set(["wand", "grow", "shrink", "bitmap"]);

/** @typedef {{fill: Uint8Array | null, blur: Uint8Array | null}} Kept the masks that cover anything */

/** By picture, so that all goes when the picture does.
 * @type {WeakMap<ImageData, {edits: Edit[], masks: Masks, kept?: Kept}[]>} */
const remembered = new WeakMap();

/** By mask. @type {WeakMap<Uint8Array, {feather: number, alpha: Float32Array}>} */
const alphas = new WeakMap();

/**
 * The same as `rasterize()`. The masks are shared: who changes one or hands it over, copies it.
 * @param {Edit[]} edits
 * @param {ImageData} original
 * @returns {Kept}
 */
export function masksOf(edits, original) {
  if (!edits.length) return { fill: null, blur: null };
  const { width, height } = original;
  const entries = remembered.get(original) ?? [];
  remembered.set(original, entries);
  const begins = (/** @type {{edits: Edit[]}} */ entry) =>
    entry.edits.length <= edits.length && entry.edits.every((edit, i) => edit === edits[i]);
  let [best] = entries.filter(begins).sort((a, b) => b.edits.length - a.edits.length);
  let masks = best?.masks ?? blankMasks(width, height);
  let done = best?.edits.length ?? 0;
  if (best) entries.push(...entries.splice(entries.indexOf(best), 1)); // used last, forgotten last
  if (done < edits.length) {
    masks = { fill: masks.fill.slice(), blur: masks.blur.slice() };
    for (; done < edits.length; done++) {
      applyEdit(masks, edits[done], width, height, original);
      if (done === edits.length - 1) entries.push((best = { edits, masks }));
      else if (COSTLY.has(edits[done].shape ?? "")) {
        const copy = { fill: masks.fill.slice(), blur: masks.blur.slice() };
        entries.push({ edits: edits.slice(0, done + 1), masks: copy });
      }
    }
    entries.splice(0, entries.length - KEPT);
  }
  const kept = (/** @type {Uint8Array} */ mask) => (mask.includes(1) ? mask : null);
  return (best.kept ??= { fill: kept(best.masks.fill), blur: kept(best.masks.blur) });
}

/**
 * How much of the filling shows at each pixel, or null where the mask has a hard edge.
 * @param {Edit[]} edits
 * @param {"fill" | "blur"} action
 * @param {Uint8Array} mask from `masksOf()`
 * @param {{width: number, height: number}} picture
 */
export function alphaOf(edits, action, mask, { width, height }) {
  const feather = featherOf(edits, action, Math.max(width, height));
  if (!feather) return null;
  const known = alphas.get(mask);
  if (known?.feather === feather) return known.alpha;
  const alpha = featherAlpha(mask, width, height, feather);
  alphas.set(mask, { feather, alpha });
  return alpha;
}
