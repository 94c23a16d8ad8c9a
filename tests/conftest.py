"""A real Chromium, no network beyond localhost, and no silent console errors."""

import base64
import json
import os
from pathlib import Path

import numpy as np
import pytest

from tests.server import serve

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
    "--disable-gpu-compositing",
    "--enable-unsafe-swiftshader",
    # Names lead to this machine or nowhere. A route would hold up each of a page's 200 files.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Return Debian's Chromium with the flags that this kind of machine needs."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": CHROMIUM_ARGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """No service worker, whose requests no test could see; the test of offline use asks for one itself."""
    return {**browser_context_args, "service_workers": "block"}


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
    """A browser of one's own for a test of a whole page; nothing of it lasts."""
    context.refused = _refused(context)
    yield context
    assert context.refused == [], f"the page asked for other hosts: {context.refused}"


@pytest.fixture(scope="module")
def window(browser, browser_context_args):
    """One page for all tests of single modules in a file: each loads its own document, so nothing stays.

    A window of its own costs Chromium more than a second of work, most of such tests less than a tenth.
    """
    context = browser.new_context(**browser_context_args)
    window = context.new_page()
    window.refused = _refused(context)
    yield window
    context.close()
    assert window.refused == [], f"the page asked for other hosts: {window.refused}"


def _refused(context):
    """The list, filled as requests are made, of what leads beyond this machine."""
    refused = []
    local = ("http://127.0.0.1", "http://localhost", "blob:", "data:")
    context.on("request", lambda r: None if r.url.startswith(local) else refused.append(r.url))
    return refused


# Their tests are visits: storage, sizes, routes and workers must not pass from one to the next.
VISITS = {"app", "lib", "model", "workers"}


@pytest.fixture
def page(request):
    """A page whose uncaught errors and console errors fail the test.

    A test that provokes an error on purpose lists a part of its text in `page.expected_errors`.
    """
    folder = request.path.relative_to(ROOT / "tests").parts[0]
    own = folder in VISITS or "context" in request.fixturenames
    page = request.getfixturevalue("context").new_page() if own else request.getfixturevalue("window")
    page.goto("about:blank")
    page.expected_errors = []
    seen = []

    def console(message):
        if message.type == "error":
            seen.append(message.text)

    def uncaught(error):
        seen.append(str(error))

    page.on("console", console)
    page.on("pageerror", uncaught)
    yield page
    page.remove_listener("console", console)
    page.remove_listener("pageerror", uncaught)
    unexpected = [text for text in seen if not any(part in text for part in page.expected_errors)]
    assert unexpected == [], f"errors in the console: {unexpected}"


def _pack(value):
    """Numpy → JSON: arrays travel as base64 of their little-endian bytes."""
    if isinstance(value, np.ndarray):
        return {
            "$array": value.dtype.name,
            "shape": value.shape,
            "bytes": base64.b64encode(value.tobytes()).decode(),
        }
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


_RUN = (ROOT / "tests/bridge.js").read_text()


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
