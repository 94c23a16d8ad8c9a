// The mark of one instance: what it is and what each model says, by colour (the paper's Fig. 3).

/**
 * @typedef {object} Shape
 * @property {"truth" | "prediction"} part
 * @property {number} class
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} radius of the corners
 */

export const GLYPH_HEIGHT = 20;

const SQUARE = 10;
const MARGIN = 5;

/**
 * @param {{truth: number, predicted: number[]}} instance
 * @param {"final" | "first"} design final: squares side by side in a rounded rectangle (Fig. 3b, for more models 3c);
 *   first: separate marks, the truth's square and a disc a model (Fig. 3a)
 * @returns {{width: number, shapes: Shape[]}}
 */
export function glyph({ truth, predicted }, design) {
  if (design === "first") {
    const side = 12;
    const y = (GLYPH_HEIGHT - side) / 2;
    const mark = (/** @type {number} */ i) => ({ x: i * (side + 3), y, width: side, height: side });
    return {
      width: (predicted.length + 1) * (side + 3) - 3,
      shapes: [
        { part: "truth", class: truth, ...mark(0), radius: 2 },
        ...predicted.map((each, i) => shape(each, mark(i + 1), side / 2)),
      ],
    };
  }
  const width = predicted.length * SQUARE + 2 * MARGIN;
  const y = (GLYPH_HEIGHT - SQUARE) / 2;
  return {
    width,
    shapes: [
      { part: "truth", class: truth, x: 0, y: 0, width, height: GLYPH_HEIGHT, radius: 6 },
      ...predicted.map((each, i) => shape(each, { x: MARGIN + i * SQUARE, y, width: SQUARE, height: SQUARE }, 0)),
    ],
  };
}

/** @param {number} of @param {{x: number, y: number, width: number, height: number}} box @param {number} radius
 * @returns {Shape} */
function shape(of, box, radius) {
  return { part: "prediction", class: of, ...box, radius };
}
