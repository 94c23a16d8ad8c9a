// The state of Probe's sentences and every action that changes it: a sentence, its steps, two networks' answers.

import { changeNetwork, networkReducers, newNetwork } from "./networks.js";
import { bestOf } from "./rows.js";

/** @typedef {import("./sentence-words.js").Reading} Reading */
/** @typedef {import("../model/filters.js").Winner} Winner */

/** @typedef {{id: string, text: string, truth: number, group: "disagree" | "right" | "wrong"}} Example */

/**
 * @typedef {object} Step
 * @property {"chosen" | "typed" | "struck" | "restored" | "replaced" | "held" | "reset"} kind
 * @property {string} text
 * @property {string} original what the answers are compared with
 * @property {boolean} follows whether the original is still being written, and so follows the text
 * @property {string} what was done, in words
 * @property {number} at when, in milliseconds
 * @property {Record<string, Float32Array>} answers probabilities by network, as far as they are known
 */

/** @typedef {{key: string, probabilities: Float32Array, layers?: Record<string, Float32Array>,
 *   milliseconds: number}} TextAnswer key: the text; layers: activations by the network's output */

/**
 * @typedef {object} TextAnswering
 * @property {TextAnswer | null} original
 * @property {TextAnswer | null} modified
 * @property {{key: string, classIndex: number, effects: Float32Array} | null} without by how many points the
 *   confidence in the original's class falls without each word that was read
 */

/** @typedef {import("./networks.js").Loading & TextAnswering} TextNetwork */

/**
 * @typedef {object} SentenceState
 * @property {Example[]} examples
 * @property {string[]} labels
 * @property {number} length words that the networks read
 * @property {((text: string) => Reading) | null} read from a text to its words, once the vocabulary is there
 * @property {Step[]} steps
 * @property {number} cursor the step on show
 * @property {Record<string, TextNetwork>} networks
 * @property {{key: string, classIndex: number, winners: Winner[]} | null} filters of the CNN
 * @property {{start: number, stop: number} | null} pointed words to show, by their places
 * @property {{kind: "info" | "error", text: string}} status
 * @property {Record<string, string[]>} stalled files of which nothing comes, by who waits for them
 * @property {number | null} step of the tutorial
 */

/** A pause that ends one step of typing, in milliseconds. */
const PAUSE = 1000;

/** Steps kept; the oldest go first. */
const MOST_STEPS = 300;

/** @param {{id: string, name: string}[]} networks @returns {SentenceState} */
export function initialSentence(networks) {
  return {
    examples: [],
    labels: ["negative", "positive"],
    length: 48,
    read: null,
    steps: [firstStep("", "")],
    cursor: 0,
    networks: Object.fromEntries(networks.map(({ id, name }) => [id, newAnswering(id, name)])),
    filters: null,
    pointed: null,
    status: { kind: "info", text: "" },
    stalled: {},
    step: null,
  };
}

/** @param {string} text @param {string} original @returns {Step} */
function firstStep(text, original) {
  return { kind: "chosen", text, original, follows: !original.trim(), what: "The sentence", at: 0, answers: {} };
}

/** @param {string} id @param {string} name @returns {TextNetwork} */
function newAnswering(id, name) {
  return {
    ...newNetwork(id, name),
    original: null,
    modified: null,
    without: null,
  };
}

/** The step on show. @param {SentenceState} state */
export const present = ({ steps, cursor }) => steps[cursor];

/** What the networks read of a text, or null while the vocabulary is under way.
 * @param {SentenceState} state @param {string} text */
export const readingOf = ({ read }, text) => (read ? read(text) : null);

/** Whether a text has a word to answer to. @param {SentenceState} state @param {string} text */
export const hasWords = (state, text) => Boolean(readingOf(state, text)?.total);

/** The steps since the sentence was chosen, with their places. @param {SentenceState} state */
export function traceOf({ steps, cursor }) {
  const first = steps.findLastIndex(({ kind }, i) => i <= cursor && kind === "chosen");
  const next = steps.findIndex(({ kind }, i) => i > cursor && kind === "chosen");
  const stop = next < 0 ? steps.length : next;
  return steps.slice(Math.max(0, first), stop).map((step, i) => ({ ...step, index: Math.max(0, first) + i }));
}

/** True while what is on screen is not yet what was asked for. @param {SentenceState} state */
export function isBehind(state) {
  const { text, original } = present(state);
  if (!state.read) return true;
  const networks = Object.values(state.networks).filter(({ status }) => status !== "failed");
  return networks.some(
    (network) =>
      (hasWords(state, text) && network.modified?.key !== text) ||
      (hasWords(state, original) && network.original?.key !== original),
  );
}

/** The class that a network gave the original. @param {TextNetwork} network */
export function originalClass({ original }) {
  return original ? bestOf(original.probabilities) : -1;
}

/** @type {Record<string, (state: SentenceState, action: any) => SentenceState>} */
export const sentenceReducers = {
  ...networkReducers,
  examplesArrived: (state, { examples }) => ({ ...state, examples }),
  readerArrived: (state, { read, length }) => ({ ...state, read, length }),

  /** Another sentence; the way back to the one before stays open. */
  sentenceChosen(state, { text, original = text }) {
    const step = firstStep(text, original);
    const untouched = state.steps.length === 1 && state.steps[0].text === "";
    return untouched ? show({ ...state, steps: [step] }, 0) : addStep(state, step);
  },
  /** One burst of typing is one step. */
  typed(state, { text, at }) {
    const before = present(state);
    if (text === before.text) return state;
    const follows = before.follows || !before.original.trim();
    const original = follows ? text : before.original;
    /** @type {Step} */
    const step = { kind: "typed", text, original, follows, what: "typed", at, answers: {} };
    const goesOn = state.cursor === state.steps.length - 1 && before.kind === "typed" && at - before.at < PAUSE;
    if (!goesOn) return addStep(state, step);
    return show({ ...state, steps: [...state.steps.slice(0, -1), step] }, state.cursor);
  },
  wordStruck: (state, { text, word }) => edited(state, "struck", text, `“${word}” struck out`),
  wordRestored: (state, { text, word }) => edited(state, "restored", text, `“${word}” brought back`),
  wordReplaced: (state, { text, word, by }) => edited(state, "replaced", text, `“${word}” became “${by}”`),
  /** From now on answers are compared with the sentence as it stands. */
  originalHeld(state) {
    const { text, original, follows } = present(state);
    if (text === original && !follows) return state;
    return addStep(state, { ...newStep(state, "held", text, "compared from here"), original: text });
  },
  resetRequested(state) {
    const { text, original } = present(state);
    return text === original ? state : edited(state, "reset", original, "back to the original");
  },
  undone: (state) => (state.cursor > 0 ? show(state, state.cursor - 1) : state),
  redone: (state) => (state.cursor < state.steps.length - 1 ? show(state, state.cursor + 1) : state),
  stepChosen: (state, { index }) => (state.steps[index] ? show(state, index) : state),

  networkReady: (state, { network, labels, backend }) =>
    changeNetwork({ ...state, labels }, network, { status: "ready", error: "", backend }),
  networkRetried: (state, { network }) =>
    changeNetwork(/** @type {SentenceState} */ ({ ...state, status: { kind: "info", text: "" } }), network, {
      status: "loading",
      error: "",
      loaded: 0,
    }),

  /** An answer to a question nobody asks any more is dropped. */
  answerArrived(state, { network, answer }) {
    const { text, original } = present(state);
    /** @type {Partial<TextNetwork>} */
    const change = {};
    if (answer.key === text) change.modified = answer;
    if (answer.key === original) change.original = answer;
    if (!Object.keys(change).length) return state;
    const steps = state.steps.map((step) =>
      step.text === answer.key ? { ...step, answers: { ...step.answers, [network]: answer.probabilities } } : step,
    );
    return changeNetwork({ ...state, steps }, network, change);
  },
  withoutArrived(state, { network, key, classIndex, effects }) {
    return key === present(state).text ? changeNetwork(state, network, { without: { key, classIndex, effects } }) : state;
  },
  filtersArrived: (state, { key, classIndex, winners }) =>
    key === present(state).text ? { ...state, filters: { key, classIndex, winners } } : state,

  wordsPointed: (state, { start, stop }) => ({ ...state, pointed: { start, stop } }),
  pointingEnded: (state) => (state.pointed ? { ...state, pointed: null } : state),
  told: (state, { text, kind = "info" }) => ({ ...state, status: { kind, text } }),
  tutorialStepped: (state, { step }) => ({ ...state, step }),
};

/** @param {SentenceState} state @param {Step["kind"]} kind @param {string} text @param {string} what @returns {Step} */
function newStep(state, kind, text, what) {
  return { kind, text, original: present(state).original, follows: false, what, at: 0, answers: {} };
}

/** @param {SentenceState} state @param {Step["kind"]} kind @param {string} text @param {string} what */
function edited(state, kind, text, what) {
  return text === present(state).text ? state : addStep(state, newStep(state, kind, text, what));
}

/** A new step ends what could be redone. @param {SentenceState} state @param {Step} step */
function addStep(state, step) {
  const steps = [...state.steps.slice(0, state.cursor + 1), step].slice(-MOST_STEPS);
  return show({ ...state, steps }, steps.length - 1);
}

/** Shows a step, with the answers that are known already.
 * @param {SentenceState} state @param {number} cursor @returns {SentenceState} */
function show(state, cursor) {
  const { text, original } = state.steps[cursor];
  const networks = Object.fromEntries(
    Object.values(state.networks).map((network) => {
      const known = (/** @type {string} */ key) => knownAnswer(state, network, key);
      const modified = known(text) ?? network.modified;
      return [network.id, { ...network, modified, original: known(original) ?? network.original }];
    }),
  );
  return { ...state, cursor, networks, pointed: null, status: { kind: "info", text: "" } };
}

/** @param {SentenceState} state @param {TextNetwork} network @param {string} key @returns {TextAnswer | null} */
function knownAnswer({ steps }, { id, original, modified }, key) {
  const shown = [modified, original].find((answer) => answer?.key === key);
  if (shown) return shown;
  const probabilities = steps.find((step) => step.text === key && step.answers[id])?.answers[id];
  return probabilities ? { key, probabilities, milliseconds: 0 } : null;
}
