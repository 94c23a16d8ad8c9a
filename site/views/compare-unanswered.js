// What stands where an answer is not there yet.

/**
 * @param {import("../state/compare.js").CompareState} state
 * @param {string} [doing] what Python does for it
 * @param {string} [done]
 */
export function unanswered({ python }, doing = "Counting", done = "counted") {
  if (python.status === "failed") return `Not ${done}: Python failed.`;
  return python.status === "awake" ? `${doing} …` : "Waiting for Python …";
}
