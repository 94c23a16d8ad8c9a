// From Probe's state to a run over photographs: what is done, to which, and by which networks it is judged.

import { editsInForce, hasRegion } from "./edits.js";
import { METHODS } from "./probe-fillers.js";
import { moved, sinceReset } from "./many-place.js";
import { sourceOf } from "./many.js";
import { photoSource } from "./source.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */
/** @typedef {import("./many.js").ManyState} ManyState */
/** @typedef {import("./many.js").Item} Item */

/** A photograph of the gallery as an input. @param {ProbeState["gallery"][0]} photo @returns {Item} */
export const photoItem = ({ id, title, classIndex, file }) => ({
  id,
  title,
  truth: classIndex,
  url: `gallery/${file}`,
});

/** The inputs of the chosen set. @param {ManyState} many @param {ProbeState} probe @returns {Item[]} */
export function itemsOf(many, { gallery }) {
  const source = sourceOf(many.set);
  return source === "all" ? gallery.map(photoItem) : many[source];
}

/** What is done to every photograph: the edits in force on the picture that is open.
 * @param {ProbeState} probe @returns {import("./many.js").PictureRecipe | null} null where nothing is marked */
function recipeOf(probe) {
  const { original, fillMethod, radius, sigma, longSide } = probe;
  if (!original || !(hasRegion(probe, "fill") || hasRegion(probe, "blur"))) return null;
  const { width, height } = original;
  const edits = sinceReset(editsInForce(probe));
  return { edits, frame: { width, height }, method: fillMethod, radius, sigma, longSide };
}

/** What is done, in words: “2 regions filled by Telea”. @param {ProbeState} probe */
export function recipeInWords(probe) {
  const edits = sinceReset(editsInForce(probe)).filter(({ erase }) => !erase);
  const count = (/** @type {string} */ action) => edits.filter((edit) => edit.action === action).length;
  const regions = (/** @type {number} */ n) => (n === 1 ? "one region" : `${n} regions`);
  const { title } = METHODS.find(({ id }) => id === probe.fillMethod) ?? METHODS[0];
  const parts = [];
  if (count("fill")) parts.push(`${regions(count("fill"))} filled (${title})`);
  if (count("blur")) parts.push(`${regions(count("blur"))} blurred`);
  return parts.join(", ");
}

/**
 * The run that a person would start now, or why there is none.
 * @param {ManyState} many
 * @param {ProbeState} probe
 * @returns {{key: string, recipe: any, items: Item[], networks: import("./many.js").Wanted[], problem: string}}
 */
export function wantedRun(many, probe) {
  const recipe = recipeOf(probe);
  const items = itemsOf(many, probe);
  const networks = Object.values(probe.networks).map(({ id, name, backend, preprocessing }) => ({
    id,
    name,
    backend,
    preprocessing,
  }));
  const problem = !recipe
    ? "Paint something out of the picture first: the same place is then edited in every photograph."
    : !items.length
      ? many.set === "own"
        ? "Choose some pictures of your own first."
        : "There is no photograph to apply it to."
      : "";
  const key = [
    recipe?.edits.map(({ id }) => id).join(),
    ...[recipe?.method, recipe?.radius, recipe?.sigma, recipe?.longSide],
    networks.map(({ id, preprocessing }) => `${id}:${preprocessing}`).join(),
    items.map(({ id }) => id).join(),
  ].join("|");
  return { key, recipe, items, networks, problem };
}

/** What opens one of a run's photographs in Probe with the run's edit.
 * @param {Item} item @param {import("./many.js").Run} run @param {{width: number, height: number}} shape of it
 * @param {ProbeState} probe */
export function opening(item, { recipe }, shape, { gallery }) {
  const photo = gallery.find(({ id }) => id === item.id);
  const source = photo ? photoSource(photo) : { id: item.id, title: item.title, blob: item.blob };
  return { source, edits: moved(recipe.edits, recipe.frame, shape) };
}
