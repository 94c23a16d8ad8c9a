// Arrow keys among the pictures of a gallery, which are one stop for Tab (WAI-ARIA's roving tabindex).

/**
 * Where a key leads from one of the pictures.
 * @param {string} key
 * @param {number} at
 * @param {number} count of pictures
 * @param {number} columns
 * @returns {number | null} null for a key that leads nowhere
 */
export function reachedBy(key, at, count, columns) {
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  }[key];
  return to !== undefined && to >= 0 && to < count ? to : null;
}

/** How many of them stand beside each other. @param {HTMLElement[]} pictures */
export function columnsOf(pictures) {
  const second = pictures.findIndex(({ offsetTop }) => offsetTop !== pictures[0].offsetTop);
  return second < 0 ? pictures.length : second;
}
