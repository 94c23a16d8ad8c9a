// The keyboard's place in the page: where the control that has it goes away or can't be used any more, another takes it.

/**
 * @implements {Pick<import("lit").ReactiveController, "hostUpdate" | "hostUpdated">}
 */
export class KeepFocus {
  /**
   * @param {import("../vendor/lit.js").LitElement} host
   * @param {string} part selector of the part of it that is looked after
   * @param {...string} next selectors of what takes it, anywhere in the page; the first that can be used does
   */
  constructor(host, part, ...next) {
    this.part = part;
    this.next = next;
    /** @type {HTMLElement | null} */
    this.had = null;
    host.addController(this);
  }

  hostUpdate() {
    const { activeElement } = document;
    this.had = activeElement?.closest(this.part) ? /** @type {HTMLElement} */ (activeElement) : null;
  }

  hostUpdated() {
    if (!this.had || isUsable(this.had)) return;
    const all = this.next.flatMap((selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))]);
    all.find(isUsable)?.focus({ preventScroll: true });
  }
}

/** @param {HTMLElement} element */
function isUsable(element) {
  return element.isConnected && !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });
}
