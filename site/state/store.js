// One plain state, changed only by named actions: event → dispatch → reduce → state → views.

/**
 * @template S
 * @typedef {object} Store
 * @property {() => S} get the state now; never mutate it
 * @property {(action: {type: string, [key: string]: any}) => void} dispatch a fact in the past tense
 * @property {(listener: (state: S) => void) => () => void} subscribe returns what ends the subscription
 */

/**
 * A store over a table of reducers, one for each type of action.
 * @template S
 * @param {S} state
 * @param {Record<string, (state: S, action: any) => S>} reducers
 * @returns {Store<S>}
 */
export function createStore(state, reducers) {
  /** @type {Set<(state: S) => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    dispatch(action) {
      const reduce = reducers[action.type];
      if (!reduce) throw new Error(`unknown action: ${action.type}`);
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
