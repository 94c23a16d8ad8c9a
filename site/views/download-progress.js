// How far the download of one network has got.

import { html } from "../vendor/lit.js";

/** @param {{name: string, loaded: number, total: number}} network bytes */
export function downloadProgress({ name, loaded, total }) {
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
  return html`<label class="number">
    ${name} ${megabytes(loaded)} of ${megabytes(total)} MB (${Math.round((100 * loaded) / total)} %)
    <progress max=${total} value=${loaded}></progress>
  </label>`;
}
