// Files and links dropped on the window: no browser may open one in place of the page and the work in it.

/** Fields take a link that is dropped on them as text. */
const TAKING = "input, textarea";

/** Whether files are dragged. @param {DragEvent} event */
export const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;

/**
 * Refuses what a browser would open: the pointer says so, and a drop does nothing. A view that takes it says so
 * after this, with another `dropEffect`.
 * @param {DragEvent} event a dragover or drop that reached the window
 */
export function keepPage(event) {
  const { dataTransfer, target } = event;
  const isLink = dataTransfer?.types.includes("text/uri-list") && !(/** @type {Element} */ (target).closest?.(TAKING));
  if (!dataTransfer || !(isLink || hasFiles(event))) return;
  event.preventDefault();
  dataTransfer.dropEffect = "none";
}
