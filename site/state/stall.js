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

/** What a person is told, beside a button to try again; empty for no files.
 * @param {string} who waits @param {string[]} files */
export function stallSentence(who, files) {
  if (!files.length) return "";
  const what = files.join(" and ");
  const todo = "It goes on by itself when bytes come; if none do, check the connection, then try again or reload the page";
  return `${who} has been waiting more than ${STALL / 1000} seconds for ${what}. ${todo}.`;
}
