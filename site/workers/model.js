// The worker of one network: it loads, classifies, explains and measures; the page starts one for each.

import { watchArrivals } from "../model/arrivals.js";
import { wantThreads } from "../model/backend.js";
import { loadClassifier } from "../model/classifier.js";
import { arrivals, tellPage } from "./arrivals.js";
import { serve } from "./serve.js";

// Two networks answer at once, each in its own worker: threads beyond the cores would hold both up.
wantThreads(Math.max(1, navigator.hardwareConcurrency >> 1));

/** @type {import("../model/classifier.js").Classifier | undefined} */
let classifier;

function loaded() {
  if (!classifier) throw new Error("no network is loaded yet: load one first.");
  return classifier;
}

watchArrivals(arrivals);
tellPage();
serve({
  async load({ name, backend, preprocessing }, { progress, signal }) {
    const start = performance.now();
    const next = await loadClassifier(name, {
      backend,
      preprocessing,
      signal,
      onProgress: /** @type {any} */ (progress),
    });
    classifier?.dispose();
    classifier = next;
    const { id, card, size } = next;
    return {
      id,
      name: card.name,
      size,
      backend: next.backend,
      preprocessing: next.preprocessing,
      preprocessings: Object.keys(card.preprocessing),
      downloadBytes: card.downloadBytes,
      milliseconds: performance.now() - start,
    };
  },

  async classify({ image }, { signal }) {
    const answer = await loaded().classify(image, { signal });
    return {
      value: { ...answer, backend: loaded().backend },
      transfer: [answer.probabilities.buffer, answer.features.buffer],
    };
  },

  async cam({ features, classIndex }) {
    const map = await loaded().camFromFeatures(features, classIndex);
    return { value: map, transfer: [map.values.buffer] };
  },

  measure: ({ image, backends }) => loaded().measure(image, backends),

  async use({ backend }) {
    await loaded().use(backend);
    return { backend: loaded().backend };
  },
});
