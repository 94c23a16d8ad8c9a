// The paper's workflow in six short steps: from two accuracies to one neuron, and back.

/** @typedef {import("../state/compare.js").CompareState} CompareState */

/** @type {import("./tour-view.js").Step[]} */
export const compareTour = [
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
