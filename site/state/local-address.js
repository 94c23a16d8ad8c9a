// Addresses that come from a link or a bundle: only what lies in the published folder is opened.

/** Where nothing is: what resolves to another place than below it leads out of the folder. */
const FOLDER = "https://page.invalid/folder/";

/**
 * @param {string} address relative to the page
 * @returns {string | null} the same place, still relative; null for another host or a place outside the folder
 */
export function localAddress(address) {
  if (!address || !URL.canParse(address, FOLDER)) return null;
  const { href } = new URL(address, FOLDER);
  return href.startsWith(FOLDER) && href.length > FOLDER.length ? href.slice(FOLDER.length) : null;
}
