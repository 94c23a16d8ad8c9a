// What Compare's effects read from the host: the list of bundles, the bundle asked for, the layers on screen.

import { bundleAddress, fetchBundles, openBundle, readLayer } from "./bundle.js";
import { layerKey, modelOf, pair } from "./compare.js";

/** @typedef {import("./compare.js").CompareState} CompareState */
/** @typedef {import("./store.js").Store<CompareState>} CompareStore */

/** The list of bundles. @param {CompareStore} store */
export async function loadBundles(store) {
  store.dispatch({ type: "bundlesArrived", bundles: await fetchBundles() });
}

/** Opens the bundle that was asked for last. @param {CompareStore} store */
export function bundleLoader(store) {
  /** @type {CompareState["wanted"]} */
  let under = null;
  return {
    stop() {},
    async reconcile() {
      const { wanted, bundles } = store.get();
      if (!wanted || wanted === under) return;
      under = wanted;
      const { id } = wanted;
      try {
        const { manifest, view } = await openBundle(bundles, id);
        if (under === wanted) store.dispatch({ type: "bundleOpened", id, manifest, view });
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        if (under === wanted) store.dispatch({ type: "bundleRefused", id, message });
      }
    },
  };
}

/** The layers on screen. @param {CompareState} state */
export function layersWanted(state) {
  return pair(state)
    .filter((model) => state.layers[model])
    .map((model) => ({ model, layer: state.layers[model] }));
}

/** Reads the layers on screen. @param {CompareStore} store */
export function layerLoader(store) {
  /** @type {Set<string>} */
  const under = new Set();

  /** @param {{model: string, layer: string}} wanted */
  async function load({ model, layer }) {
    const state = store.get();
    const { bundle, bundles } = state;
    const found = modelOf(state, model)?.layers.find(({ name }) => name === layer);
    try {
      if (!found) throw new Error(`${model} has no layer ${layer}.`);
      const data = await readLayer(bundleAddress(bundles, bundle), model, found);
      store.dispatch({ type: "layerArrived", bundle, data });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      store.dispatch({ type: "layerRefused", bundle, model, layer, message });
    }
  }

  return {
    stop() {},
    reconcile() {
      const state = store.get();
      for (const wanted of layersWanted(state)) {
        const name = layerKey(wanted.model, wanted.layer);
        const key = `${state.bundle}/${name}`;
        if (state.layerData[name] || state.layerErrors[name] || under.has(key)) continue;
        under.add(key);
        load(wanted).finally(() => under.delete(key));
      }
    },
  };
}
