// Selections as values: the empty one, changed, toggled, cut down, and compared.

/** @typedef {import("./compare-types.js").Selection} Selection */
/** @typedef {import("./compare-types.js").Manifest} Manifest */

/** Fields that hold one value a model. */
const BY_MODEL = /** @type {const} */ (["predicted", "correct", "correct5"]);

/** Everything, in the bundle's order. @param {Manifest} manifest @returns {Selection} */
export function emptySelection(manifest) {
  return {
    models: manifest.models.map(({ id }) => id),
    truth: [],
    predicted: {},
    agreement: "any",
    outcome: "any",
    correct: {},
    correct5: {},
    words: [],
    search: "",
    neuron: null,
    ids: [],
    order: null,
  };
}

/** @param {any} a @param {any} b */
export function isSame(a, b) {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The same value with the keys of every object in one order. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Names a selection. @param {Selection} selection */
export function selectionKey(selection) {
  return JSON.stringify(sorted(selection));
}

/**
 * With some fields changed; what a patch says of one model leaves the others' as they are, and null or an
 * empty list takes a model's part away.
 * @param {Selection} selection
 * @param {Partial<Selection>} patch
 * @returns {Selection}
 */
export function patched(selection, patch) {
  /** @type {any} */
  const next = { ...selection, ...patch };
  for (const field of BY_MODEL) {
    if (!patch[field]) continue;
    const merged = Object.entries({ ...selection[field], ...patch[field] });
    next[field] = Object.fromEntries(merged.filter(([, value]) => value !== null && !isSame(value, [])));
  }
  if (next.order?.by === "activation" && !next.neuron) next.order = null;
  return next;
}

/**
 * Like `patched`, but what is all selected already is taken away.
 * @param {Selection} selection
 * @param {Partial<Selection>} patch
 * @param {Selection} empty
 * @returns {Selection}
 */
export function toggled(selection, patch, empty) {
  const next = patched(selection, patch);
  if (!isSame(next, selection)) return next;
  /** @type {any} */
  const undo = {};
  for (const field of /** @type {(keyof Selection)[]} */ (Object.keys(patch))) {
    const perModel = /** @type {readonly string[]} */ (BY_MODEL).includes(field);
    undo[field] = perModel ? withNulls(/** @type {object} */ (patch[field])) : empty[field];
  }
  return patched(selection, undo);
}

/** @param {object} value */
function withNulls(value) {
  return Object.fromEntries(Object.keys(value).map((key) => [key, null]));
}

/**
 * Without one part of its sentence.
 * @param {Selection} selection
 * @param {{field: string, key: string | null}} part
 * @param {Selection} empty
 * @returns {Selection}
 */
export function without(selection, { field, key }, empty) {
  /** @type {any} */
  const value = selection[/** @type {keyof Selection} */ (field)];
  const blank = empty[/** @type {keyof Selection} */ (field)];
  if (key === null) return patched(selection, { [field]: blank });
  if (Array.isArray(value)) return patched(selection, { [field]: value.filter((each) => each !== key) });
  if (field === "neuron") return patched(selection, { neuron: value && { ...value, [key]: null } });
  return patched(selection, { [field]: { [key]: null } });
}

/** Only what differs from the empty one, for links. @param {Selection} selection @param {Selection} empty */
export function compacted(selection, empty) {
  const fields = /** @type {(keyof Selection)[]} */ (Object.keys(empty));
  const chosen = fields.filter((field) => !isSame(selection[field], empty[field]));
  return Object.fromEntries(chosen.map((field) => [field, selection[field]]));
}
