// Edits as a short text for a link: one part an edit, "f+0" and numbers in base 36, parts joined by "!".

/** @typedef {import("../image/mask.js").Edit} Edit */

/** An edit's shape is the place of its word here, in base 36; "everywhere" is a wand that is not contiguous. */
const WORDS = /** @type {const} */ ([
  "brush", "rectangle", "lasso", "whole", "wand", "everywhere", "invert", "grow", "shrink", "feather", "bitmap",
]);

/** Coordinates and brushes travel as whole ten-thousandths of the long side. */
const SCALE = 1e4;

/** What changes a mask by whole pixels travels finer. */
const FINE = 1e6;

/** Of the wand, in CIELAB: hundredths. */
const TOLERANCE = 100;

/** No picture is edited at a longer side. */
const LONGEST_SIDE = 2048;

/**
 * @param {Edit[]} edits
 * @param {number} [limit] on the text's length
 * @returns {string | null} null if it would be longer
 */
export function encodeEdits(edits, limit = Infinity) {
  const start = edits.findLastIndex((edit) => edit.action === "reset") + 1;
  const parts = [];
  let length = 0;
  for (const edit of edits.slice(start)) {
    // A number takes at least a digit and a dot; an imported mask may have a million of them.
    if (2 * (edit.runs?.length ?? 0) > limit) return null;
    const numbers = numbersOf(edit);
    const word = edit.shape === "wand" && !edit.contiguous ? "everywhere" : (edit.shape ?? "brush");
    const head = `${edit.action === "blur" ? "b" : "f"}${edit.erase ? "-" : "+"}${WORDS.indexOf(word).toString(36)}`;
    parts.push(head + numbers.map((value) => Math.round(value).toString(36)).join("."));
    length += parts[parts.length - 1].length + 1;
    if (length > limit) return null;
  }
  return parts.join("!");
}

/** @param {Edit} edit @returns {number[]} */
function numbersOf({ shape, size = 0, points = [], tolerance = 0, width = 0, height = 0, runs = [] }) {
  if (shape === "bitmap") return [width, height].concat(runs);
  if (shape === "wand") return [TOLERANCE * tolerance, ...points.map((value) => value * SCALE)];
  const scale = isFine(shape) ? FINE : SCALE;
  return [size, ...points].map((value) => value * scale);
}

/** @param {string | undefined} shape */
const isFine = (shape) => ["grow", "shrink", "feather"].includes(shape ?? "");

/** @param {string} text @returns {Edit[]} what cannot be read is left out */
export function decodeEdits(text) {
  return text
    .split("!")
    .filter((part) => /^[bf][+-][0-9a][0-9a-z.-]+$/.test(part))
    .map((part, i) => {
      const word = WORDS[parseInt(part[2], 36)];
      const numbers = part.slice(3).split(".").map((number) => parseInt(number, 36));
      const shape = word === "everywhere" ? /** @type {const} */ ("wand") : word;
      const action = part[0] === "b" ? /** @type {const} */ ("blur") : /** @type {const} */ ("fill");
      return { id: i + 1, action, erase: part[1] === "-", shape, ...fieldsOf(word, numbers) };
    })
    .filter(isUsable);
}

/** @param {string} word @param {number[]} numbers @returns {Partial<Edit>} */
function fieldsOf(word, [first, ...rest]) {
  if (word === "bitmap") return { width: first, height: rest[0], runs: rest.slice(1) };
  if (word === "wand" || word === "everywhere") {
    const points = rest.map((value) => value / SCALE);
    return { tolerance: first / TOLERANCE, contiguous: word === "wand", points };
  }
  if (isFine(word)) return { size: first / FINE };
  return { size: first / SCALE, points: rest.map((value) => value / SCALE) };
}

/** @param {Edit} edit */
function isUsable({ shape, size, points, tolerance, width = 0, height = 0, runs = [] }) {
  if (shape === "wand") return points?.length === 2 && [...points, tolerance].every(Number.isFinite);
  if (isFine(shape)) return Number.isFinite(size) && /** @type {number} */ (size) < 1;
  if (shape !== "bitmap") return true;
  const sides = [width, height].every((side) => side > 0 && side <= LONGEST_SIDE);
  return sides && runs.every((run) => run >= 0) && runs.reduce((sum, run) => sum + run, 0) <= width * height;
}
