// What the panel of neighbours takes from Probe: the activations of the input, before and after the edit.

import { bestOf } from "./rows.js";
import { present } from "./sentence.js";

/** @typedef {import("./neighbours-recorded.js").Model} Model */
/** @typedef {import("./neighbours-recorded.js").Recording} Recording */

/** @typedef {{key: string, layers: Record<string, Float32Array>}} Activations of one input, by the name of
 *   the running network's output */

/**
 * @typedef {object} Asked one running network
 * @property {string} id
 * @property {string} name
 * @property {(model: Model) => boolean} isModel whether it is the recorded one
 * @property {Activations | null} original
 * @property {Activations | null} modified
 */

/**
 * @typedef {object} Host one side of Probe
 * @property {string} bundle with recorded inputs of the same kind
 * @property {string} kind of an input, e.g. "photograph"
 * @property {import("./store.js").Store<any>} store
 * @property {() => Asked[]} networks
 * @property {(network: string) => number} classOf the class that the person looks at, else the one that the
 *   network gives the modified input; −1 before it has answered
 * @property {(recording: Recording) => number} itself the place of the original among the recorded inputs,
 *   or −1
 */

/** @param {import("./store.js").Store<import("./probe.js").ProbeState>} store @returns {Host} */
export function photographs(store) {
  return {
    bundle: "photographs",
    kind: "photograph",
    store,
    networks: () =>
      Object.values(store.get().networks).map(({ id, name, original, modified, ...network }) => ({
        id,
        name,
        // A card names its default preprocessing first, a recording not at all.
        isModel: (model) =>
          isLive(model, id) && (model.preprocessing ?? network.preprocessings[0]) === network.preprocessing,
        original: activations(original),
        modified: activations(modified),
      })),
    classOf(id) {
      const { cam, networks } = store.get();
      return cam?.classIndex ?? likeliest(networks[id]);
    },
    itself({ photos }) {
      const photo = store.get().source?.photo;
      return photo === undefined ? -1 : photos.indexOf(photo);
    },
  };
}

/** @param {import("./store.js").Store<import("./sentence.js").SentenceState>} store @returns {Host} */
export function sentences(store) {
  return {
    bundle: "reviews",
    kind: "sentence",
    store,
    networks: () =>
      Object.values(store.get().networks).map(({ id, name, original, modified }) => ({
        id,
        name,
        isModel: (model) => isLive(model, id),
        original: activations(original),
        modified: activations(modified),
      })),
    classOf: (id) => likeliest(store.get().networks[id]),
    itself: ({ names }) => names.indexOf(present(store.get()).original),
  };
}

/** @param {{key: string, layers?: Record<string, Float32Array>} | null} answer @returns {Activations | null} */
function activations(answer) {
  return answer?.layers ? { key: answer.key, layers: answer.layers } : null;
}

/** @param {Model} model @param {string} network */
function isLive({ live }, network) {
  return live?.split("/").at(-2) === network;
}

/** @typedef {{probabilities: Float32Array} | null} Answer */

/** The class that a network gives. @param {{original: Answer, modified: Answer}} network */
function likeliest({ original, modified }) {
  const answer = modified ?? original;
  return answer ? bestOf(answer.probabilities) : -1;
}
