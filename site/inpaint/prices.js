/**
 * What speaks against filling a pixel by an offset, apart from seams: that it comes from across the bands in
 * which the picture lies (grounds and skies do), that what it brings is not what one expects there, that it is
 * rare or stands out (it would be known again), and what one sees of the hole's edge itself.
 */

import { bands } from "./bands.js";
import { contours } from "./contours.js";
import { expect } from "./expectation.js";
import { isAtEdge } from "./grid.js";
import { localMeans } from "./means.js";
import { CHANNELS, COLOURS } from "./pyramid.js";
import { peculiarity, rarity } from "./rarity.js";
import { sketch } from "./sketch.js";
import { PARTS, wide } from "./wide.js";
import { within } from "./within.js";

/** @typedef {import("./pyramid.js").Level} Level */

/**
 * @typedef {object} Survey of what is known, whatever the offsets
 * @property {Float32Array} near local means, CHANNELS * width * height
 * @property {Float32Array} rare width * height: how unlike others each known pixel is
 * @property {Float32Array} peculiar width * height: how much each known pixel stands out
 * @property {import("./bands.js").Bands} banding
 * @property {import("./sketch.js").Sketch} sketched
 * @property {import("./expectation.js").Expectation} expectation
 */

const ACROSS = 3.5; // for a shift by the whole picture, for each level by which it changes more across its bands
const HEIGHT = 40; // for a shift from the top to the bottom where it lies in none: what is near is still larger
const KNOWN_AGAIN = 30; // for standing out as much again as a pixel does on average,
const KNOWN_IN_BANDS = 6; // and where the picture lies in bands: what stands out goes on in them
const DONE = { rarity: 0.09, bands: 0.2, contours: 0.26 }; // fractions of a survey's time
const ROUGH = 30; // a texture e times as rough as another is as unlike as a colour that is off by so many levels,
const FAINT = 2; // but one that is less rough than this hardly differs from none
const SMALL = 1; // radius of the squares whose means are expected
const MIDDLE = 2; // and of those that may be rare

/**
 * What the prices of any offsets rest on.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {Level} finer in which contours are looked for: they are sharper there
 * @param {import("./kernels.js").Kernels} kernels
 * @returns {Generator<number, Survey, void>} yields the fraction done
 */
export function* survey(level, nodes, finer, kernels) {
  const near = localMeans(level, kernels, SMALL);
  const means = localMeans(level, kernels, MIDDLE);
  const rare = rarity(level, means, kernels);
  const peculiar = peculiarity(level, near, kernels);
  yield DONE.rarity;
  const banding = bands(level, means);
  yield DONE.bands;
  const looking = contours(finer, localMeans(finer, kernels, SMALL), kernels);
  const sketched = sketch(finer, yield* within(DONE.bands, DONE.contours, looking), level);
  const expecting = expect(level, nodes, near, banding, sketched, kernels);
  const expectation = yield* within(DONE.contours, 1, expecting);
  return { near, rare, peculiar, banding, sketched, expectation };
}

/**
 * The arrays that prices are made of, which their kernel wants in its memory.
 * @param {Level} level
 * @param {Int32Array} nodes the pixels of its hole
 * @param {Survey} survey
 */
export function priceArrays({ hole, width }, nodes, { near, rare, peculiar, sketched, expectation }) {
  const { ends, reach, sure, values } = expectation;
  const lists = Array.from(nodes, (p) => sketched.alike.get(p) ?? []);
  const first = new Int32Array(nodes.length + 1); // of the list of each
  lists.forEach((list, i) => (first[i + 1] = first[i] + list.length));
  return {
    near: wide(rough(near), PARTS),
    hole,
    rare,
    peculiar,
    columns: nodes.map((p) => p % width),
    atEdge: Uint8Array.from(nodes, (p) => Number(isAtEdge({ hole, width }, p))),
    expected: wide(rough(values), PARTS),
    sure,
    ends,
    pull: reach.map((value, e) => value / (1 + (peculiar[ends[e]] ?? 0))), // what stands out goes on less far
    first,
    along: Int32Array.from(lists.flat()),
    trusted: Float32Array.from(nodes, (p) => sketched.trust[p]),
  };
}

/**
 * Write what each offset costs each pixel of the hole, and how little one expects what it brings.
 * @param {Level} level
 * @param {import("./offset.js").Offset[]} offsets
 * @param {Survey} survey
 * @param {import("./kernels.js").Kernels} kernels
 * @param {ReturnType<typeof priceArrays> & import("./expansion.js").ExpansionArrays & {kin: Float32Array}} placed
 *   in their memory; kin: how much what each bend brings a pixel is of the kind expected there
 * @returns {Generator<number, void, void>} yields the fraction done
 */
export function* price({ height, width }, offsets, { banding, expectation: { banded } }, kernels, placed) {
  const { pixels, near, hole, rare, peculiar, nodes, atEdge, expected, sure, ends, pull } = placed;
  const { columns, first, along, trusted, costs, surprise, bends, kin } = placed;
  const slope = ACROSS * Math.max(0, banding.across - banding.along);
  const knownAgain = KNOWN_AGAIN + banded * (KNOWN_IN_BANDS - KNOWN_AGAIN);
  const across = /** @type {const} */ ([
    -banded * slope * banding.y / width, banded * slope * banding.x / height, (1 - banded) * HEIGHT / height,
  ]);
  const job = kernels.job([
    width, height, pixels, near, hole, rare, peculiar, nodes.length, nodes, columns, atEdge, expected, sure,
    ends, pull, first, along, trusted, costs, surprise, bends, kin,
  ]);
  const all = costs.length / nodes.length;
  for (const [label, { x, y }] of offsets.entries()) {
    kernels.run.price(job, label, x, y, ...across, knownAgain);
    yield (label + 1) / all;
  }
  for (let bend = 0; bend < all - offsets.length; bend++) {
    kernels.run.priceBend(job, offsets.length + bend, bend, ...across, knownAgain);
    yield (offsets.length + bend + 1) / all;
  }
}

/**
 * Pixels whose textures count by their ratio: where grass is sharp one sees what is not, while what is twice as
 * rough as sharp grass is much like it (G. T. Fechner, "Elemente der Psychophysik", 1860).
 * @param {Float32Array} values CHANNELS a pixel
 */
function rough(values) {
  return values.map((value, index) => (index % CHANNELS < COLOURS ? value : ROUGH * Math.log1p(value / FAINT)));
}
