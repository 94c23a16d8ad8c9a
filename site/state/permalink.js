// The part of Probe's state worth sharing, in the URL's hash: #probe?photo=7&edits=…

import { decodeEdits, encodeEdits } from "./edits-text.js";
import { localAddress } from "./local-address.js";

export { decodeEdits, encodeEdits };

/** @typedef {import("../image/mask.js").Edit} Edit */

/** Longer links are cut by chat programs, so larger edits stay out of them. */
const LONGEST = 6000;

/**
 * @param {import("./probe.js").ProbeState} state
 * @returns {string} a hash, without edits where they would make it too long; empty for a file of one's own
 */
export function writeProbe(state) {
  const { photo, picture } = state.source ?? {};
  const named = photo ?? picture;
  if (!named) return "#probe";
  const fields = new URLSearchParams({ [photo ? "photo" : "picture"]: named });
  if (state.cam) fields.set("class", `${state.cam.network}.${state.cam.classIndex}`);
  if (state.sort !== "original") fields.set("sort", state.sort);
  const edits = encodeEdits(state.edits.slice(0, state.cursor), LONGEST);
  if (edits) fields.set("edits", edits);
  if (edits && state.seed !== 1) fields.set("seed", String(state.seed));
  return `#probe?${fields}`;
}

/**
 * @param {string} hash
 * @returns {{photo: string | null, picture: string | null, refused: string | null, edits: Edit[],
 *   seed: number, cam: {network: string, classIndex: number} | null, sort: string | null}} `picture`: an address in the
 *   published folder; `refused`: one that leads elsewhere
 */
export function readProbe(hash) {
  const fields = new URLSearchParams(hash.split("?")[1] ?? "");
  const [network, classIndex] = (fields.get("class") ?? "").split(".");
  const picture = fields.get("picture");
  const local = picture === null ? null : localAddress(picture);
  return {
    photo: fields.get("photo"),
    picture: local,
    refused: local === null ? picture : null,
    edits: decodeEdits(fields.get("edits") ?? ""),
    seed: /^[1-9]\d{0,8}$/.test(fields.get("seed") ?? "") ? Number(fields.get("seed")) : 1,
    cam: classIndex ? { network, classIndex: Number(classIndex) } : null,
    sort: fields.get("sort"),
  };
}
