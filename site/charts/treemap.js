// The treemap of ground truth → A's prediction → B's: areas are counts.

import { hierarchy, treemap, treemapDice, treemapSlice, treemapSquarify } from "../vendor/d3.js";

/** @typedef {import("../state/compare-types.js").TreeNode} TreeNode */

/**
 * @typedef {object} Cell
 * @property {(number | null)[]} path classes from the truth down to here
 * @property {number} count
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {boolean} leaf
 */

/** With more classes than this, strips would be too thin and squarish cells read better. */
const MOST_CUT = 6;

/**
 * Cells of every level, the outer ones first. The truth cuts the width, A's prediction the height and B's the
 * width again, so that neighbours differ in one thing.
 * @param {{count: number, children: TreeNode[]}} tree
 * @param {{width: number, height: number, header?: number, gap?: number}} options in pixels; `header`: room for the
 *   name of each truth
 * @returns {Cell[]}
 */
export function treemapCells(tree, { width, height, header = 0, gap = 1 }) {
  /** @type {any} */
  const root = hierarchy(/** @type {any} */ (tree)).sum((node) => (node.children?.length ? 0 : node.count));
  const tile = tree.children.length > MOST_CUT ? treemapSquarify : null;
  treemap()
    .size([width, height])
    .tile((node, ...box) => (tile ?? (node.depth === 1 ? treemapSlice : treemapDice))(node, ...box))
    .paddingInner((node) => (node.depth === 0 ? 4 * gap : gap))
    .paddingTop((node) => (node.depth === 1 ? header : 0))(root);
  return root
    .descendants()
    .slice(1)
    .map((/** @type {any} */ node) => ({
      path: node
        .ancestors()
        .reverse()
        .slice(1)
        .map((/** @type {any} */ each) => each.data.class),
      count: node.data.count,
      x: node.x0,
      y: node.y0,
      width: node.x1 - node.x0,
      height: node.y1 - node.y0,
      leaf: !node.data.children?.length,
    }));
}

/** How many of a tree a path holds. @param {{count: number, children?: TreeNode[]}} tree
 * @param {(number | null)[]} path */
export function countAt(tree, path) {
  /** @type {{count: number, children?: TreeNode[]} | undefined} */
  let node = tree;
  for (const step of path) node = node?.children?.find((child) => child.class === step);
  return node?.count ?? 0;
}
