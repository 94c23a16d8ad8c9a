// Which rows of a long table are on screen; beyond what a browser can scroll, a pixel stands for several rows.

/** Browsers lose precision, then stop, not far above this height. */
const TALLEST = 8e6;

/**
 * @param {number} count of rows
 * @param {{rowHeight: number, height: number, scrollTop: number}} frame in pixels
 * @returns {{first: number, stop: number, top: number, total: number}} the rows that can be seen, where the first
 *   of them is drawn, and the height of it all
 */
export function rowWindow(count, { rowHeight, height, scrollTop }) {
  const full = count * rowHeight;
  const seen = Math.ceil(height / rowHeight) + 1;
  if (full <= TALLEST) {
    const first = Math.max(0, Math.min(count - 1, Math.floor(scrollTop / rowHeight)));
    return { first, stop: Math.min(count, first + seen), top: first * rowHeight, total: full };
  }
  const most = count - Math.floor(height / rowHeight);
  const first = Math.max(0, Math.min(most, Math.round((scrollTop / (TALLEST - height)) * most)));
  return { first, stop: Math.min(count, first + seen), top: Math.min(scrollTop, TALLEST - height), total: TALLEST };
}

/** The scroll position that puts a row at the top. @param {number} row @param {number} count
 * @param {{rowHeight: number, height: number}} frame */
export function scrollTo(row, count, { rowHeight, height }) {
  if (count * rowHeight <= TALLEST) return row * rowHeight;
  return (row / (count - Math.floor(height / rowHeight))) * (TALLEST - height);
}
