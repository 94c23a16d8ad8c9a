"""Telea's method against OpenCV's, on photographs of the gallery."""

import time

import cv2
import numpy as np
from PIL import Image

from tests.bench.browser import chromium, served
from tests.bench.table import ROOT, row

SHARES = (0.01, 0.05, 0.15)
REPEATS = 15


def measure():
    """Time both on the same pictures and masks.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    rows = []
    with chromium() as browser, served() as url:
        page = browser.new_page()
        page.goto(url + "blank.html")
        for size in (227, 512):
            picture = Image.open(ROOT / "dist/gallery/full/airliner.jpg").convert("RGB").resize((size, size))
            for share in SHARES:
                mask = strokes(size, share)
                ours = _ours(page, url, np.asarray(picture), mask)
                peer = _opencv(np.asarray(picture), mask)
                name = f"Telea, {size} px, {share:.0%} masked"
                rows.append(row(name, ours, "ms", 3 if size == 512 else None, peer, "OpenCV"))
    return rows


def strokes(size, share):
    """Random strokes until the share of the picture is covered."""
    rng = np.random.default_rng(size)
    mask = np.zeros((size, size), np.uint8)
    while mask.mean() < share:
        a, b = rng.integers(size // 8, 7 * size // 8, (2, 2))
        b = a + (b - a) // 3
        cv2.line(mask, a.tolist(), b.tolist(), 1, size // 24)
    return mask


def _ours(page, url, picture, mask):
    rgba = np.dstack([picture, np.full(mask.shape, 255, np.uint8)])
    return page.evaluate(
        """async ([url, width, height, data, mask, repeats]) => {
          const {fill} = await import(url);
          const image = {width, height, data: Uint8ClampedArray.from(data)};
          const bytes = Uint8Array.from(mask);
          let best = Infinity;
          for (let i = 0; i < repeats; i++) {
            const start = performance.now();
            await fill(image, bytes, {method: "telea", radius: 3});
            best = Math.min(best, performance.now() - start);
          }
          return best;
        }""",
        [f"{url}inpaint/index.js", *mask.shape[::-1], rgba.ravel().tolist(), mask.ravel().tolist(), REPEATS],
    )


def _opencv(picture, mask):
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        cv2.inpaint(picture, mask, 3, cv2.INPAINT_TELEA)
        best = min(best, time.perf_counter() - start)
    return 1000 * best
