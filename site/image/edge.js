// The edge of a mask as closed lines between its pixels and the others, to be drawn at any size.

/** Where the edge leads from a corner: right, down, left, up. */
const STEPS = [[1, 0], [0, 1], [-1, 0], [0, -1]];

/**
 * @param {ArrayLike<number>} mask
 * @param {number} width
 * @param {number} height
 * @returns {number[][]} x0, y0, x1, y1, … of each line's corners, in pixels; the mask lies at its right hand, so
 *   that by the rule "evenodd" the lines enclose the mask without its holes; pixels that touch at a corner only
 *   are apart
 */
export function edgeOf(mask, width, height) {
  const has = (/** @type {number} */ x, /** @type {number} */ y) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] > 0;
  /** Pixels whose upper side belongs to a line found before: every line has such a pixel. */
  const passed = new Uint8Array(width * height);
  const lines = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!mask[i] || passed[i] || has(x, y - 1)) continue;
      lines.push(follow(has, x, y, (px, py) => (passed[py * width + px] = 1)));
    }
  }
  return lines;
}

/**
 * One line, from the upper left corner of a pixel and back to it.
 * @param {(x: number, y: number) => boolean} has
 * @param {number} x0
 * @param {number} y0
 * @param {(x: number, y: number) => void} pass is told of each pixel whose upper side the line takes
 */
function follow(has, x0, y0, pass) {
  /** @type {number[]} */
  const corners = [];
  let [x, y, way] = [x0, y0, 0];
  do {
    if (way === 0) pass(x, y);
    x += STEPS[way][0];
    y += STEPS[way][1];
    // The two pixels ahead: of the four around this corner, those that lie further on.
    const [dx, dy] = STEPS[way];
    const left = has(x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
    const right = has(x + (dx - dy - 1) / 2, y + (dy + dx - 1) / 2);
    const turn = !right ? 1 : left ? 3 : 0;
    if (turn) corners.push(x, y);
    way = (way + turn) % 4;
  } while (x !== x0 || y !== y0 || way !== 0);
  return corners;
}
