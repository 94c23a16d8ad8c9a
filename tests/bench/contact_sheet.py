"""Photographs with their objects masked, and every method's fill beside them: a sheet to look at.

`.venv/bin/python -m tests.bench.contact_sheet` writes `bench/contact-sheet.jpg` from `dist/`.
"""

import base64

import cv2
import numpy as np

from tests.bench.browser import chromium, served
from tests.bench.table import ROOT
from tests.inpaint.cases import photograph, photographs

METHODS = ("telea", "biharmonic", "patchmatch")
SIZE = 512
MARGIN = 13

# Photograph: corners of a polygon around its object, in per cent of width and height.
OBJECTS = {
    "acoustic-guitar": "27,50 42,46 48,15 52,0 68,0 62,25 58,52 64,62 62,92 35,97 25,85 27,68",
    "african-elephant": "28,50 45,46 62,48 84,50 88,68 60,70 28,69",
    "agama": "38,36 60,12 82,10 97,18 97,28 82,38 84,54 84,62 90,70 88,78 80,76 90,86 88,95 "
    "66,96 60,88 42,88 22,86 17,74 19,67 0,67 0,40 10,18 18,20 20,39",
    "airliner": "0,42 40,38 46,22 54,22 60,38 100,41 100,52 72,54 66,62 34,62 28,54 0,52",
    "arabian-camel": "18,50 20,28 28,16 38,16 50,26 56,5 78,0 84,12 82,28 70,50 66,70 68,99 22,100 26,70",
    "bald-eagle": "13,58 20,54 42,56 52,40 86,16 94,20 86,42 72,57 72,64 64,66 45,72 30,72 20,64",
    "balloon": "24,21 25,13 32,6 40,2 48,2 57,3 64,8 70,16 71,24 67,35 59,46 53,52 52,67 43,67 "
    "43,54 34,44 28,33",
    "barn": "28,70 33,56 65,56 80,66 80,88 27,88",
    "beacon": "20,28 30,16 36,28 42,74 15,76",
    "bookcase": "30,30 62,28 66,62 34,66",
    "brown-bear": "18,44 32,36 55,34 70,42 68,70 20,74",
    "canoe": "14,64 26,57 19,38 22,36 30,56 41,57 46,37 50,37 47,57 58,56 78,47 84,52 84,80 60,80 "
    "48,84 48,100 42,100 40,84 32,86 26,100 21,100 24,84 18,80",
    "fiddler-crab": "2,82 5,60 20,35 45,20 62,20 68,15 86,14 100,30 100,50 86,58 62,80 40,84 34,76 24,84",
    "golf-ball": "42,50 50,40 66,40 75,52 74,68 62,76 60,92 54,92 53,76 43,64",
    "hen": "14,50 22,25 29,13 38,13 48,24 66,9 86,18 86,36 82,42 72,66 60,94 35,96 20,80",
    "impala": "4,25 12,22 32,20 35,16 44,15 52,21 59,25 69,21 78,21 88,24 100,31 100,40 93,45 "
    "89,54 83,61 77,62 75,70 59,79 54,84 48,82 50,70 62,65 63,59 54,48 52,43 44,40 23,33 14,31 11,33 4,33",
    "kit-fox": "5,46 26,40 36,34 60,33 64,18 86,20 84,46 74,72 30,74 28,58 5,56",
    "loggerhead": "16,72 34,56 56,54 80,56 82,76 76,82 20,88 16,80",
    "maze": "35,40 60,36 66,60 40,64",
    "minibus": "20,44 20,35 29,32 35,34 51,31 59,30 82,31 86,35 89,53 88,78 100,84 100,100 46,100 "
    "38,87 25,84 24,64",
    "otter": "34,40 46,24 66,28 78,34 84,16 92,20 86,46 80,68 84,80 60,87 42,87 34,70",
    "pelican": "3,60 12,52 40,52 40,40 55,38 80,58 82,64 96,63 98,78 94,84 60,78 25,72 3,68",
    "ptarmigan": "18,32 24,20 38,20 62,36 90,50 96,62 80,76 60,84 46,84 28,60",
    "white-wolf": "28,30 38,14 46,10 62,16 76,40 82,68 84,86 66,99 40,97 40,50 36,40",
}


def main():
    """One row a photograph: masked, then filled by each method."""
    files = {file.stem: file for file in photographs()}
    rows = []
    with chromium() as browser, served() as url:
        page = browser.new_page()
        page.goto(url + "blank.html")
        for name, corners in OBJECTS.items():
            picture = photograph(files[name], SIZE, SIZE)
            mask = outline(corners)
            masked = np.where(mask[..., None] > 0, [255, 0, 255], picture)
            rows.append(np.hstack([masked, *(_fill(page, url, picture, mask, m) for m in METHODS)]))
    half = len(rows) // 2
    sheet = np.hstack([np.vstack(rows[:half]), np.vstack(rows[half:])]).astype(np.uint8)
    out = ROOT / "bench/contact-sheet.jpg"
    out.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(out), cv2.resize(sheet, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)[..., ::-1])
    print(f"written: {out.relative_to(ROOT)}")


def outline(corners):
    """The polygon as a mask, a little larger, so that nothing of the object is left: uint8 (SIZE, SIZE)."""
    points = np.array([pair.split(",") for pair in corners.split()], float) * SIZE / 100
    mask = np.zeros((SIZE, SIZE), np.uint8)
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
