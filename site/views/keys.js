// Keys that work wherever the focus is: a view is told of those that no field of its own takes.

/** Fields that take keys themselves. */
const TYPING = "input:not([type=range], [type=checkbox]), textarea, select, dialog *";

/**
 * Tells a view of the keys pressed while it is shown.
 * @implements {Pick<import("lit").ReactiveController, "hostConnected" | "hostDisconnected">}
 */
export class Keys {
  /**
   * @param {import("lit").LitElement} host
   * @param {(event: KeyboardEvent) => boolean} press does what the key asks for, and says whether it asks for anything
   * @param {string} [typing] elements whose keys are left to them
   */
  constructor(host, press, typing = TYPING) {
    /** @param {KeyboardEvent} event */
    this.onKey = (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      // A host with `display: contents` has no box of its own to be seen.
      const isShown = (host.firstElementChild ?? host).checkVisibility();
      if (!isShown || target.matches?.(typing)) return;
      if (press(event)) event.preventDefault();
    };
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener("keydown", this.onKey);
  }

  hostDisconnected() {
    window.removeEventListener("keydown", this.onKey);
  }
}

/** Whether a key comes with one that makes it a command. @param {KeyboardEvent} event */
export const isCommand = ({ ctrlKey, metaKey, altKey }) => (ctrlKey || metaKey) && !altKey;

/**
 * The step through the history that a key asks for.
 * @param {KeyboardEvent} event
 * @returns {"undone" | "redone" | null}
 */
export function historyStep(event) {
  if (!isCommand(event)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redone" : "undone";
  return key === "y" ? "redone" : null;
}
