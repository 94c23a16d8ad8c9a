// The paper's workflow in six short steps, on sentences and on photographs: from accuracies to one neuron, and back.

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @type {import("./tour-view.js").Step[]} */
export const textTour = [
  {
    target: '[data-testid="metrics"]',
    text: "A CNN and an LSTM say whether a sentence from a film review is positive. Their scores are nearly the same. Are their mistakes?",
  },
  {
    target: '[data-testid="treemap"]',
    text: "No: here lies every sentence by its truth, by what the CNN says, and by what the LSTM says. Two-coloured cells are those where the networks differ.",
  },
  {
    target: ".filters",
    text: "Ask for negative sentences that only the CNN has right: choose “negative” and “Only CNN right”.",
    done: (/** @type {CompareState} */ { selection }) =>
      !!selection && selection.truth.length === 1 && selection.agreement.startsWith("only:"),
  },
  {
    target: '[data-testid="words"]',
    text: "All panels now speak of these sentences only. Which words do they hold? “Telling” lists those that are more frequent here than elsewhere.",
  },
  {
    target: '[data-testid="instances"]',
    text: "Read them. Choose one: every neuron's cell takes the size of its activation, from the most positive weight to the most negative.",
    done: (/** @type {CompareState} */ { instance }) => instance !== null,
  },
  {
    target: ".heatmaps",
    text: "Choose a large cell. Its activations appear below, the table follows their order, and dragging over a range of them asks which other sentences it answers to.",
    done: (/** @type {CompareState} */ { selection }) => !!selection?.neuron,
  },
];

/** @type {import("./tour-view.js").Step[]} */
export const pictureTour = [
  {
    target: '[data-testid="metrics"]',
    text: "Several networks say what is in each photograph. How often is each right, at once and among its first five guesses?",
  },
  {
    target: '[data-testid="treemap"]',
    text: "Are their mistakes the same? Here lies every photograph by which of two networks has it right. Above you choose the two.",
  },
  {
    target: ".filters",
    text: "Ask for the photographs that only one network has right: choose one of the buttons that begin with “Only”.",
    done: (/** @type {CompareState} */ { selection }) => !!selection?.agreement.startsWith("only:"),
  },
  {
    target: '[data-testid="confusion"]',
    text: "All panels now speak of these photographs only. What are they taken for? Often the right answer is among the first five all the same.",
  },
  {
    target: '[data-testid="instances"]',
    text: "Look at them: each mark has a square for every network, crossed where it is wrong. Choose a photograph to see its first five guesses.",
    done: (/** @type {CompareState} */ { instance }) => instance !== null,
  },
  {
    target: ".heatmaps",
    text: "Choose a large cell, a neuron that acts on this photograph. Below appear the photographs that it acts on most, and where in each.",
    done: (/** @type {CompareState} */ { selection }) => !!selection?.neuron,
  },
];
