"""A real Chromium, a static server on a sub-path, no network beyond localhost, and no silent console errors."""

import base64
import functools
import http.server
import json
import os
import threading
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
CHROMIUM_ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium with the flags that this kind of machine needs."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": CHROMIUM_ARGS,
    }


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Any static host: no special headers, everything below a sub-path."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }
    prefix = "/"
    isolated = False

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        if self.isolated:
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, *_):
        pass


def serve(folder, prefix="/", isolated=False):
    """Serve a folder under a prefix on a free port of localhost.

    Returns
    -------
    (str, callable)
        The address of the folder, with a slash at its end, and what stops the server.
    """
    handler = type("Handler", (_Quiet,), {"prefix": prefix, "isolated": isolated})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop():
        server.shutdown()
        server.server_close()

    return f"http://127.0.0.1:{server.server_address[1]}{prefix}", stop


@pytest.fixture(scope="session")
def dist_url():
    """The built site, served from a sub-path as GitHub Pages does."""
    url, stop = serve(ROOT / "dist", "/some/where/")
    yield url
    stop()


@pytest.fixture(scope="session")
def site_url():
    """The sources of the site, for tests of modules that need nothing vendored."""
    url, stop = serve(ROOT / "site")
    yield url
    stop()


@pytest.fixture
def context(context):
    """Every page of a test: requests beyond localhost are refused and remembered."""
    context.refused = []

    def guard(route):
        url = route.request.url
        if url.startswith(("http://127.0.0.1", "http://localhost", "blob:", "data:")):
            route.fallback()
        else:
            context.refused.append(url)
            route.abort()

    context.route("**/*", guard)
    yield context
    assert context.refused == [], f"the page asked for other hosts: {context.refused}"


@pytest.fixture
def page(page):
    """A page whose uncaught errors and console errors fail the test.

    A test that provokes an error on purpose lists a part of its text in `page.expected_errors`.
    """
    page.expected_errors = []
    seen = []
    page.on("console", lambda m: seen.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: seen.append(str(e)))
    yield page
    unexpected = [text for text in seen if not any(part in text for part in page.expected_errors)]
    assert unexpected == [], f"errors in the console: {unexpected}"


def _pack(value):
    """numpy → JSON: arrays travel as base64 of their little-endian bytes."""
    if isinstance(value, np.ndarray):
        return {"$array": value.dtype.name, "shape": value.shape, "bytes": base64.b64encode(value.tobytes()).decode()}
    if isinstance(value, dict):
        return {k: _pack(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_pack(v) for v in value]
    return value


def _unpack(value):
    if isinstance(value, dict) and "$array" in value:
        return np.frombuffer(base64.b64decode(value["bytes"]), value["$array"])
    if isinstance(value, dict):
        return {k: _unpack(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_unpack(v) for v in value]
    return value


_RUN = """async ([url, body, packed]) => {
  const TYPES = {uint8: Uint8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array};
  const unpack = (v) => {
    if (v && v.$array) {
      const bytes = Uint8Array.from(atob(v.bytes), (c) => c.charCodeAt(0));
      return new TYPES[v.$array](bytes.buffer);
    }
    if (Array.isArray(v)) return v.map(unpack);
    if (v && typeof v === "object") return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, unpack(x)]));
    return v;
  };
  const base64 = (bytes) => {
    let text = "";
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  };
  const NAMES = {Uint8Array: "uint8", Uint8ClampedArray: "uint8", Int32Array: "int32", Float32Array: "float32", Float64Array: "float64"};
  const pack = (v) => {
    const name = v && NAMES[v.constructor?.name];
    if (name) return {$array: name, bytes: base64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength))};
    if (v instanceof ImageData) return {width: v.width, height: v.height, data: pack(v.data)};
    if (Array.isArray(v)) return v.map(pack);
    if (v && typeof v === "object") return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, pack(x)]));
    return v;
  };
  const module = await import(url);
  const run = new (async () => {}).constructor("module", "args", body);
  return JSON.stringify(pack(await run(module, unpack(packed))));
}"""


@pytest.fixture
def run_module():
    """Run JavaScript against one module of the site, inside a page.

    `run_module(page, url, body, **args)`: `body` is the body of an async function that sees `module`
    (the module's exports) and `args`; numpy arrays go in and typed arrays come out as flat numpy arrays.
    The page must be on the server's origin already.
    """

    def run(page, url, body, **args):
        text = page.evaluate(_RUN, [url, body, _pack(args)])
        return _unpack(json.loads(text)) if text else None

    return run
