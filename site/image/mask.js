// From strokes to a mask: strokes are kept as shapes in fractions of the picture's long side, so that the
// same edit can be drawn at any resolution, undone without limit and put into a link.

/**
 * @typedef {object} Edit
 * @property {number} id
 * @property {"fill" | "blur" | "reset"} action what happens to the region; "reset" clears all before it
 * @property {"brush" | "rectangle" | "lasso" | "whole"} [shape]
 * @property {boolean} [erase] take the region out of the mask instead
 * @property {number} [size] diameter of the brush, in fractions of the long side
 * @property {number[]} [points] x0, y0, x1, y1, … in fractions of the long side
 */

/**
 * The masks that a list of edits leaves, one for each action; null where it covers nothing.
 * @param {Edit[]} edits
 * @param {number} width
 * @param {number} height
 * @returns {{fill: Uint8Array | null, blur: Uint8Array | null}}
 */
export function rasterize(edits, width, height) {
  const start = edits.findLastIndex((edit) => edit.action === "reset") + 1;
  const masks = { fill: new Uint8Array(width * height), blur: new Uint8Array(width * height) };
  for (const edit of edits.slice(start)) {
    if (edit.action !== "reset") paint(masks[edit.action], width, height, edit);
  }
  const kept = (/** @type {Uint8Array} */ mask) => (mask.includes(1) ? mask : null);
  return { fill: kept(masks.fill), blur: kept(masks.blur) };
}

/**
 * Draw one edit into a mask.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {Edit} edit
 */
export function paint(mask, width, height, edit) {
  const long = Math.max(width, height);
  const points = (edit.points ?? []).map((value) => value * long);
  const value = edit.erase ? 0 : 1;
  if (edit.shape === "whole") mask.fill(value);
  else if (edit.shape === "rectangle") paintRectangle(mask, width, height, points, value);
  else if (edit.shape === "lasso") paintPolygon(mask, width, height, points, value);
  else paintBrush(mask, width, height, points, ((edit.size ?? 0) * long) / 2, value);
}

/**
 * A round brush along a line: every pixel whose centre lies within the radius of it.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points in pixels
 * @param {number} radius in pixels
 * @param {number} value
 */
export function paintBrush(mask, width, height, points, radius, value) {
  const r2 = radius * radius;
  for (let i = 0; i < points.length; i += 2) {
    const ax = points[Math.max(0, i - 2)];
    const ay = points[Math.max(1, i - 1)];
    const dx = points[i] - ax;
    const dy = points[i + 1] - ay;
    const length2 = dx * dx + dy * dy;
    const x0 = Math.max(0, Math.floor(Math.min(ax, points[i]) - radius));
    const x1 = Math.min(width - 1, Math.ceil(Math.max(ax, points[i]) + radius));
    const y0 = Math.max(0, Math.floor(Math.min(ay, points[i + 1]) - radius));
    const y1 = Math.min(height - 1, Math.ceil(Math.max(ay, points[i + 1]) + radius));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5 - ax;
        const py = y + 0.5 - ay;
        const t = length2 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length2)) : 0;
        const ex = px - t * dx;
        const ey = py - t * dy;
        if (ex * ex + ey * ey <= r2) mask[y * width + x] = value;
      }
    }
  }
}

/**
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points two opposite corners, in pixels
 * @param {number} value
 */
export function paintRectangle(mask, width, height, [ax, ay, bx, by], value) {
  const x0 = Math.max(0, Math.round(Math.min(ax, bx)));
  const x1 = Math.min(width, Math.round(Math.max(ax, bx)));
  const y0 = Math.max(0, Math.round(Math.min(ay, by)));
  const y1 = Math.min(height, Math.round(Math.max(ay, by)));
  for (let y = y0; y < y1; y++) if (x1 > x0) mask.fill(value, y * width + x0, y * width + x1);
}

/**
 * The inside of a closed polygon, by the even-odd rule at pixel centres.
 * @param {Uint8Array} mask
 * @param {number} width
 * @param {number} height
 * @param {number[]} points in pixels
 * @param {number} value
 */
export function paintPolygon(mask, width, height, points, value) {
  const n = points.length / 2;
  for (let y = 0; y < height; y++) {
    const cy = y + 0.5;
    /** @type {number[]} */
    const crossings = [];
    for (let i = 0; i < n; i++) {
      const j = (i + 1) % n;
      const [ax, ay, bx, by] = [points[2 * i], points[2 * i + 1], points[2 * j], points[2 * j + 1]];
      if (ay <= cy !== by <= cy) crossings.push(ax + ((cy - ay) / (by - ay)) * (bx - ax));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const x0 = Math.max(0, Math.ceil(crossings[k] - 0.5));
      const x1 = Math.min(width, Math.ceil(crossings[k + 1] - 0.5));
      if (x1 > x0) mask.fill(value, y * width + x0, y * width + x1);
    }
  }
}
