// Probe in six short steps, one of them a real edit.

/** @typedef {import("../state/probe.js").ProbeState} ProbeState */

/** @type {import("./tour-view.js").Step[]} */
export const probeTour = [
  {
    target: ".original .frame",
    text: "Two networks look at this photograph: a golf ball on its tee. Their answers stand below, one table each.",
  },
  {
    target: ".modified .frame",
    text: "Now take the ball away: paint over it here. When you let go, the hole is filled from what surrounds it.",
    done: (/** @type {ProbeState} */ state) => state.cursor > 0 && !!state.modified.milliseconds,
  },
  {
    target: ".networks",
    text: "Both networks answered again. ▲ and ▼ tell how many percentage points each class rose or fell.",
  },
  {
    target: '[data-testid="scores-squeezenet-modified"]',
    text: "Choose a class: the picture lights up where that network finds it.",
    done: (/** @type {ProbeState} */ state) => state.cam !== null,
  },
  {
    target: ".toolbar",
    text: "Other tools: rectangle, lasso, an eraser that gives the original back, blur. Everything can be undone.",
  },
  {
    target: ".sources",
    text: "Take another photograph, or one of your own. Nothing that you open leaves this machine.",
  },
];
