// Where the focus goes in Compare when what had it goes away: to the instances, never back to the page's start.

/**
 * @param {Element} from
 * @param {MouseEvent} event the press: the page is scrolled to what has the focus for keys alone
 */
export function focusInstances(from, event) {
  const list = from.closest("diptych-compare")?.querySelector(".instances");
  if (list) focusFor(event, /** @type {HTMLElement} */ (list));
}

/** @param {MouseEvent} event @param {HTMLElement | SVGElement} element */
export function focusFor(event, element) {
  element.focus({ preventScroll: !isByKey(event) });
}

/** Enter and the space bar press a button without a click that counts. @param {MouseEvent} event */
function isByKey({ detail }) {
  return detail === 0;
}
