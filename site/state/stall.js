// What comes over a network and stops coming, though nothing says that it failed: told after a while, and
// taken back as soon as something comes.

/** Nothing for so long is told, in milliseconds. A lost packet is sent again after about 1, 3, 7 and 15 seconds
 * (RFC 6298): four losses in a row may still mend themselves; a person should not wait for the next in doubt. */
const STALL = 20_000;

/**
 * @param {(files: string[]) => void} tell called with what is waited for once nothing came, with nothing once
 *   something did
 */
export function stallWatch(tell) {
  let timer = 0;
  let told = false;
  return {
    /** Something came or is asked for. @param {string[]} files what is waited for from now on; none ends the watch */
    waits(files) {
      clearTimeout(timer);
      if (told) tell([]);
      told = false;
      if (!files.length) return;
      timer = setTimeout(() => {
        told = true;
        tell(files);
      }, STALL);
    },
  };
}

/**
 * A watch that tells a store, by the action `stalled`.
 * @param {import("./store.js").Store<any>} store
 * @param {string} who waits
 */
export function stallIn(store, who) {
  return stallWatch((files) => store.dispatch({ type: "stalled", who, files })).waits;
}

/** What a connection's events say to a watch. @param {(files: string[]) => void} waits */
export function waitsOf(waits) {
  return (/** @type {any} */ { event, files }) => {
    if (event === "waits") waits(files);
  };
}

/** So many files are named. */
const NAMED = 3;

/** Commas, and an “and” before the last. */
const LIST = new Intl.ListFormat("en-GB");

/** What a person is told; empty for no files.
 * @param {string} who waits @param {string[]} files @param {string} [remedy] where no bytes come */
export function stallSentence(who, files, remedy = "try again or reload the page") {
  if (!files.length) return "";
  const more = files.length - NAMED;
  const what = LIST.format(more > 1 ? [...files.slice(0, NAMED), `${more} more files`] : files);
  const todo = `It goes on by itself when bytes come; if none do, check the connection, then ${remedy}`;
  return `${who} has been waiting more than ${STALL / 1000} seconds for ${what}. ${todo}.`;
}
