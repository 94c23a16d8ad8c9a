"""Photographs with their objects masked, and every method's fill beside them: two sheets to look at.

`.venv/bin/python -m tests.bench.contact_sheet` writes `bench/contact-sheet.jpg` and
`bench/contact-sheet-judged.jpg` from `dist/`. PatchMatch was improved until the first looked right; the
second shows what that does for other photographs: judge by it, and improve on the first.
"""

import base64
import json
from pathlib import Path

import cv2
import numpy as np

from tests.bench.browser import chromium, served
from tests.bench.table import ROOT
from tests.inpaint.cases import photograph, photographs

METHODS = ("telea", "biharmonic", "patchmatch")
SIZE = 512
MARGIN = 13

# In each file, for a photograph: corners of polygons around its object, in per cent of width and height.
# GrabCut (Rother et al. 2004, DOI 10.1145/1015706.1015720) drew those of the first within one drawn by hand;
# the tails, feet and shadows that it missed were added by hand. The barn is drawn by hand, since it took much
# of the sky with it. The bookcase and the maze have no object: there it is a piece of them. All of the second
# sheet's are drawn by hand.
OUTLINES = {"contact-sheet": "outlines.json", "contact-sheet-judged": "outlines_judged.json"}


def main():
    """Write both sheets."""
    with chromium() as browser, served() as url:
        page = browser.new_page()
        page.goto(url + "blank.html")
        for name, outlines in OUTLINES.items():
            _write(name, _sheet(page, url, json.loads(Path(__file__).with_name(outlines).read_text())))


def _sheet(page, url, outlines):
    """One row a photograph, masked, then filled by each method; half of them beside the others: uint8 RGB."""
    files = {file.stem: file for file in photographs()}
    rows = []
    for name, polygons in outlines.items():
        picture = photograph(files[name], SIZE, SIZE)
        mask = covering(polygons)
        masked = np.where(mask[..., None] > 0, [255, 0, 255], picture)
        rows.append(np.hstack([masked, *(_fill(page, url, picture, mask, m) for m in METHODS)]))
    half = len(rows) // 2
    return np.hstack([np.vstack(rows[:half]), np.vstack(rows[half:])]).astype(np.uint8)


def _write(name, sheet):
    out = ROOT / f"bench/{name}.jpg"
    out.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(out), cv2.resize(sheet, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)[..., ::-1])
    print(f"written: {out.relative_to(ROOT)}")


def covering(polygons):
    """The polygons as a mask, a little larger, so that nothing of the object is left: uint8 (SIZE, SIZE)."""
    mask = np.zeros((SIZE, SIZE), np.uint8)
    for corners in polygons:
        points = np.array([pair.split(",") for pair in corners.split()], float) * SIZE / 100
        cv2.fillPoly(mask, [points.astype(np.int32).reshape(-1, 1, 2)], 1)
    return cv2.dilate(mask, np.ones((MARGIN, MARGIN)))


def _fill(page, url, picture, mask, method):
    png = page.evaluate(
        """async ([url, size, data, mask, method]) => {
          const {fill} = await import(url);
          const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
          const image = {width: size, height: size, data: new Uint8ClampedArray(decode(data))};
          const {data: filled} = await fill(image, decode(mask), {method});
          const canvas = Object.assign(document.createElement("canvas"), {width: size, height: size});
          canvas.getContext("2d").putImageData(new ImageData(filled, size, size), 0, 0);
          return canvas.toDataURL().split(",")[1];
        }""",
        [f"{url}inpaint/index.js", SIZE, _base64(_opaque(picture)), _base64(mask), method],
    )
    encoded = np.frombuffer(base64.b64decode(png), np.uint8)
    return cv2.imdecode(encoded, cv2.IMREAD_COLOR)[..., ::-1]


def _opaque(rgb):
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])


def _base64(array):
    return base64.b64encode(array.tobytes()).decode()


if __name__ == "__main__":
    main()
