// Brings what a person is to look at on screen, without movement for who asks for none.

/**
 * @param {Element | null | undefined} element
 * @param {"nearest" | "start"} [block] the shortest way, or to its beginning
 */
export function reveal(element, block = "nearest") {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  element?.scrollIntoView({ block, behavior });
}
