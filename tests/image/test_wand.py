"""The wand: against scikit-image's CIELAB and its flood fill."""

import json

import numpy as np
import pytest
from PIL import Image
from skimage.color import rgb2lab
from skimage.segmentation import flood

from tests.conftest import ROOT


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(page, f"{site_url}image/{file}", body, **args)


def rgba(rgb):
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)]).ravel()


def photographs(count):
    folder = ROOT / "dist/gallery"
    for photo in json.loads((folder / "gallery.json").read_text())[:count]:
        yield np.asarray(Image.open(folder / photo["file"]).convert("RGB").resize((160, 120)))


def test_colours_are_scikit_images(js):
    colours = np.random.default_rng(1).integers(0, 256, (40, 50, 3), np.uint8)
    colours[0, 0], colours[0, 1], colours[0, 2] = 0, 255, (1, 10, 11)
    body = """
    const lab = new Float64Array(3);
    const all = new Float64Array(3 * args.n);
    for (let i = 0; i < args.n; i++) { module.toLab(args.data, i, lab); all.set(lab, 3 * i); }
    return all;"""
    found = js("lab.js", body, data=rgba(colours), n=2000).reshape(40, 50, 3)
    assert np.abs(found - rgb2lab(colours)).max() < 1e-9


@pytest.mark.parametrize("contiguous", [True, False])
def test_it_selects_what_scikit_image_floods(js, contiguous):
    rng = np.random.default_rng(2)
    sizes = set()
    for photo in photographs(6):
        height, width = photo.shape[:2]
        lab = rgb2lab(photo)
        for tolerance in (0, 5, 18, 40):
            y, x = int(rng.integers(height)), int(rng.integers(width))
            how = {"tolerance": tolerance, "contiguous": contiguous}
            picture = {"width": width, "height": height, "data": rgba(photo)}
            body = "return module.wand(args.picture, args.x, args.y, args.how)"
            found = js("wand.js", body, picture=picture, x=x, y=y, how=how)
            distance = np.linalg.norm(lab - lab[y, x], axis=2)
            expected = flood(distance, (y, x), tolerance=tolerance, connectivity=1)
            if not contiguous:
                expected = distance <= tolerance
            assert np.array_equal(found.reshape(height, width), expected)
            sizes.add(int(expected.sum()))
    assert len(sizes) > 12
