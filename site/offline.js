// Asks the browser to keep the page for the next visit, whatever the network is like then.

/**
 * Registers the service worker of the build that the server has now, and has it fetch what a part of the page needs;
 * says nothing where there is none.
 * @param {"probe" | "sentence" | "compare"} part
 */
export async function keepForOffline(part) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const response = await fetch("files.json", { cache: "no-cache" });
    const { version } = await response.json();
    await navigator.serviceWorker.register(`sw.js?version=${version}`);
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: part });
  } catch {
    // Without a network, or where workers are blocked, the page works as it did before.
  }
}
