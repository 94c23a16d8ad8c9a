// Starts the page: the two workbenches, each with its store and its effects, in one frame.

import { keepForOffline } from "./offline.js";
import { makeProbe } from "./state/start-probe.js";
import "./views/app-view.js";
import "./views/probe-view.js";

const app = /** @type {any} */ (document.querySelector("diptych-app"));
app.makers = { probe: makeProbe };
app.requestUpdate();

// What the person waits for comes first.
window.addEventListener("load", () => setTimeout(() => keepForOffline("probe"), 3000));
