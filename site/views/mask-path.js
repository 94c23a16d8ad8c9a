// The edge of a mask as a path to be drawn, found once a mask.

import { edgeOf } from "../image/edge.js";

/** The edges found so far, by mask: the brush hovers over them at every move. @type {WeakMap<object, Path2D>} */
const paths = new WeakMap();

/** In pixels of the picture. @param {Uint8Array | Float32Array} mask @param {{width: number, height: number}} picture */
export function pathOf(mask, { width, height }) {
  const known = paths.get(mask);
  if (known) return known;
  const path = new Path2D();
  for (const corners of edgeOf(mask, width, height)) {
    path.moveTo(corners[0], corners[1]);
    for (let i = 2; i < corners.length; i += 2) path.lineTo(corners[i], corners[i + 1]);
    path.closePath();
  }
  paths.set(mask, path);
  return path;
}
