"""Masks from strokes: against scikit-image's polygons and the distance to a line."""

import numpy as np
import pytest
from skimage.draw import polygon2mask

MASK = "image/mask.js"


@pytest.fixture
def mask_page(page, site_url):
    page.goto(site_url + "blank.html")
    return page


def rasterize(run_module, page, site_url, edits, width, height):
    masks = run_module(
        page,
        site_url + MASK,
        "return module.rasterize(args.edits, args.width, args.height)",
        edits=edits,
        width=width,
        height=height,
    )
    return {k: None if v is None else v.reshape(height, width).astype(bool) for k, v in masks.items()}


def distance_to_segment(shape, a, b):
    y, x = np.indices(shape) + 0.5
    d = np.subtract(b, a)
    t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / max(d @ d, 1e-12), 0, 1)
    return np.hypot(x - a[0] - t * d[0], y - a[1] - t * d[1])


def test_a_brush_covers_what_lies_within_its_radius_of_the_line(run_module, mask_page, site_url):
    points = [10, 12, 50, 30, 70, 8]
    edit = {"id": 1, "action": "fill", "shape": "brush", "size": 14 / 80, "points": [p / 80 for p in points]}
    mask = rasterize(run_module, mask_page, site_url, [edit], 80, 40)["fill"]
    near = np.minimum(
        distance_to_segment((40, 80), (10, 12), (50, 30)), distance_to_segment((40, 80), (50, 30), (70, 8))
    )
    doubtful = np.abs(near - 7) < 1e-6
    assert np.array_equal(mask[~doubtful], (near <= 7)[~doubtful])


def test_a_lasso_is_the_inside_of_its_polygon(run_module, mask_page, site_url):
    rng = np.random.default_rng(3)
    for _ in range(5):
        points = rng.uniform(-5, 69, (9, 2))
        edit = {"id": 1, "action": "fill", "shape": "lasso", "points": (points / 64).ravel().tolist()}
        mask = rasterize(run_module, mask_page, site_url, [edit], 64, 64)["fill"]
        expected = polygon2mask((64, 64), points[:, ::-1] - 0.5)
        assert (mask != expected).mean() < 0.002  # pixels whose centre lies on an edge may differ


def test_a_rectangle_may_be_drawn_from_any_corner_and_beyond_the_border(run_module, mask_page, site_url):
    edit = {"id": 1, "action": "blur", "shape": "rectangle", "points": [30 / 32, 20 / 32, 10 / 32, -4 / 32]}
    mask = rasterize(run_module, mask_page, site_url, [edit], 32, 24)["blur"]
    expected = np.zeros((24, 32), bool)
    expected[0:20, 10:30] = True
    assert np.array_equal(mask, expected)


def test_the_eraser_gives_back_and_reset_clears_what_came_before(run_module, mask_page, site_url):
    whole = {"id": 1, "action": "fill", "shape": "whole"}
    erase = {
        "id": 2,
        "action": "fill",
        "erase": True,
        "shape": "rectangle",
        "points": [0, 0, 0.5, 1],
    }
    masks = rasterize(run_module, mask_page, site_url, [whole, erase], 16, 16)
    assert not masks["fill"][:, :8].any()
    assert masks["fill"][:, 8:].all()
    assert masks["blur"] is None
    reset = {"id": 3, "action": "reset"}
    assert rasterize(run_module, mask_page, site_url, [whole, reset], 16, 16)["fill"] is None


def test_the_same_edit_covers_the_same_part_at_any_resolution(run_module, mask_page, site_url):
    edit = {"id": 1, "action": "fill", "shape": "brush", "size": 0.2, "points": [0.2, 0.3, 0.7, 0.6]}
    small = rasterize(run_module, mask_page, site_url, [edit], 128, 96)["fill"].mean()
    large = rasterize(run_module, mask_page, site_url, [edit], 1024, 768)["fill"].mean()
    assert small == pytest.approx(large, rel=0.02)
