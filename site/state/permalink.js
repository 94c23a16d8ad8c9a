// The part of Probe's state worth sharing, in the URL's hash: #probe?photo=7&edits=…

/** @typedef {import("../image/mask.js").Edit} Edit */

/** Longer links are cut by chat programs, so larger edits stay out of them. */
const LONGEST = 6000;

const SHAPES = /** @type {const} */ (["brush", "rectangle", "lasso", "whole"]);

/** Coordinates travel as whole ten-thousandths of the long side. */
const SCALE = 10000;

/** @param {Edit[]} edits */
export function encodeEdits(edits) {
  const start = edits.findLastIndex((edit) => edit.action === "reset") + 1;
  return edits
    .slice(start)
    .map((edit) => {
      const head = `${edit.action === "blur" ? "b" : "f"}${edit.erase ? "-" : "+"}${SHAPES.indexOf(edit.shape ?? "brush")}`;
      const numbers = [edit.size ?? 0, ...(edit.points ?? [])].map((value) => Math.round(value * SCALE).toString(36));
      return head + numbers.join(".");
    })
    .join("!");
}

/** @param {string} text @returns {Edit[]} what cannot be read is left out */
export function decodeEdits(text) {
  return text
    .split("!")
    .filter((part) => /^[bf][+-][0-3][0-9a-z.-]+$/.test(part))
    .map((part, i) => {
      const [size, ...points] = part
        .slice(3)
        .split(".")
        .map((number) => parseInt(number, 36) / SCALE);
      return {
        id: i + 1,
        action: part[0] === "b" ? "blur" : "fill",
        erase: part[1] === "-",
        shape: SHAPES[Number(part[2])],
        size,
        points,
      };
    });
}

/**
 * @param {import("./probe.js").ProbeState} state
 * @returns {string} a hash, without edits where they would make it too long; empty for a file of one's own
 */
export function writeProbe(state) {
  if (!state.source?.photo) return "#probe";
  const fields = new URLSearchParams({ photo: state.source.photo });
  if (state.cam) fields.set("class", `${state.cam.network}.${state.cam.classIndex}`);
  if (state.sort !== "original") fields.set("sort", state.sort);
  const edits = encodeEdits(state.edits.slice(0, state.cursor));
  if (edits && edits.length < LONGEST) fields.set("edits", edits);
  return `#probe?${fields}`;
}

/**
 * @param {string} hash
 * @returns {{photo: string | null, edits: Edit[], cam: {network: string, classIndex: number} | null, sort: string | null}}
 */
export function readProbe(hash) {
  const fields = new URLSearchParams(hash.split("?")[1] ?? "");
  const [network, classIndex] = (fields.get("class") ?? "").split(".");
  return {
    photo: fields.get("photo"),
    edits: decodeEdits(fields.get("edits") ?? ""),
    cam: classIndex ? { network, classIndex: Number(classIndex) } : null,
    sort: fields.get("sort"),
  };
}
