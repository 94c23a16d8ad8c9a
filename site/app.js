// Starts the page: the two workbenches, each made when it is first opened, in one frame.

import { keepForOffline } from "./offline.js";
import { workbenchOf } from "./views/app-view.js";

const app = /** @type {any} */ (document.querySelector("diptych-app"));
app.makers = {
  async probe() {
    const [{ makeProbe }] = await Promise.all([import("./state/start-probe.js"), import("./views/probe-view.js")]);
    return makeProbe();
  },
  async compare() {
    const start = import("./state/start-compare.js");
    const [{ makeCompare }] = await Promise.all([start, import("./views/compare-view.js")]);
    return makeCompare();
  },
};

// What the person waits for comes first.
const keep = () => setTimeout(() => keepForOffline(workbenchOf(location.hash)), 3000);
window.addEventListener("load", keep);
window.addEventListener("hashchange", keep);
