// The three kinds of pictures a person can open, in the form that `pictureChosen` takes.

let opened = 0;

/** A file, paste or photograph of the person's own. @param {Blob} blob @param {string} title */
export function ownSource(blob, title) {
  return { id: `own-${++opened}`, title, blob };
}

/** A picture in the published folder, as a link names it.
 * @param {string} picture its address, relative to the page */
export function linkedSource(picture) {
  const name = /** @type {string} */ (picture.split("?")[0].split("/").at(-1));
  return { id: `picture-${picture}`, title: readable(name), url: picture, picture };
}

/** @param {string} name of a file, as in an address */
function readable(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A photograph of the gallery. @param {import("./probe.js").ProbeState["gallery"][0]} photo */
export function photoSource({ id, title, file, classIndex }) {
  return { id: `photo-${id}`, title, url: `gallery/${file}`, photo: id, truth: classIndex };
}
