// Masks from files, and masks and edited pictures into files.

import { masksOf } from "../image/mask-cache.js";
import { maskPng, png, readMask } from "../image/mask-file.js";
import { toRuns } from "../image/runs.js";
import { editsInForce, isBehind } from "./edits.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */

/** @param {import("./store.js").Store<ProbeState>} store */
export function maskFiles(store) {
  /** @type {unknown} */
  let reading = null;
  /** @type {unknown} */
  let saving = null;

  async function read() {
    const { original, mask: tools } = store.get();
    const { wanted } = tools;
    if (!original || !wanted || wanted === reading) return;
    reading = wanted;
    const { blob, name } = wanted;
    try {
      const { mask, width, height, natural, byAlpha } = await readMask(blob, name);
      const note = tellOf(name, mask, natural, byAlpha, original);
      store.dispatch({ type: "maskImported", wanted, bitmap: toRuns(mask, width, height), note });
    } catch (error) {
      store.dispatch({ type: "maskRefused", wanted, message: /** @type {Error} */ (error).message });
    }
  }

  async function save() {
    const state = store.get();
    const wanted = state.mask.saving;
    if (!wanted || wanted === saving) return;
    const { what } = wanted;
    if (what === "picture" && isBehind(state)) return; // once it is there
    saving = wanted;
    if (what === "picture" && !state.modified.pixels) {
      store.dispatch({ type: "saveFailed", message: `There is no modified picture to save. ${state.modified.error}` });
      return;
    }
    const name = `${baseName(state)}-${what === "mask" ? "mask" : "edited"}.png`;
    try {
      download(await blobOf(state, what), name);
      store.dispatch({ type: "saved", text: `Saved as ${name}.` });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      store.dispatch({ type: "saveFailed", message: `${name} can't be written (${message}): try again.` });
    }
  }

  return {
    stop() {},
    reconcile() {
      read();
      save();
    },
  };
}

/** @param {ProbeState} state @param {"mask" | "picture"} what */
function blobOf(state, what) {
  const original = /** @type {ImageData} */ (state.original);
  if (what === "picture") return png(/** @type {ImageData} */ (state.modified.pixels));
  const { width, height } = original;
  const mask = masksOf(editsInForce(state), original)[state.action];
  return maskPng(mask ?? new Uint8Array(width * height), width, height);
}

/**
 * What the person should know of a mask that was read.
 * @param {string} name
 * @param {Uint8Array} mask
 * @param {{width: number, height: number}} natural
 * @param {boolean} byAlpha
 * @param {ImageData} picture
 */
function tellOf(name, mask, natural, byAlpha, { width, height }) {
  const share = (100 * mask.reduce((sum, value) => sum + value, 0)) / mask.length;
  const sizes = `${natural.width} × ${natural.height} to ${width} × ${height}`;
  const stretched = Math.abs((natural.width * height) / (natural.height * width) - 1) > 0.02;
  return [
    `${name} masks ${share.toFixed(1)} % of the picture${byAlpha ? ", by its transparency" : ""}.`,
    stretched
      ? `It has another shape than the picture and was stretched from ${sizes}.`
      : natural.width === width && natural.height === height
      ? ""
      : `It was scaled from ${sizes}.`,
  ]
    .join(" ")
    .trim();
}

/** A file's name from the picture's title. @param {ProbeState} state */
function baseName({ source }) {
  const title = (source?.title ?? "picture").replace(/\.[a-z0-9]{2,4}$/i, "");
  return title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "picture";
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
