// The files that this thread fetches; a worker tells its page which of them have not come yet.

import { waitingList } from "./waiting.js";

/** @type {(files: string[]) => void} */
let tell = () => {};

export const arrivals = waitingList((files) => tell(files));

/** In a worker, once all its modules are there: from now on its page is told. */
export function tellPage() {
  tell = (files) => /** @type {any} */ (globalThis).postMessage({ event: "waits", files });
  tell([]);
}
