"""Chromium for the benchmark, with the flags of the tests, on `dist/` served locally."""

import contextlib
import os

from playwright.sync_api import sync_playwright

from tests.bench.table import ROOT
from tests.conftest import CHROMIUM_ARGS
from tests.server import serve


@contextlib.contextmanager
def chromium():
    """Open a browser; a page of it is a new visitor."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(isolated=False):
    """Serve `dist/`, cross-origin isolated on request."""
    url, stop = serve(ROOT / "dist", "/", isolated)
    yield url
    stop()
