// Probe's sentences in five short steps, one of them a real edit.

/** @typedef {import("../state/sentence.js").SentenceState} SentenceState */

/** @type {import("./tour-view.js").Step[]} */
export const sentenceTour = [
  {
    target: '[data-testid="sentence"]',
    text: "Two networks read this sentence from a film review. Write in it, and both answer at every key.",
  },
  {
    target: '[data-testid="sentence-words"]',
    text: "Click a word to strike it out. The bars say how much each word matters: to the CNN above, to the LSTM below.",
    done: (/** @type {SentenceState} */ state) => state.steps.some(({ kind }) => kind === "struck"),
  },
  {
    target: ".networks",
    text: "▲ and ▼ tell by how many percentage points each class rose or fell against the original.",
  },
  {
    target: '[data-testid="sentence-trace"]',
    text: "Every edit is a step. Choose one to go back to it.",
  },
  {
    target: '[data-testid="sentence-examples"]',
    text: "Take another sentence: on the first ones the networks disagree. Nothing that you write leaves this machine.",
  },
];
