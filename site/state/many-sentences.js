// A run over sentences, a batch of them at a time, both networks at once.

import { guess, openAsker } from "./many-asker.js";
import { knownKey } from "./many.js";

/** @typedef {import("./many.js").Item} Item */
/** @typedef {import("./many-effects.js").Help} Help */
/** @typedef {import("./sentence-words.js").Reading} Reading */

/** Sentences in one batch: more gain nothing, and the answers would come in jumps. */
const BATCH = 64;

/**
 * @param {import("./many.js").Run} run
 * @param {Help & {read: (text: string) => Reading, length: number}} help length: words that the networks read
 */
export async function workSentences(run, help) {
  const { signal, tell, known, read, length } = help;
  const url = new URL("../workers/text.js", import.meta.url);
  const askers = run.networks.map((each) => openAsker(url, each, help));
  const items = run.items.filter((item) => {
    const any = read(item.changed ?? "").total > 0;
    if (!any) tell("itemFailed", { item: item.id, message: `Nothing is left of “${item.title}”` });
    return any;
  });
  await Promise.all(
    askers.map(async ({ network, ask }) => {
      for (let at = 0; at < items.length && !signal.aborted; at += BATCH) {
        await ask((worker) => answer(worker, network, items.slice(at, at + BATCH)));
      }
    }),
  );
  signal.throwIfAborted();

  /** @param {import("../workers/call.js").Connection} worker @param {import("./many.js").Wanted} network
   * @param {Item[]} batch */
  async function answer(worker, network, batch) {
    const key = (/** @type {Item} */ { id }) => knownKey(network, id);
    const unknown = batch.filter((item) => !known()[key(item)]);
    const texts = [...unknown.map(({ title }) => title), ...batch.map(({ changed }) => changed ?? "")];
    const rows = new Int32Array(texts.length * length);
    texts.forEach((text, i) => rows.set(read(text).words.slice(0, length).map(({ id }) => id), i * length));
    const found = await worker.call("classifyAll", { rows }, { transfer: [rows.buffer] });
    const classes = found.length / texts.length;
    const guesses = texts.map((_, i) => guess(found.subarray(i * classes, (i + 1) * classes)));
    const before = Object.fromEntries(unknown.map((item, i) => [key(item), guesses[i]]));
    const answers = batch.map((item, i) => [
      item.id,
      { before: before[key(item)] ?? known()[key(item)], after: guesses[unknown.length + i] },
    ]);
    tell("answersArrived", { network: network.id, answers: Object.fromEntries(answers), known: before });
  }
}
