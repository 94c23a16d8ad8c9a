// Drafts: pictures of the person's own with their edits, one for each tab, in this browser's IndexedDB.

import { createStore, delMany, getMany, keys, setMany } from "../vendor/keyval.js";

/** What a tab that is gone left behind is deleted after so many milliseconds: a day. */
const STALE = 24 * 60 * 60 * 1000;

const place = createStore("diptych", "drafts");

/** Bytes, as some private windows keep no Blob, and a file may be gone from the disk.
 * @typedef {{bytes: ArrayBuffer, type: string, title: string}} DraftPicture */

/** The picture has a record of its own: it is large, and a stroke changes only the edits.
 * @param {string} tab */
const keysOf = (tab) => ["edits", "picture"].map((part) => [tab, part]);

/**
 * All of it is written, or nothing.
 * @param {string} tab
 * @param {any} edits
 * @param {DraftPicture | null} picture null where the one that is there stays
 */
export function writeDraft(tab, edits, picture) {
  const [editsKey, pictureKey] = keysOf(tab);
  /** @type {[string[], any][]} */
  const records = [[editsKey, { edits, written: Date.now() }]];
  if (picture) records.push([pictureKey, picture]);
  return setMany(records, place);
}

/** @param {string} tab @returns {Promise<{edits: any, picture: DraftPicture} | null>} */
export async function readDraft(tab) {
  const [record, picture] = await getMany(keysOf(tab), place);
  return record && picture ? { edits: record.edits, picture } : null;
}

/** @param {string} tab */
export function deleteDraft(tab) {
  return delMany(keysOf(tab), place);
}

/**
 * @param {(tab: string) => boolean} isOpen
 * @param {number} [now]
 */
export async function deleteStale(isOpen, now = Date.now()) {
  const known = /** @type {[string, string][]} */ (await keys(place)).filter(([, part]) => part === "edits");
  const records = await getMany(known, place);
  const stale = known.filter(([tab], i) => !isOpen(tab) && Math.abs(now - records[i]?.written) > STALE);
  await delMany(stale.flatMap(([tab]) => keysOf(tab)), place);
}
