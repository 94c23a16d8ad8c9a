// Addresses that come from a link or a bundle: only what lies in the published folder is opened.

/** Where nothing is: what resolves to another place than below it leads out of the folder. */
const FOLDER = "https://page.invalid/folder/";

/**
 * @param {string} address
 * @param {string} [folder] what it is relative to, itself relative to the page
 * @returns {string | null} the same place, relative to the page; null for another host or a place outside the
 *   published folder
 */
export function localAddress(address, folder = "") {
  if (!address || !URL.canParse(address, FOLDER + folder)) return null;
  const { href } = new URL(address, FOLDER + folder);
  return href.startsWith(FOLDER) && href.length > FOLDER.length ? href.slice(FOLDER.length) : null;
}
