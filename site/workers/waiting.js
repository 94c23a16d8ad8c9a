// Which files are waited for now: told when one is asked for, while it comes, and when it is there.

/** While bytes come, that is told so often, in milliseconds. */
const OFTEN = 1000;

/** @typedef {ReturnType<typeof waitingList>} WaitingList */

/** @param {(files: string[]) => void} tell */
export function waitingList(tell) {
  /** @type {string[]} */
  const files = [];
  let told = 0;

  function say() {
    told = performance.now();
    tell([...files]);
  }

  return {
    /** @template T @param {string} name @param {Promise<T>} arrival @returns {Promise<T>} */
    async until(name, arrival) {
      files.push(name);
      say();
      try {
        return await arrival;
      } finally {
        files.splice(files.indexOf(name), 1);
        say();
      }
    },
    /** Some bytes came. */
    came() {
      if (performance.now() - told >= OFTEN) say();
    },
  };
}
