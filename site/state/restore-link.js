// What keep-link.js wrote too late for a reload is in the address before anything reads it; import this first.

import { LATE } from "./keep-link.js";
import { recalled } from "./remembered.js";

const late = JSON.parse(recalled(LATE, "sessionStorage") ?? "null");
const [{ type }] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
if (type === "reload" && late?.from === location.hash) history.replaceState(null, "", late.hash);
