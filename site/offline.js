// Asks the browser to keep the page for the next visit, whatever the network is like then.

/** Registers the service worker of the build that the server has now; says nothing where there is none. */
export async function keepForOffline() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const response = await fetch("files.json", { cache: "no-cache" });
    const { version } = await response.json();
    await navigator.serviceWorker.register(`sw.js?version=${version}`);
  } catch {
    // Without a network, or where workers are blocked, the page works as it did before.
  }
}
