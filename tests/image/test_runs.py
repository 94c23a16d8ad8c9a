"""Run lengths and nearest neighbours: against numpy and Pillow."""

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body, **args: run_module(page, site_url + "image/runs.js", body, **args)


@pytest.mark.parametrize("share", [0, 0.3, 0.97, 1])
def test_a_mask_comes_back_from_its_runs(js, share):
    mask = (np.random.default_rng(3).random((23, 31)) < share).astype(np.uint8).ravel()
    bitmap = js("return module.toRuns(args.mask, 31, 23)", mask=mask)
    edges = np.flatnonzero(np.diff(mask)) + 1
    lengths = np.diff([0, *edges, mask.size]).tolist()
    assert bitmap["runs"] == ([0] if mask[0] else []) + lengths
    assert np.array_equal(js("return module.fromRuns(args.bitmap)", bitmap=bitmap), mask)


@pytest.mark.parametrize("to", [(46, 62), (10, 7), (23, 31), (50, 20)])
def test_another_size_takes_the_nearest_pixel(js, to):
    mask = (np.random.default_rng(4).random((23, 31)) < 0.4).astype(np.uint8)
    sizes = {"from": {"width": 31, "height": 23}, "to": {"width": to[1], "height": to[0]}}
    found = js("return module.nearest(args.mask, args.from, args.to)", mask=mask.ravel(), **sizes)
    expected = np.asarray(Image.fromarray(mask).resize(to[::-1], Image.Resampling.NEAREST))
    assert np.array_equal(found.reshape(to), expected)
