// The treemap for many classes: how A and B fare, then the classes by size, those too small to read folded into one.

import { hierarchy, treemap, treemapSquarify } from "../vendor/d3.js";

/** @typedef {{count: number, children: import("../state/compare-types.js").OutcomeNode[]}} OutcomeTree */

/**
 * @typedef {object} Leaf
 * @property {number | null} class null for the folded ones
 * @property {number} count
 * @property {number} classes how many it stands for
 * @property {number[]} members them; empty where the analysis has folded some already
 */

/**
 * @typedef {object} OutcomeCell
 * @property {string} outcome
 * @property {Leaf | null} leaf null for the outcome's own frame
 * @property {number} count
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * Classes of an outcome that are large enough to read, and one leaf for all the others.
 * @param {import("../state/compare-types.js").OutcomeNode} node
 * @param {number} least instances that a leaf must have
 * @returns {Leaf[]}
 */
export function foldSmall({ children }, least) {
  const named = children.filter((child) => child.class !== null);
  const large = named.filter(({ count }) => count >= least);
  const small = named.slice(large.length);
  const folded = children.find((child) => child.class === null);
  const one = (/** @type {{class: number | null, count: number}} */ { class: c, count }) => ({
    class: c,
    count,
    classes: 1,
    members: [/** @type {number} */ (c)],
  });
  const leaves = large.map(one);
  if (small.length === 1 && !folded) return [...leaves, one(small[0])];
  const count = small.reduce((sum, each) => sum + each.count, folded?.count ?? 0);
  if (!count) return leaves;
  const members = folded ? [] : small.map((each) => /** @type {number} */ (each.class));
  return [...leaves, { class: null, count, classes: small.length + (folded?.classes ?? 0), members }];
}

/**
 * Cells of both levels, the outcomes' frames before their classes.
 * @param {OutcomeTree} tree
 * @param {{width: number, height: number, header?: number, gap?: number, least?: number}} options in pixels;
 *   `header`: room for the name of each outcome; `least`: the smallest area of a class that has a cell of its own
 * @returns {OutcomeCell[]}
 */
export function outcomeCells(tree, { width, height, header = 0, gap = 1, least = 0 }) {
  const few = (least * tree.count) / (width * height);
  const data = {
    children: tree.children.map((node) => ({ outcome: node.outcome, count: node.count, children: foldSmall(node, few) })),
  };
  /** @type {any} */
  const root = hierarchy(/** @type {any} */ (data)).sum((node) => (node.children ? 0 : node.count));
  treemap()
    .size([width, height])
    .tile(treemapSquarify)
    .paddingInner((node) => (node.depth === 0 ? 4 * gap : gap))
    .paddingTop((node) => (node.depth === 1 ? header : 0))(root);
  return root
    .descendants()
    .slice(1)
    .map((/** @type {any} */ node) => ({
      outcome: node.depth === 1 ? node.data.outcome : node.parent.data.outcome,
      leaf: node.depth === 1 ? null : node.data,
      count: node.data.count,
      x: node.x0,
      y: node.y0,
      width: node.x1 - node.x0,
      height: node.y1 - node.y0,
    }));
}

/** How many of another tree belong to a cell; null where that tree folds what the cell names.
 * @param {OutcomeTree} tree @param {{outcome: string, leaf: Leaf | null}} cell @param {Leaf[]} siblings
 * @returns {number | null} */
export function countIn(tree, { outcome, leaf }, siblings) {
  const node = tree.children.find((child) => child.outcome === outcome);
  if (!node || !leaf) return node?.count ?? 0;
  const of = (/** @type {number | null} */ c) => node.children.find((child) => child.class === c)?.count ?? 0;
  if (of(null) && siblings.some(({ class: c }) => c !== null && !of(c))) return null;
  if (leaf.class !== null) return of(leaf.class);
  return node.count - siblings.reduce((sum, { class: c }) => sum + (c === null ? 0 : of(c)), 0);
}
