// One network of a run, asked in a worker of its own, one question after the other.

import { connect } from "../workers/call.js";

/** @typedef {import("./many.js").Wanted} Wanted */
/** @typedef {import("../workers/call.js").Connection} Connection */

/**
 * @typedef {object} Asker
 * @property {Wanted} network
 * @property {boolean} gaveUp
 * @property {(question: (worker: Connection) => Promise<void>) => Promise<void>} ask asks
 *   once all earlier questions are answered, again if the worker died meanwhile; settles either way
 */

/**
 * @param {URL} url of the worker
 * @param {Wanted} network
 * @param {import("./many-effects.js").Help} help
 * @returns {Asker}
 */
export function openAsker(url, network, { signal, tell }) {
  const worker = connect(url);
  signal.addEventListener("abort", () => worker.terminate());
  const { id: name, preprocessing } = network;
  const load = (backend = network.backend) =>
    worker.call("load", { name, backend: backend || "auto", preprocessing: preprocessing || undefined });
  let ready = load();
  ready.catch(() => {}); // whoever asks first hears of it
  let again = 1;
  let tail = Promise.resolve();

  /** @type {Asker} */
  const asker = { network, gaveUp: false, ask: inTurn };

  /** @param {Parameters<Asker["ask"]>[0]} ask @returns {Promise<void>} */
  async function attempt(ask) {
    if (asker.gaveUp || signal.aborted) return;
    try {
      await ready;
      await ask(worker);
    } catch (error) {
      if (signal.aborted) return;
      if (again-- > 0) {
        // A worker that died, or a graphics processor that went away: once more, on what always works.
        ready = load("wasm");
        await attempt(ask);
        return;
      }
      asker.gaveUp = true;
      worker.terminate();
      tell("networkGaveUp", { network: network.id, message: /** @type {Error} */ (error).message });
    }
  }

  /** @param {Parameters<Asker["ask"]>[0]} ask */
  function inTurn(ask) {
    return (tail = tail.then(() => attempt(ask)));
  }
  return asker;
}

/** What a network believes most.
 * @param {ArrayLike<number>} probabilities @returns {import("./many.js").Guess} */
export function guess(probabilities) {
  let classIndex = 0;
  for (let i = 1; i < probabilities.length; i++) {
    if (probabilities[i] > probabilities[classIndex]) classIndex = i;
  }
  return { classIndex, probability: probabilities[classIndex] };
}
