// Works without a network after the first visit: small files from the network while it answers, large ones
// from the cache, all of one build's version together.

/** The shell's files wait this long for a slow network before the cache answers, in milliseconds. */
const PATIENCE = 2500;

/** Folders whose files never change within one build. */
const LARGE = /\/(models|gallery|vendor|pyodide|pyscript|py|bundles)\//;

const worker = /** @type {any} */ (self);
const version = new URL(location.href).searchParams.get("version") ?? "none";
const cacheName = `diptych-${version}`;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keepGroup(event.data.keep)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.endsWith("/files.json")) return;
  if (request.headers.has("range")) return event.respondWith(part(request));
  const response = LARGE.test(url.pathname) ? cacheFirst(event) : networkFirst(request);
  event.respondWith(OWN_SETTING.has(request.destination) ? response.then(isolated) : response);
});

/** What runs in an environment of its own, so that its response alone decides whether that is isolated. */
const OWN_SETTING = new Set(["document", "worker"]);

/**
 * The response with the headers that allow WebAssembly threads, which hosts such as GitHub Pages can't send.
 * From the second visit on: the first page is there before this worker is, and is not loaded again.
 * @param {Response} response
 */
function isolated(response) {
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

async function install() {
  const response = await fetch("files.json", { cache: "no-cache" });
  const { shell } = await response.json();
  const cache = await caches.open(cacheName);
  await cache.addAll(["./", ...shell]);
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("diptych-") && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Fetch what a workbench needs, file by file, so that it is here for the next visit.
 * @param {"probe" | "sentence" | "compare"} group */
async function keepGroup(group) {
  const cache = await caches.open(cacheName);
  const list = (await cache.match("files.json")) ?? (await keep(cache, new Request("files.json")));
  const files = (await list.clone().json())[group] ?? [];
  for (const file of files) if (!(await cache.match(file))) await keep(cache, new Request(file));
}

/** A file that is not there yet is handed on as it comes, so that the page sees whether it does.
 * @param {any} event */
async function cacheFirst(event) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const known = await cache.match(request, { ignoreSearch: true });
  if (known) return known;
  const response = await fetch(request);
  // What breaks off, or has no room, is fetched anew at the next visit.
  if (response.status === 200) event.waitUntil(cache.put(request, response.clone()).catch(() => {}));
  return response;
}

/** @param {Request} request */
async function networkFirst(request) {
  const cache = await caches.open(cacheName);
  const known = await cache.match(request, { ignoreSearch: true });
  if (!known) return keep(cache, request);
  const late = new Promise((resolve) => setTimeout(() => resolve(known), PATIENCE));
  return Promise.race([keep(cache, request).catch(() => known), late]);
}

/** @param {Cache} cache @param {Request} request */
async function keep(cache, request) {
  const response = await fetch(request);
  if (response.status === 200) await cache.put(request, response.clone());
  return response;
}

/** A range of a file that is in the cache whole; else the network's answer. @param {Request} request */
async function part(request) {
  const cache = await caches.open(cacheName);
  const known = await cache.match(request.url, { ignoreSearch: true });
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (!known || !from) return fetch(request);
  const bytes = await known.arrayBuffer();
  const end = to ? Math.min(Number(to) + 1, bytes.byteLength) : bytes.byteLength;
  return new Response(bytes.slice(Number(from), end), {
    status: 206,
    headers: {
      "Content-Range": `bytes ${from}-${end - 1}/${bytes.byteLength}`,
      "Content-Type": known.headers.get("Content-Type") ?? "application/octet-stream",
    },
  });
}
