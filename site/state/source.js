// The two kinds of pictures a person can open, in the form that `pictureChosen` takes.

let opened = 0;

/** A file, paste or photograph of the person's own. @param {Blob} blob @param {string} title */
export function ownSource(blob, title) {
  return { id: `own-${++opened}`, title, blob };
}

/** A photograph of the gallery. @param {import("./probe.js").ProbeState["gallery"][0]} photo */
export function photoSource({ id, title, file, classIndex }) {
  return { id: `photo-${id}`, title, url: `gallery/${file}`, photo: id, truth: classIndex };
}
