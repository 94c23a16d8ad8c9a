// A picture of the person's own, which no address can bring back, outlives a reload and a tab that the browser
// discards: kept in this browser with its edits for as long as it is on screen.

import { deleteDraft, deleteStale, readDraft, writeDraft } from "./drafts.js";
import { modifiedKey } from "./edits.js";
import { knownFiller } from "./fillers.js";
import { keepReconciled, oneByOne } from "./reconcile.js";
import { ownSource } from "./source.js";
import { forgetName, holdName, nameTab, openNames, rememberName } from "./tab-name.js";

/** @typedef {import("./probe.js").ProbeState} ProbeState */
/** @typedef {import("./store.js").Store<ProbeState>} ProbeStore */

/** What of the state belongs to a draft, besides the picture. */
const FIELDS = /** @type {const} */ ([
  "edits", "cursor", "seed", "fillMethod", "sigma", "longSide", "sort", "cam",
]);

/** @typedef {Pick<ProbeState, typeof FIELDS[number]>} Edited */

/**
 * @typedef {object} Draft
 * @property {string} source its id
 * @property {Edited} edited
 */

/** @param {ProbeState} state @returns {Draft} */
function draftOf(state) {
  const edited = /** @type {any} */ (Object.fromEntries(FIELDS.map((field) => [field, state[field]])));
  return { source: state.source?.id ?? "", edited };
}

/** @param {Draft} a @param {Draft | null} b */
const isSame = (a, b) => a.source === b?.source && FIELDS.every((field) => a.edited[field] === b.edited[field]);

/** Whether a reload would bring back the person's own picture as it is now. @param {ProbeState} state */
export function isKept(state) {
  return isSame(draftOf(state), state.kept);
}

/**
 * Keeps the browser's draft true to the screen.
 * @param {ProbeStore} store
 * @returns {{bringBack: () => Promise<boolean>}} opens what this tab kept, if it has not opened another picture
 */
export function keepOwn(store) {
  /** The id of the source whose picture the draft holds; the tab's name while it is that of the page before. */
  let stored = "";
  /** What this browser did not take. @type {Draft | null} */
  let refused = null;
  const named = begin();

  // Another page of this tab may have deleted what this one kept before it was gone back to.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    stored = "";
    store.dispatch({ type: "draftDropped" });
  });

  async function begin() {
    const { name, before } = await nameTab();
    if (name === before) stored = before;
    // What can't be deleted has no name any more in this tab, and goes when it is stale.
    keepReconciled(store, [{ reconcile: oneByOne(next, () => {}), stop() {} }]);
    openNames().then((isOpen) => deleteStale((tab) => tab === before || isOpen(tab))).catch(() => {});
    return { name, before };
  }

  /** The first thing that is missing, or null. @returns {(() => Promise<void>) | null} */
  function next() {
    const state = store.get();
    const { source, kept } = state;
    if (!source) return null;
    const isHopeless = refused?.source === source.id && stored !== source.id;
    if (!source.blob || isHopeless) return stored ? forget : null;
    const draft = draftOf(state);
    return isSame(draft, kept) || isSame(draft, refused) ? null : () => keep(draft, source);
  }

  /** @param {Draft} draft @param {import("./probe.js").Source} source */
  async function keep(draft, { id, title, blob }) {
    try {
      const { name } = await named;
      await holdName(name);
      if (!rememberName(name)) throw new Error("sessionStorage is refused");
      const picture = stored === id ? null : await pictureOf(/** @type {Blob} */ (blob), title);
      await writeDraft(name, draft.edited, picture);
      stored = id;
      store.dispatch({ type: "draftKept", draft });
    } catch {
      // The page goes on as it is, and warn-of-loss.js asks before it is left.
      refused = draft;
    }
  }

  async function forget() {
    stored = "";
    forgetName();
    store.dispatch({ type: "draftDropped" });
    await deleteDraft((await named).name);
  }

  async function bringBack() {
    const { name, before } = await named;
    const draft = before === null ? null : await readDraft(before).catch(() => null);
    const { source: now, wanted } = store.get();
    if (before === null || !draft || now || wanted) return false;
    const { bytes, type, title } = draft.picture;
    const source = ownSource(new Blob([bytes], { type }), title);
    if (name === before) stored = source.id;
    return reopen(store, source, draft.edits);
  }

  return { bringBack };
}

/** @param {Blob} blob @param {string} title */
async function pictureOf(blob, title) {
  return { bytes: await blob.arrayBuffer(), type: blob.type, title };
}

/**
 * @param {ProbeStore} store
 * @param {import("./probe.js").Source} source
 * @param {Edited} edited
 * @returns {Promise<boolean>} whether it is on screen, and nothing else was wished for meanwhile
 */
async function reopen(store, source, { cam, ...edited }) {
  // From 1 on, as those of a link: the next one's number is none of theirs.
  const edits = edited.edits.map((edit, i) => ({ ...edit, id: i + 1 }));
  const { cursor, seed, fillMethod, sigma, longSide, sort } = edited;
  store.dispatch({ type: "fillMethodChosen", method: knownFiller(fillMethod) });
  store.dispatch({ type: "sigmaChosen", sigma });
  store.dispatch({ type: "sortChosen", sort });
  store.dispatch({ type: "longSideChosen", longSide });
  store.dispatch({ type: "pictureChosen", source, edits, cursor, seed });
  await until(store, ({ wanted }) => wanted?.source !== source);
  if (store.get().source?.id !== source.id) return false;
  if (cam) store.dispatch({ type: "classChosen", ...cam });
  const text = `${source.title} is back, as you left it. This browser forgets it when you choose another picture.`;
  store.dispatch({ type: "told", text, key: modifiedKey(store.get()) });
  return true;
}

/** @param {ProbeStore} store @param {(state: ProbeState) => boolean} isTrue @returns {Promise<void>} */
function until(store, isTrue) {
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe((state) => {
      if (!isTrue(state)) return;
      unsubscribe();
      resolve();
    });
  });
}
