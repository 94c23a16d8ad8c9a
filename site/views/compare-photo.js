// A picture of an instance, in a box of its own size; its title stands there where it cannot be shown, and what
// could not be fetched is said to be missing.

import { html } from "../vendor/lit.js";
import { bundleAddress } from "../state/bundle.js";

/** @typedef {import("../state/compare.js").CompareState} CompareState */
/** @typedef {Record<string, any>} Values columns of one instance */

/** The columns of one row. @param {import("../state/compare-types.js").Rows} rows @param {number} i @returns {Values} */
export function valuesAt({ values }, i) {
  return Object.fromEntries(Object.entries(values).map(([name, column]) => [name, column[i]]));
}

/** Where a file of the bundle is; null for none, and for what another host would have to give.
 * @param {CompareState} state @param {unknown} name relative to the bundle */
function addressOf({ bundles, bundle }, name) {
  if (typeof name !== "string" || !name || !URL.canParse(name, bundleAddress(bundles, bundle))) return null;
  const { href, origin } = new URL(name, bundleAddress(bundles, bundle));
  return origin === location.origin ? href : null;
}

/** @param {Event} event */
function onMissing(event) {
  box(event).toggleAttribute("data-missing", true);
}

/** @param {Event} event */
function onFound(event) {
  box(event).toggleAttribute("data-missing", false);
}

/** @param {Event} event */
function box(event) {
  return /** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest(".photo"));
}

/** The box of a picture that is not there. @param {string} why */
export function noPhoto(why) {
  return html`<span class="photo" data-missing><span class="instead">${why}</span></span>`;
}

/**
 * @param {CompareState} state
 * @param {Values} values
 * @param {{name: string, whole?: boolean, over?: unknown}} options what to call it; whether it is the picture itself,
 *   for which the thumbnail stands in until it is there; what lies over it
 */
export function photo(state, { thumbnail, image }, { name, whole = false, over = null }) {
  const source = addressOf(state, whole ? (image ?? thumbnail) : (thumbnail ?? image));
  const first = whole ? addressOf(state, thumbnail) : null;
  return html`<span class="photo" ?data-missing=${!source} style=${first ? `background-image: url("${first}")` : ""}>
    ${source
      ? html`<img
          src=${source}
          alt=${name}
          loading=${whole ? "eager" : "lazy"}
          decoding="async"
          draggable="false"
          @error=${onMissing}
          @load=${onFound}
        />`
      : null}
    <span class="instead"
      >${name}${source ? html`<span class="why"> picture missing</span>` : null}</span
    >
    ${over}
  </span>`;
}
