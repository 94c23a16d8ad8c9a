// From Compare to Probe: the address that opens a recorded instance where its networks run live.

import { localAddress } from "./local-address.js";
import { writeSentence } from "./sentence-permalink.js";

/** The networks that Probe runs, by what they look at. */
const RUN = { image: ["squeezenet", "mobilenet"], text: ["cnn", "lstm"] };

/**
 * @param {import("./compare-types.js").Manifest} manifest
 * @param {string} folder the bundle's address, relative to the page
 * @param {{text: string | null, values: Record<string, any>}} instance
 * @returns {string | null} a hash, or null where Probe cannot open it
 */
export function probeLink({ task, models }, folder, { text, values }) {
  if (task.kind === "table") return null;
  const run = RUN[task.kind];
  if (!models.some(({ live }) => run.includes(networkOf(live)))) return null;
  if (task.kind === "text") return text === null ? null : sentenceLink(text);
  const { photo, image } = values;
  if (typeof photo === "string" && photo) return `#probe?${new URLSearchParams({ photo })}`;
  const picture = typeof image === "string" && image ? localAddress(image, folder) : null;
  return picture && `#probe?${new URLSearchParams({ picture })}`;
}

/** Too long a sentence does not fit into an address. @param {string} text */
function sentenceLink(text) {
  const link = writeSentence({ text, original: text });
  return link === writeSentence({ text: "", original: "" }) ? null : link;
}

/** The folder of a live model. @param {string | null | undefined} live its address */
function networkOf(live) {
  return live?.split("/").at(-2) ?? "";
}
