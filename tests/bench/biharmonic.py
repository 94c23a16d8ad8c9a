"""The biharmonic method against scikit-image's, on photographs of the gallery."""

import base64
import time

import cv2
import numpy as np
from PIL import Image
from skimage.restoration import inpaint_biharmonic

from tests.bench.browser import chromium, served
from tests.bench.fill import SHARES, strokes
from tests.bench.table import ROOT, row

LARGE = (908, 158_768)  # pixels across, pixels masked: a case that takes scikit-image over four seconds
BLOBS = [((95, 90), (150, 135), 36), ((20, 200), (200, 180), 5), ((30, 20), (60, 90), 4)]  # of 227 px
TARGET = 1.0
TARGET_LARGE = 0.2


def measure():
    """Time both on the same pictures and masks, in turns.

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
            for share in SHARES:
                ours, peer = _both(page, url, _picture(size), strokes(size, share), 5)
                name = f"Biharmonic, {size} px, {share:.0%} masked"
                rows.append(row(name, ours, "ms", TARGET, peer, "scikit-image"))
        size, masked = LARGE
        ours, peer = _both(page, url, _picture(size), _blobs(size, masked), 2)
        name = f"Biharmonic, {size} px, {masked:,} masked"
        rows.append(row(name, ours, "ms", TARGET_LARGE, peer, "scikit-image"))
    return rows


def _picture(size):
    path = ROOT / "dist/gallery/full/airliner.jpg"
    return np.asarray(Image.open(path).convert("RGB").resize((size, size)))


def _blobs(size, masked):
    """An object and two strokes, grown or cut to a number of pixels."""
    at = size / 227
    distance = np.full((size, size), np.inf, np.float32)
    for start, end, width in BLOBS:
        line = np.ones((size, size), np.uint8)
        cv2.line(line, *[tuple(int(at * c) for c in point) for point in (start, end)], 0)
        distance = np.minimum(distance, cv2.distanceTransform(line, cv2.DIST_L2, 5) - at * width)
    mask = np.zeros(size * size, np.uint8)
    mask[np.argsort(distance, axis=None, kind="stable")[:masked]] = 1
    return mask.reshape(size, size)


def _base64(array):
    return base64.b64encode(array.tobytes()).decode()


def _both(page, url, picture, mask, turns):
    """The best time of each in milliseconds, taken in turns so that both see the same machine."""
    rgba = np.dstack([picture, np.full(mask.shape, 255, np.uint8)])
    page.evaluate(
        """async ([url, width, height, data, mask]) => {
          const {fill} = await import(url);
          const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
          const image = {width, height, data: new Uint8ClampedArray(decode(data))};
          const bytes = decode(mask);
          globalThis.run = async () => {
            let best = Infinity;
            for (let i = 0; i < 3; i++) {
              const start = performance.now();
              await fill(image, bytes, {method: "biharmonic"});
              best = Math.min(best, performance.now() - start);
            }
            return best;
          };
        }""",
        [f"{url}inpaint/index.js", *mask.shape[::-1], _base64(rgba), _base64(mask)],
    )
    ours = peer = float("inf")
    for _ in range(turns):
        ours = min(ours, page.evaluate("run()"))
        start = time.perf_counter()
        inpaint_biharmonic(picture, mask, channel_axis=-1)
        peer = min(peer, 1000 * (time.perf_counter() - start))
    return ours, peer
