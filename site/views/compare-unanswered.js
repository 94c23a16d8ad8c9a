// What stands where an answer is not there yet.

/** @param {import("../state/compare.js").CompareState} state */
export function unanswered({ python }) {
  if (python.status === "failed") return "Not counted: Python failed.";
  return python.status === "awake" ? "Counting …" : "Waiting for Python …";
}
