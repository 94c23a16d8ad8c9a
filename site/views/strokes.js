// One stroke while it is drawn, by pointer or by arrow keys: points in, an edit out.

/**
 * @typedef {object} Stroke
 * @property {"brush" | "rectangle" | "lasso" | "wand"} shape
 * @property {boolean} erase
 * @property {number} size diameter in pixels of the picture
 * @property {number[]} points in pixels of the picture
 */

/** Points nearer than this to the last one add nothing, in pixels. */
const NEAR = 0.75;

/** @param {Stroke} stroke @param {number} x @param {number} y */
export function extend(stroke, x, y) {
  const { points } = stroke;
  if (stroke.shape === "wand") return;
  if (stroke.shape === "rectangle") points.splice(2, 2, x, y);
  else if (Math.hypot(points[points.length - 2] - x, points[points.length - 1] - y) > NEAR) points.push(x, y);
}

/**
 * The edit that a finished stroke stands for, in fractions of the long side; null for a shape without area.
 * @param {Stroke} stroke
 * @param {"fill" | "blur"} action
 * @param {{width: number, height: number}} picture
 * @param {{tolerance: number, contiguous: boolean}} wand
 */
export function toEdit({ shape, erase, size, points }, action, { width, height }, { tolerance, contiguous }) {
  const long = Math.max(width, height);
  const round = (/** @type {number} */ value) => Math.round((value / long) * 1e4) / 1e4;
  if (shape === "wand") return { action, shape, erase, points: points.map(round), tolerance, contiguous };
  if (shape !== "brush" && points.length < (shape === "lasso" ? 6 : 4)) return null;
  if (shape === "rectangle" && (Math.abs(points[0] - points[2]) < 1 || Math.abs(points[1] - points[3]) < 1)) {
    return null;
  }
  return { action, shape, erase, size: round(size), points: points.map(round) };
}

/**
 * Show the stroke under way.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {string} colour
 * @param {number} line width of a lasso's line, in pixels of the picture
 */
export function drawStroke(context, { shape, erase, size, points }, colour, line) {
  if (shape === "wand") return;
  context.save();
  context.globalAlpha = 0.55;
  context.strokeStyle = context.fillStyle = erase ? "#ffffff" : colour;
  if (shape === "brush") {
    context.lineWidth = size;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let i = 0; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    context.stroke();
  } else if (shape === "rectangle") {
    const [x0, y0, x1 = x0, y1 = y0] = points;
    context.fillRect(x0, y0, x1 - x0, y1 - y0);
  } else {
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    context.fill("evenodd");
    context.globalAlpha = 1;
    context.lineWidth = line;
    context.stroke();
  }
  context.restore();
}
