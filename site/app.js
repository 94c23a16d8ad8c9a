// Starts the page: the two workbenches, each made when it is first opened, in one frame.

import "./state/restore-link.js";
import { keepForOffline } from "./offline.js";
import { inputOf } from "./state/inputs.js";
import "./views/app-view.js";

const app = /** @type {any} */ (document.querySelector("diptych-app"));
app.makers = {
  async probe() {
    const { makeInputs } = await import("./views/inputs-view.js");
    return makeInputs({
      async photograph() {
        const start = import("./state/start-probe.js");
        const [{ makeProbe }] = await Promise.all([start, import("./views/probe-view.js")]);
        return makeProbe();
      },
      async sentence() {
        const start = import("./state/start-sentence.js");
        const [{ makeSentence }] = await Promise.all([start, import("./views/sentence-view.js")]);
        return makeSentence();
      },
    });
  },
  async compare() {
    const start = import("./state/start-compare.js");
    const [{ makeCompare }] = await Promise.all([start, import("./views/compare-view.js")]);
    return makeCompare();
  },
};

// What the person waits for comes first.
const PARTS = /** @type {const} */ ({ photograph: "probe", sentence: "sentence" });
const keep = () => setTimeout(() => keepForOffline(partOf(location.hash)), 3000);
window.addEventListener("load", keep);
window.addEventListener("hashchange", keep);

/** What is open. @param {string} hash */
function partOf(hash) {
  const input = inputOf(hash);
  return input ? PARTS[input] : "compare";
}
