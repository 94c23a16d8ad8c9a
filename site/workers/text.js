// The worker of one text classifier: it loads, answers, leaves words out and names the filters' n-grams.

import { watchArrivals } from "../model/arrivals.js";
import { wantThreads } from "../model/backend.js";
import { loadTextClassifier } from "../model/text-classifier.js";
import { arrivals, tellPage } from "./arrivals.js";
import { serve } from "./serve.js";

// One sentence is too little work to be worth sharing out.
wantThreads(1);

/** @type {import("../model/text-classifier.js").TextClassifier | undefined} */
let classifier;

function loaded() {
  if (!classifier) throw new Error("no network is loaded yet: load one first.");
  return classifier;
}

watchArrivals(arrivals);
tellPage();
serve({
  async load({ name }, { progress, signal }) {
    classifier = await loadTextClassifier(name, { signal, onProgress: /** @type {any} */ (progress) });
    const { card, labels, length, backend } = classifier;
    return { name: card.name, labels, length, backend };
  },

  classify: ({ ids }, { signal }) => loaded().classify(ids, { signal }),

  async classifyAll({ rows }) {
    const probabilities = await loaded().classifyAll(rows);
    return { value: probabilities, transfer: [probabilities.buffer] };
  },

  without: ({ ids }, { signal }) => loaded().without(ids, { signal }),

  filters: ({ ids, classIndex }) => loaded().filters(ids, classIndex),
});
