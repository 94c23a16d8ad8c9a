// Fetches of the page itself, of which its store hears when one stops coming.

import { waitingList } from "../workers/waiting.js";
import { stallIn } from "./stall.js";

/** @param {import("./store.js").Store<any>} store @param {string} who waits */
export function fetcher(store, who) {
  const waiting = waitingList(stallIn(store, who));

  /**
   * @template T
   * @param {string} url
   * @param {string} name by which a person knows it
   * @param {(response: Response | null) => Promise<T>} read is given null where there is no network
   * @param {AbortSignal} [signal] aborted: nobody waits for it any more
   * @returns {Promise<T>}
   */
  return (url, name, read, signal) => {
    const response = fetch(url, { signal }).catch(() => null);
    return waiting.until(name, response.then((found) => read(found && counted(found, waiting.came))));
  };
}

/**
 * The same response, of which every piece is told.
 * @param {Response} response
 * @param {() => void} came
 */
function counted({ body, status, statusText, headers }, came) {
  const count = new TransformStream({
    transform(piece, controller) {
      came();
      controller.enqueue(piece);
    },
  });
  return new Response(body && body.pipeThrough(count), { status, statusText, headers });
}
