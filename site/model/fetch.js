// Download files with progress, and say in a sentence what went wrong.

import { arrivals } from "./arrivals.js";
import { piecesOf } from "./pieces.js";

/** A file that did not arrive whole; its message is a sentence for the person. */
export class DownloadError extends Error {
  name = "DownloadError";
}

/**
 * @typedef {object} Wanted
 * @property {URL} url
 * @property {number} [bytes] its size, where it is known beforehand
 */

/** @typedef {{loaded: number, total: number}} Progress bytes over all files */

/**
 * Download several files side by side. The first that fails ends the others.
 * @param {Wanted[]} files
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<ArrayBuffer[]>} in the order of `files`
 * @throws {DownloadError}
 */
export async function download(files, { onProgress, signal } = {}) {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  const total = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => {
    loaded += bytes;
    arrivals.came();
    onProgress?.({ loaded, total: Math.max(total, loaded) });
  };
  try {
    return await Promise.all(
      files.map((file) => arrivals.until(shortName(file.url), downloadOne(file, count, controller.signal))),
    );
  } catch (error) {
    controller.abort();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/**
 * @param {URL} url
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<any>}
 * @throws {DownloadError}
 */
export async function downloadJson(url, { signal } = {}) {
  const [buffer] = await download([{ url }], { signal });
  return parseJson(buffer, url);
}

/**
 * @param {ArrayBuffer} buffer
 * @param {URL} url names the file in the error
 * @throws {DownloadError}
 */
export function parseJson(buffer, url) {
  try {
    return JSON.parse(new TextDecoder().decode(buffer));
  } catch {
    const bytes = buffer.byteLength;
    throw new DownloadError(`${shortName(url)} is not valid JSON (${bytes} bytes): reload the page.`);
  }
}

/**
 * @param {Wanted} file
 * @param {(bytes: number) => void} count
 * @param {AbortSignal} signal
 */
async function downloadOne({ url, bytes }, count, signal) {
  const name = shortName(url);
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DownloadError(`${name} could not be fetched: the network or the server is gone. Try again.`);
  }
  if (response.status === 404) throw new DownloadError(`${name} is missing on the server (HTTP 404).`);
  if (!response.ok) throw new DownloadError(`${name} is refused by the server (HTTP ${response.status}).`);
  const { chunks, length, broken } = await readAll(response, count, signal);
  if (broken || length < (bytes ?? 0)) {
    const expected = bytes ?? response.headers.get("content-length") ?? "an unknown number of";
    throw new DownloadError(`${name} was cut short: ${length} of ${expected} bytes arrived. Try again.`);
  }
  if (bytes !== undefined && length > bytes) {
    throw new DownloadError(`${name} has ${length} bytes where ${bytes} were expected: reload the page.`);
  }
  return join(chunks, length);
}

/**
 * Everything that arrives, even if the connection breaks.
 * @param {Response} response
 * @param {(bytes: number) => void} count
 * @param {AbortSignal} signal
 */
async function readAll(response, count, signal) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  try {
    for await (const piece of piecesOf(response)) {
      chunks.push(piece);
      length += piece.length;
      count(piece.length);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { chunks, length, broken: true };
  }
  return { chunks, length, broken: false };
}

/** @param {Uint8Array[]} chunks @param {number} length */
function join(chunks, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole.buffer;
}

/** @param {URL} url */
function shortName(url) {
  return url.pathname.split("/").slice(-2).join("/");
}
