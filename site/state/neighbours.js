// The state of the panel of neighbours: what is recorded, what is looked at, what was found for each network.

/** @typedef {import("./neighbours-recorded.js").Recording} Recording */
/** @typedef {import("./neighbours-recorded.js").Model} Model */
/** @typedef {import("./neighbours-recorded.js").Layer} Layer */
/** @typedef {import("./neighbours-hosts.js").Asked} Asked */

/** @typedef {import("./neighbours-find.js").Found & {key: string, model: string, layer: string}} Answered
 *   key: the question */

/**
 * @typedef {object} NeighboursState
 * @property {boolean} open
 * @property {Recording | null} recording
 * @property {Record<string, import("./neighbours-recorded.js").Said>} said by model
 * @property {Record<string, import("./neighbours-recorded.js").RecordedLayer>} layers by layerKey
 * @property {number} loading fraction of the download under way, or −1
 * @property {string} error why there is nothing to show
 * @property {Record<string, string>} chosenLayers network → name of the layer, where one was chosen
 * @property {Record<string, number | null>} chosenUnits network → neuron
 * @property {Record<string, Answered>} found by network
 */

/** Recorded inputs shown in one row. */
export const NEAR = 6;

/** Neurons shown of each network. */
export const NEURONS = 6;

/** @param {boolean} open @returns {NeighboursState} */
export function initialNeighbours(open) {
  return {
    open,
    recording: null,
    said: {},
    layers: {},
    loading: -1,
    error: "",
    chosenLayers: {},
    chosenUnits: {},
    found: {},
  };
}

/** @param {string} model @param {string} layer */
export const layerKey = (model, layer) => `${model}/${layer}`;

/** The recorded model that a running network is, or null.
 * @param {NeighboursState} state @param {Asked} asked */
export function modelOf({ recording }, { isModel }) {
  return recording?.models.find(isModel) ?? null;
}

/** Recorded layers that the running network gives too. @param {Model} model @param {Asked} asked */
export function layersOf({ layers }, { original }) {
  return layers.filter(({ name, live }) => original && (live ?? name) in original.layers);
}

/** The layer looked at: the one chosen, else the last before the answer. @param {NeighboursState} state @param {Model} model
 * @param {Asked} asked @returns {Layer | null} */
export function layerOf({ chosenLayers }, model, asked) {
  const all = layersOf(model, asked);
  return all.find(({ name }) => name === chosenLayers[asked.id]) ?? all.findLast(({ kind }) => kind !== "output") ?? null;
}

/** Names what is to be found for a network; empty as long as it can't be. @param {NeighboursState} state
 * @param {Asked} asked */
export function questionOf(state, asked) {
  const model = modelOf(state, asked);
  const layer = model && layerOf(state, model, asked);
  if (!model || !layer || !asked.original) return "";
  const unit = state.chosenUnits[asked.id] ?? "";
  return [model.id, layer.name, asked.original.key, asked.modified?.key, unit].join("\n");
}

/** @type {Record<string, (state: NeighboursState, action: any) => NeighboursState>} */
export const neighboursReducers = {
  /** Opening it again is another try. */
  panelToggled: (state) => ({ ...state, open: !state.open, error: "" }),
  retried: (state) => ({ ...state, error: "" }),
  recordingArrived: (state, { recording }) => ({ ...state, recording }),
  downloadProgressed: (state, { fraction }) => ({ ...state, loading: fraction }),
  recordedArrived(state, { model, layer, read }) {
    const said = read.said ? { ...state.said, [model]: read.said } : state.said;
    const layers = read.layer ? { ...state.layers, [layerKey(model, layer)]: read.layer } : state.layers;
    return { ...state, said, layers, loading: -1 };
  },
  downloadFailed: (state, { message }) => ({ ...state, loading: -1, error: message }),
  downloadStopped: (state) => ({ ...state, loading: -1 }),
  layerChosen: (state, { network, layer }) => ({
    ...state,
    chosenLayers: { ...state.chosenLayers, [network]: layer },
    chosenUnits: { ...state.chosenUnits, [network]: null },
  }),
  /** Choosing the same neuron again lets it go. */
  unitChosen: (state, { network, unit }) => ({
    ...state,
    chosenUnits: { ...state.chosenUnits, [network]: state.chosenUnits[network] === unit ? null : unit },
  }),
  answered: (state, { network, found }) => ({ ...state, found: { ...state.found, [network]: found } }),
};
