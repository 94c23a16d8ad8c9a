// The name under which a tab keeps what is its own, also after a reload; no two open pages share one.

import { recalled, remember, remembered } from "./remembered.js";

const NAME = "diptych.tab";

/** The page that a tab showed before lets go of the name within so many milliseconds. */
const PATIENCE = 1000;

/** @param {string} name */
const lockOf = (name) => `diptych.tab.${name}`;

/** The name that the tab had, until it is known what becomes of it. @type {string | null} */
let undecided = null;

addEventListener("pagehide", () => undecided !== null && rememberName(undecided));

/**
 * A name for this page. The one that the tab had is forgotten as it is read, unless the page is left in good
 * order: what is kept under it may be what brought the page down, and must not do so again and again.
 * @returns {Promise<{name: string, before: string | null}>} `before`: the name that the tab had; another page goes
 *   on using it where the tab was duplicated, and this one has a new name
 */
export async function nameTab() {
  const before = recalled(NAME, "sessionStorage");
  undecided = before;
  if (before !== null && (await holdName(before))) return { name: before, before };
  undecided = null;
  return { name: newName(), before };
}

/** Chance enough, also where crypto.randomUUID is missing for want of HTTPS. */
const newName = () => crypto.getRandomValues(new Uint32Array(3)).join("-");

/** @type {Map<string, Promise<boolean>>} */
const holding = new Map();

/**
 * Holds a name until the page is closed. Not before it is needed: some browsers keep no page for the way back
 * that holds a lock.
 * @param {string} name
 * @returns {Promise<boolean>} false where another page holds it
 */
export function holdName(name) {
  if (!holding.has(name)) holding.set(name, lock(lockOf(name)));
  return /** @type {Promise<boolean>} */ (holding.get(name));
}

/** @param {string} name @returns {Promise<boolean>} */
async function lock(name) {
  // Without HTTPS nobody can tell.
  if (!navigator.locks || (await lockIfFree(name))) return true;
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return lockIfFree(name);
}

/** @param {string} name @returns {Promise<boolean>} */
function lockIfFree(name) {
  return new Promise((resolve) => {
    const hold = (/** @type {Lock | null} */ lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    };
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(false));
  });
}

/** @returns {Promise<(name: string) => boolean>} tells whether an open page holds a name */
export async function openNames() {
  const { held } = (await navigator.locks?.query()) ?? {};
  const locks = new Set(held?.map(({ name }) => name));
  return (name) => locks.has(lockOf(name));
}

/** @param {string} name @returns {boolean} whether the tab's next page will find it */
export function rememberName(name) {
  undecided = null;
  remember(NAME, name, "sessionStorage");
  return remembered(NAME, "sessionStorage") === name;
}

export function forgetName() {
  undecided = null;
  recalled(NAME, "sessionStorage");
}
