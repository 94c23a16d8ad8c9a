// A workbench whose modules come when it is first opened, so that the other one does not wait for them.

/** @typedef {{element: HTMLElement, startTour: () => void, permalink: () => string}} Bench */

/**
 * @param {string} id
 * @param {() => Promise<Bench>} load
 * @returns {() => Bench}
 */
export function lazily(id, load) {
  return () => {
    const element = document.createElement("div");
    element.className = "booting";
    element.setAttribute("role", "status");
    element.textContent = "Opening …";
    /** @type {Bench | undefined} */
    let bench;
    const loaded = load();
    loaded.then(
      (made) => {
        bench = made;
        element.replaceWith(made.element);
      },
      (error) => (element.textContent = `This workbench can't be opened (${error.message}): reload the page.`),
    );
    return {
      get element() {
        return bench?.element ?? element;
      },
      permalink: () => bench?.permalink() ?? (location.hash.startsWith(`#${id}`) ? location.hash : `#${id}`),
      startTour: () => void loaded.then((made) => made.startTour()),
    };
  };
}
