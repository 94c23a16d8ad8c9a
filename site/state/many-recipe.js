// From Probe's state to a run over photographs: what is done, to which, and by which networks it is judged.

import { sinceReset } from "../image/mask.js";
import { masksOf } from "../image/mask-cache.js";
import { editsInForce } from "./edits.js";
import { isSeeded, METHODS } from "./fillers.js";
import { frozen, moved } from "./many-place.js";
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
 * @param {ProbeState} probe
 * @returns {import("./many.js").PictureRecipe | null} null where nothing is marked */
function recipeOf(probe) {
  const { original, fillMethod, radius, sigma, seed, longSide } = probe;
  const { fill, blur } = masksNow(probe);
  if (!original || !(fill || blur)) return null;
  const { width, height } = original;
  const edits = frozen(sinceReset(editsInForce(probe)), original);
  return { edits, frame: { width, height }, method: fillMethod, radius, sigma, seed, longSide };
}

/** The masks on the picture that is open. @param {ProbeState} probe */
function masksNow(probe) {
  if (!probe.original) return { fill: null, blur: null };
  return masksOf(sinceReset(editsInForce(probe)), probe.original);
}

/** What is done, in words: “12 % of the picture filled (Telea)”. @param {ProbeState} probe */
export function recipeInWords(probe) {
  const { fill, blur } = masksNow(probe);
  const { title } = METHODS.find(({ id }) => id === probe.fillMethod) ?? METHODS[0];
  const share = (/** @type {Uint8Array} */ mask) => {
    const percent = (100 * mask.reduce((sum, value) => sum + value, 0)) / mask.length;
    return `${percent < 1 ? percent.toFixed(1) : Math.round(percent)} %`;
  };
  const parts = [];
  if (fill) parts.push(`${share(fill)} of the picture filled (${title})`);
  if (blur) parts.push(`${share(blur)} blurred`);
  return parts.join(", ");
}

/**
 * The run that a person would start now, or why there is none.
 * @param {ManyState} many
 * @param {ProbeState} probe
 * @returns {import("./many.js").WantedRun}
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
    ...[recipe?.method, recipe?.radius, recipe?.sigma, recipe && isSeeded(recipe.method) && recipe.seed, recipe?.longSide],
    networks.map(({ id, preprocessing }) => `${id}:${preprocessing}`).join(),
    items.map(({ id }) => id).join(),
  ].join("|");
  return { key, recipe, items, networks, problem };
}

/** What opens one of a run's photographs in Probe with the run's edit.
 * @param {Item} item @param {import("./many.js").Run} run
 * @param {{width: number, height: number}} shape of the photograph
 * @param {ProbeState} probe */
export function opening(item, { recipe }, shape, { gallery }) {
  const photo = gallery.find(({ id }) => id === item.id);
  const source = photo ? photoSource(photo) : { id: item.id, title: item.title, blob: item.blob };
  return { source, edits: moved(recipe.edits, recipe.frame, shape) };
}
