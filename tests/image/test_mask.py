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


MASK_TOOLS = [
    {"action": "fill", "shape": "rectangle", "points": [0.2, 0.2, 0.5, 0.4]},
    {"action": "blur", "shape": "rectangle", "points": [0, 0, 0.3, 0.3]},
    {"action": "fill", "shape": "wand", "points": [0.7, 0.3], "tolerance": 10, "contiguous": True},
    {"action": "fill", "shape": "grow", "size": 3 / 64},
    {"action": "fill", "shape": "feather", "size": 5 / 64},
    {"action": "fill", "shape": "invert"},
    {"action": "fill", "shape": "shrink", "size": 2 / 64},
    {"action": "fill", "shape": "bitmap", "width": 4, "height": 3, "runs": [5, 2, 5]},
    {
        "action": "fill",
        "erase": True,
        "shape": "wand",
        "points": [0.1, 0.1],
        "tolerance": 30,
        "contiguous": False,
    },
    {"action": "fill", "shape": "brush", "size": 0.1, "points": [0.1, 0.1, 0.6, 0.5]},
]


def test_the_cache_gives_what_rasterizing_gives_in_any_order(run_module, mask_page, site_url):
    body = """
    const {masksOf} = await import(new URL("mask-cache.js", args.base));
    const edits = args.edits.map((edit, i) => ({...edit, id: i}));
    const original = new ImageData(Uint8ClampedArray.from(args.data), 64, 48);
    const same = (a, b) => (a === null) === (b === null) && (!a || a.every((value, i) => value === b[i]));
    return args.cursors.map((cursor) => {
      const wanted = edits.slice(0, cursor);
      const [a, b] = [masksOf(wanted, original), module.rasterize(wanted, 64, 48, original)];
      return same(a.fill, b.fill) && same(a.blur, b.blur);
    });"""
    rng = np.random.default_rng(11)
    data = np.repeat(rng.integers(0, 256, (48, 8, 4), np.uint8), 8, axis=1)
    cursors = [*range(11), *rng.integers(0, 11, 40).tolist()]
    args = {"edits": MASK_TOOLS, "data": data.ravel(), "cursors": cursors, "base": site_url + "image/"}
    assert all(run_module(mask_page, site_url + MASK, body, **args))


def test_invert_bitmap_and_feather_are_edits_like_others(run_module, mask_page, site_url):
    left = {"id": 1, "action": "fill", "shape": "rectangle", "points": [0, 0, 0.5, 1]}
    invert = {"id": 2, "action": "fill", "shape": "invert"}
    mask = rasterize(run_module, mask_page, site_url, [left, invert], 16, 8)["fill"]
    assert not mask[:, :8].any()
    assert mask[:, 8:].all()
    bitmap = {"id": 3, "action": "fill", "shape": "bitmap", "width": 2, "height": 2, "runs": [0, 1, 3]}
    mask = rasterize(run_module, mask_page, site_url, [left, bitmap], 16, 8)["fill"]
    expected = np.zeros((8, 16), bool)
    expected[:4, :8] = True
    assert np.array_equal(mask, expected)
    feathers = [{"id": 4, "action": "fill", "shape": "feather", "size": size / 512} for size in (8, 3)]
    body = "return [[], args.f.slice(0, 1), args.f].map((edits) => module.featherOf(edits, 'fill', 512))"
    assert run_module(mask_page, site_url + MASK, body, f=feathers) == [0, 8, 3]


def test_growing_by_whole_pixels_survives_a_link(run_module, mask_page, site_url):
    """Sizes travel as millionths of the long side, but what is compared are whole pixels again."""
    dot = {
        "id": 1,
        "action": "fill",
        "shape": "rectangle",
        "points": [256 / 512, 100 / 512, 257 / 512, 101 / 512],
    }
    for pixels in (1, 3, 7, 40):
        grow = {"id": 2, "action": "fill", "shape": "grow", "size": round(pixels / 512, 6)}
        mask = rasterize(run_module, mask_page, site_url, [dot, grow], 512, 200)["fill"]
        y, x = np.indices(mask.shape)
        assert np.array_equal(mask, (y - 100) ** 2 + (x - 256) ** 2 <= pixels**2)
