// The way from the chosen instance to Probe, where networks of the bundle run live.

import { html } from "../vendor/lit.js";
import { probeLink } from "../state/probe-link.js";

/**
 * @param {import("../state/compare.js").CompareState} state
 * @param {import("../state/compare-types.js").Instance} instance
 */
export function openInProbe({ bundle, bundles, manifest }, instance) {
  const path = bundles.find(({ id }) => id === bundle)?.path ?? bundle;
  const link = manifest && probeLink(manifest, `bundles/${path}/`, instance);
  return link ? html`<a class="to-probe" href=${link} data-testid="open-in-probe">Open in Probe</a>` : null;
}
