"""PatchMatch: its time, and how near its fills come to the truth beside a native implementation's."""

import base64
import statistics

import numpy as np
from PIL import Image

from tests.bench.browser import chromium, served
from tests.bench.fill import strokes
from tests.bench.table import ROOT, row
from tests.inpaint.backgrounds import backgrounds, quality

SHARE = 0.1  # of the picture masked
TARGETS = {227: 200, 512: 1000}  # milliseconds
REPEATS = 9


def measure():
    """Time fills of strokes, and compare fills of plain background with what is really there.

    The native implementation is `pypatchmatch`, with patches of the same size.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    path = ROOT / "dist/gallery/full/brown-bear.jpg"
    rows = []
    with chromium() as browser, served() as url:
        page = browser.new_page()
        page.goto(url + "blank.html")
        for size, target in TARGETS.items():
            picture = np.asarray(Image.open(path).convert("RGB").resize((size, size)))
            times, _ = _fill(page, url, picture, strokes(size, SHARE), REPEATS)
            name = f"PatchMatch, {size} px, {SHARE:.0%} masked: median"
            rows.append(row(name, statistics.median(times), "ms", target))

        figures = []
        for truth, mask in backgrounds(512):
            _, ours = _fill(page, url, truth, mask, 1)
            figures.append([_shortfall(filled, truth, mask) for filled in (ours, _native(truth, mask))])
    error, unlike = np.mean(figures, axis=0).T
    error = 10 ** (error / 20)
    name = "PatchMatch, background"
    return [
        *rows,
        row(f"{name}: error at the mean PSNR", error[0], "of 255", 1, error[1], "pypatchmatch"),
        row(f"{name}: 1 - SSIM", unlike[0], "", 1, unlike[1], "pypatchmatch"),
    ]


def _shortfall(filled, truth, mask):
    """Root-mean-square error in decibels above 1 of 255, and 1 - SSIM."""
    psnr, ssim = quality(filled, truth, mask)
    return 20 * np.log10(255) - psnr, 1 - ssim


def _native(picture, mask):
    import patchmatch

    patchmatch.set_random_seed(1)
    return patchmatch.inpaint(picture, mask, patch_size=3)  # that is the radius


def _fill(page, url, picture, mask, repeats):
    """Milliseconds of each repetition, and the fill, uint8 (height, width, 3)."""
    rgba = np.dstack([picture, np.full(mask.shape, 255, np.uint8)])
    out = page.evaluate(
        """async ([url, width, height, data, mask, repeats]) => {
          const {fill} = await import(url);
          const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
          const image = {width, height, data: new Uint8ClampedArray(decode(data))};
          const bytes = decode(mask);
          const times = [];
          let filled;
          for (let i = 0; i < repeats; i++) {
            const start = performance.now();
            filled = await fill(image, bytes, {method: "patchmatch"});
            times.push(performance.now() - start);
          }
          let text = "";
          for (const value of filled.data) text += String.fromCharCode(value);
          return {times, data: btoa(text)};
        }""",
        [f"{url}inpaint/index.js", *mask.shape[::-1], _base64(rgba), _base64(mask), repeats],
    )
    filled = np.frombuffer(base64.b64decode(out["data"]), np.uint8).reshape(rgba.shape)
    return out["times"], np.ascontiguousarray(filled[..., :3])


def _base64(array):
    return base64.b64encode(array.tobytes()).decode()
