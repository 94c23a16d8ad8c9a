// What Compare's state asks for and does not have yet: files from the host, answers from Python in a worker.

import { connect } from "../workers/call.js";
import { pyWorker } from "../workers/pyscript.js";
import { bundleAddress } from "./bundle.js";
import { bundleLoader, layerLoader, layersWanted } from "./compare-files.js";
import { hasManyClasses, layerKey, rankingKey, viewKey } from "./compare.js";
import { keepReconciled } from "./reconcile.js";
import { compacted, emptySelection } from "./selection.js";
import { stallWatch } from "./stall.js";

/** @typedef {import("./compare.js").CompareState} CompareState */
/** @typedef {import("./store.js").Store<CompareState>} CompareStore */

/**
 * One piece of work for Python: `ask` does it and dispatches what came of it, `refused` is dispatched with
 * the reason where it fails, `asked` is what a person is told then; null for waking up.
 * @typedef {{ask: () => Promise<void>, refused: {type: string, [key: string]: any}, asked: any}} Job
 */

/** Python that could not be started so often is left alone until the person asks again. */
const MAX_CRASHES = 3;

/** Rows fetched above and below those on screen. */
const MARGIN = 50;

/** Parts of the view that every panel needs; the table asks for rows, not for all ids. */
const PARTS = ["metrics", "treemap", "words", "labels", "histogram", "maps", "rows"];

/**
 * Keep the bundle, its view and everything around it as the state wants them.
 * @param {CompareStore} store
 * @returns {() => void} ends it all
 */
export function startCompare(store) {
  return keepReconciled(store, [bundleLoader(store), layerLoader(store), pythonLane(store)]);
}

/** Asks Python for what is missing, the most urgent first and one thing at a time, so that a question that
 * nobody asks any more is never put to it.
 * @param {CompareStore} store */
function pythonLane(store) {
  const worker = connect(new URL("../workers/analysis.js", import.meta.url), {
    make: pyWorker,
    onEvent({ event, files, fraction }) {
      if (event === "waits") stall.waits(files);
      else store.dispatch({ type: "pythonProgressed", fraction });
    },
  });
  const stall = stallWatch((files) => store.dispatch({ type: "pythonStalled", files }));
  let busy = false;
  let crashes = 0;

  const address = () => bundleAddress(store.get().bundles, store.get().bundle);

  async function wake() {
    const start = performance.now();
    store.dispatch({ type: "pythonProgressed", fraction: 0 });
    const { text } = await worker.call("versions");
    const milliseconds = performance.now() - start;
    store.dispatch({ type: "pythonAwoke", milliseconds, versions: JSON.parse(text) });
  }

  /** @param {object} show */
  async function view(show) {
    const start = performance.now();
    const { selection } = store.get();
    const { text, milliseconds } = await worker.call("view", { bundle: address(), selection, show });
    return { view: JSON.parse(text), milliseconds: performance.now() - start, analysis: milliseconds };
  }

  /** @param {string} id @param {Record<string, string[]>} layers */
  async function instance(id, layers) {
    const { bundle } = store.get();
    const { text, arrays } = await worker.call("instance", { bundle: address(), id, layers });
    const activations = Object.fromEntries(
      Object.entries(layers).map(([model, names]) => [
        model,
        Object.fromEntries(names.map((name) => [name, arrays[layerKey(model, name)]])),
      ]),
    );
    store.dispatch({ type: "instanceArrived", bundle, instance: { ...JSON.parse(text), activations } });
  }

  /** The first thing that is missing, or null. @returns {Job | null} */
  function next() {
    const state = store.get();
    const { python, selection, manifest, rows, words } = state;
    if (python.status === "failed") return null;
    if (python.status !== "awake") return { ask: wake, refused: { type: "pythonFailed" }, asked: null };
    if (!selection || !manifest) return null;
    const asked = compacted(selection, emptySelection(manifest));
    const window = { start: Math.max(0, rows.start - MARGIN), stop: rows.stop + MARGIN };
    const key = viewKey(state);
    if (key === state.refused?.key) return null;
    if (key !== state.viewKey || !state.live) {
      return {
        async ask() {
          const parts = [...PARTS, hasManyClasses(state) ? "mistakes" : "confusion"];
          const answer = await view({ parts, words, rows: window });
          store.dispatch({ type: "viewArrived", key, ...answer });
        },
        refused: { type: "viewRefused", key },
        asked,
      };
    }
    if (lacksRows(state)) {
      return {
        async ask() {
          const { view: answer } = await view({ parts: ["rows"], rows: window });
          store.dispatch({ type: "rowsArrived", key, rows: answer.rows });
        },
        refused: { type: "viewRefused", key },
        asked: { rows: window, ...asked },
      };
    }
    const { instance: id, instanceData } = state;
    const lacks = (/** @type {any} */ { model, layer }) => !instanceData?.activations[model]?.[layer];
    const missing = layersWanted(state).filter(lacks);
    if (id && (!instanceData || missing.length)) {
      const layers = Object.fromEntries(missing.map(({ model, layer }) => [model, [layer]]));
      const refused = { type: "instanceRefused", id };
      return { ask: () => instance(id, layers), refused, asked: { instance: id } };
    }
    const wanted = rankingKey(state);
    if (wanted && wanted !== state.rankingKey) {
      return {
        async ask() {
          const { view: answer } = await view({ parts: ["ranking"], rank: state.rank });
          store.dispatch({ type: "rankingArrived", key: wanted, ranking: answer.ranking });
        },
        refused: { type: "rankingRefused", key: wanted },
        asked: { rank: state.rank, ...asked },
      };
    }
    if (state.table && state.table.text === null) {
      return {
        async ask() {
          const { text } = await worker.call("table", { bundle: address(), selection });
          store.dispatch({ type: "tableArrived", key, text });
        },
        refused: { type: "tableRefused", key },
        asked: { table: asked },
      };
    }
    if (state.handOver && state.handOver.photos === null) {
      return {
        async ask() {
          const { view: answer } = await view({ parts: ["rows"], rows: { start: 0, stop: manifest.instances.count } });
          store.dispatch({ type: "handOverArrived", key, photos: answer.rows.values.photo });
        },
        refused: { type: "handOverRefused", key },
        asked: { handOver: asked },
      };
    }
    return null;
  }

  /** @param {Error} error @param {Job} job */
  function recover(error, { refused, asked }) {
    const died = error.name === "WorkerError";
    if (died) {
      worker.terminate();
      stall.waits([]);
      if (isRetried()) return;
      store.dispatch({ type: "pythonRetried" });
    }
    if (asked) {
      store.dispatch({ ...refused, message: explain(error, asked), detail: error.stack });
    } else if (died && ++crashes < MAX_CRASHES) {
      store.dispatch({ type: "pythonRetried", message: "Python did not start and tries again." });
    } else {
      crashes = 0;
      worker.terminate();
      const todo = "check the connection, then try again or reload the page";
      const message = `Python does not start (${error.message}). What is on screen stays as it is; ${todo}.`;
      store.dispatch({ ...refused, message, detail: error.stack });
    }
  }

  /** Whether the person asks for another try while this one is under way. */
  const isRetried = () => busy && store.get().python.status === "asleep";

  return {
    stop: () => worker.terminate(),
    async reconcile() {
      if (isRetried()) worker.terminate();
      if (busy) return;
      busy = true;
      for (let job = next(); job; job = next()) {
        try {
          await job.ask();
          crashes = 0;
        } catch (error) {
          recover(/** @type {Error} */ (error), job);
        }
      }
      busy = false;
    },
  };
}

/** Whether the table shows rows that the view does not have. @param {CompareState} state */
function lacksRows({ view, rows }) {
  if (!view?.rows) return true;
  const stop = Math.min(rows.stop, view.counts.selected);
  return rows.start < stop && (rows.start < view.rows.start || stop > view.rows.stop);
}

/** What to tell a person: our own errors are sentences; any other is told with what was asked.
 * @param {Error} error @param {any} asked */
function explain(error, asked) {
  if (["BundleError", "SelectionError"].includes(error.name)) return error.message;
  const question = JSON.stringify(asked);
  if (error.name === "WorkerError") {
    return `Python stopped at ${question} (${error.message}) and starts anew: go on with another question.`;
  }
  return `Python could not answer (${error.name}: ${error.message}). Asked was ${question}.`;
}
