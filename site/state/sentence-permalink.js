// A sentence in the URL's hash: #probe?sentence=…, with &original=… where it was edited.

/** Longer links are cut by chat programs, so longer sentences stay out of them. */
const LONGEST = 6000;

/** @param {{text: string, original: string}} step */
export function writeSentence({ text, original }) {
  const fields = new URLSearchParams({ sentence: text });
  if (original !== text && original.trim()) fields.set("original", original);
  const hash = `#probe?${fields}`;
  return hash.length < LONGEST ? hash : "#probe?sentence=";
}

/**
 * @param {string} hash
 * @returns {{text: string, original: string} | null} null where the hash names no sentence
 */
export function readSentence(hash) {
  const [path, query = ""] = hash.split("?");
  const fields = new URLSearchParams(query);
  const text = fields.get("sentence");
  if (path !== "#probe" || text === null) return null;
  return { text, original: fields.get("original") ?? text };
}
