// One edit applied to many inputs: what is wanted, the run under way and what came of it, and every action.

/** @typedef {import("../image/mask.js").Edit} Edit */

/**
 * @typedef {object} Item one input
 * @property {string} id
 * @property {string} title
 * @property {number | null} truth index of its class, where that is known
 * @property {string} [url] a photograph of the gallery
 * @property {Blob} [blob] a file of the person's own
 * @property {string} [text] a sentence
 * @property {string} [changed] that sentence after the edit
 */

/**
 * @typedef {object} PictureRecipe what is done to every photograph
 * @property {Edit[]} edits in force, none before the last reset
 * @property {{width: number, height: number}} frame the picture that they were drawn on
 * @property {string} method that fills the holes
 * @property {number} radius Telea's, in pixels
 * @property {number} sigma of the blur, in pixels
 * @property {number} seed of the methods that have one
 * @property {number} longSide pixels to edit at
 */

/** @typedef {{words: string[], by: string}} WordRecipe words struck out, and what stands in their place */

/** @typedef {{classIndex: number, probability: number}} Guess */

/**
 * @typedef {object} Result
 * @property {Record<string, {before: Guess, after: Guess}>} seen by network
 * @property {string} error why the input could not be used
 * @property {{before: ImageBitmap, after: ImageBitmap, width: number, height: number} | null} thumbs of a
 *   photograph on which a network flips, and the size at which it was edited
 */

/** @typedef {{id: string, name: string, backend?: string, preprocessing?: string}} Wanted a network to ask */

/**
 * @typedef {{key: string, recipe: any, items: Item[], networks: Wanted[], problem: string}} WantedRun the run
 *   that a person would start now, or why there is none
 */

/**
 * @typedef {object} Run
 * @property {number} number
 * @property {string} key names the recipe and the set
 * @property {any} recipe
 * @property {Item[]} items
 * @property {(Wanted & {error: string})[]} networks error: why one answers no more
 * @property {Record<string, Result>} results by item
 * @property {"running" | "done" | "stopped"} status
 * @property {number} first when the first answer came, in milliseconds; 0 before
 * @property {number} last when the last one came
 */

/**
 * @typedef {object} ManyState
 * @property {boolean} open
 * @property {string} set one of the sets' names: "all", "right:<network>", "right:both", "own" or "chosen"
 * @property {Item[]} all sentences of the test set, once they are there; photographs are in the gallery
 * @property {Item[]} own files of the person's own
 * @property {Item[]} chosen inputs handed over from Compare
 * @property {string | null} words to strike out, as they were written; null for those of the present edit
 * @property {string | null} by what to write in their place; null for what the present edit says
 * @property {Run | null} run the last one
 * @property {Record<string, Guess>} known answers to unedited inputs, by `knownKey`
 * @property {string} show which flips: "either", "both" or "only:<network>"
 * @property {number} rows flips on the page
 * @property {string} problem why nothing could be run
 */

/** Flips on the page before more are asked for. */
const ROWS = 24;

/** @returns {ManyState} */
export function initialMany() {
  return {
    open: false,
    set: "all",
    all: [],
    own: [],
    chosen: [],
    words: null,
    by: null,
    run: null,
    known: {},
    show: "either",
    rows: ROWS,
    problem: "",
  };
}

/** Where the inputs of a set come from: those that a network gets right are counted out of all.
 * @param {string} set @returns {"all" | "own" | "chosen"} */
export const sourceOf = (set) => (set === "own" || set === "chosen" ? set : "all");

/** Names what is known of an unedited input.
 * @param {Wanted} network @param {string} item @param {unknown} [size] */
export function knownKey({ id, preprocessing = "" }, item, size = "") {
  return [id, preprocessing, size, item].join("|");
}

/** @type {Result} */
const NOTHING = { seen: {}, error: "", thumbs: null };

/** What belongs to an earlier run is dropped.
 * @param {ManyState} state @param {number} number @param {(run: Run) => Partial<Run>} change */
function changeRun(state, number, change) {
  const { run } = state;
  if (run?.number !== number || run.status !== "running") return state;
  return { ...state, run: { ...run, ...change(run) } };
}

/** @param {Run} run @param {string} item @param {Partial<Result>} change */
function changeResult({ results }, item, change) {
  return { results: { ...results, [item]: { ...NOTHING, ...results[item], ...change } } };
}

/** @param {Run} run @param {number} at */
const times = ({ first }, at) => ({ first: first || at, last: at });

/** @type {Record<string, (state: ManyState, action: any) => ManyState>} */
export const manyReducers = {
  manyShown: (state, { shown }) => ({ ...state, open: shown }),
  inputsArrived: (state, { items }) => ({ ...state, all: items, problem: "" }),
  setChosen: (state, { set }) => ({ ...state, set, problem: "", rows: ROWS }),
  filesChosen: (state, { items }) => ({ ...state, own: items, set: "own", problem: "" }),
  inputsHandedOver: (state, { items, problem = "" }) => ({
    ...state,
    chosen: items,
    set: items.length ? "chosen" : state.set,
    open: true,
    problem,
  }),
  wordsWritten: (state, { words }) => ({ ...state, words, problem: "" }),
  replacementWritten: (state, { by }) => ({ ...state, by, problem: "" }),

  /** A new run takes the place of the last one, under way or not. */
  runStarted: (state, { key, recipe, items, networks }) => ({
    ...state,
    problem: "",
    rows: ROWS,
    run: {
      number: (state.run?.number ?? 0) + 1,
      key,
      recipe,
      items,
      networks: networks.map((/** @type {Wanted} */ network) => ({ ...network, error: "" })),
      results: {},
      status: items.length ? "running" : "done",
      first: 0,
      last: 0,
    },
  }),
  runRefused: (state, { problem }) => ({ ...state, problem }),
  runCancelled: (state) =>
    state.run?.status === "running" ? { ...state, run: { ...state.run, status: "stopped" } } : state,
  runEnded: (state, { number }) => changeRun(state, number, () => ({ status: "done" })),

  /** Answers of one network, many at once: by item; and those to unedited inputs, by `knownKey`. */
  answersArrived(state, { number, network, answers, known, at }) {
    const next = changeRun(state, number, (run) => {
      const results = { ...run.results };
      for (const [item, answer] of Object.entries(answers)) {
        const old = results[item] ?? NOTHING;
        results[item] = { ...old, seen: { ...old.seen, [network]: answer } };
      }
      return { results, ...times(run, at) };
    });
    return next === state ? state : { ...next, known: { ...state.known, ...known } };
  },
  itemFailed: (state, { number, item, message, at }) =>
    changeRun(state, number, (run) => {
      return { ...changeResult(run, item, { error: message }), ...times(run, at) };
    }),
  thumbsMade: (state, { number, item, thumbs }) =>
    changeRun(state, number, (run) => changeResult(run, item, { thumbs })),
  networkGaveUp: (state, { number, network, message }) =>
    changeRun(state, number, (run) => ({
      networks: run.networks.map((each) => (each.id === network ? { ...each, error: message } : each)),
    })),

  flipsFiltered: (state, { show }) => ({ ...state, show, rows: ROWS }),
  moreFlipsAsked: (state) => ({ ...state, rows: 2 * state.rows }),
};
