"""What makes the pieces of a fill meet: steps made slopes, and values stretched over a hole; and rarity."""

import numpy as np
import pytest

SLOPES = """
const {height, width} = args;
const kind = new Uint8Array(width * height).fill(2);
const level = {data: args.colours, height, hole: args.hole, kind, width};
const field = {half: 0, level, source: args.source};
const result = new Uint8ClampedArray(args.result);
const fractions = [];
for (const fraction of module.makeSlopes(field, result)) fractions.push(fraction);
return {result, fractions};
"""

STRETCH = """
module.stretch(args.values, args.weights, args.width, args.height);
return {values: args.values};
"""

RARITY = """
const level = {data: args.colours, height: args.height, hole: args.hole, width: args.width};
return {rare: module.rarity(level, module.localMeans(level))};
"""


@pytest.fixture
def run(page, site_url, run_module):
    page.goto(site_url + "blank.html")
    return lambda name, body, **args: run_module(page, f"{site_url}inpaint/{name}.js", body, **args)


def channels(rgb):
    """With two more that hold no texture: uint8 (h, w, 5)."""
    return np.concatenate([rgb, np.zeros((*rgb.shape[:2], 2))], 2).astype(np.uint8)


def test_a_step_between_two_shades_becomes_a_slope(run):
    height, width = 40, 90
    rgb = np.full((height, width, 3), 100.0)
    rgb[30:, :] = 130  # where the brighter half is taken from
    hole = np.zeros((height, width), np.uint8)
    hole[5:25, 10:80] = 1
    row, column = np.mgrid[:height, :width]
    right = column >= 45
    source = np.where(right, 33 + row % 5, np.where(row < 25, 26 + row % 3, row)) * width + column
    rgb[(hole > 0) & right] = 130
    result = np.concatenate([rgb, np.full((height, width, 1), 255)], 2).astype(np.uint8)
    arrays = {"colours": channels(rgb), "hole": hole, "source": source.astype(np.int32), "result": result}
    out = run("slopes", SLOPES, **arrays, width=width, height=height)
    after = out["result"].reshape(height, width, 4).astype(int)
    middle = after[15, 10:80, 0]
    assert np.abs(np.diff(middle)).max() <= 5  # it was 30
    assert middle.min() >= 95
    assert middle.max() <= 135
    assert np.array_equal(after[hole == 0], result[hole == 0])
    assert out["fractions"] == sorted(out["fractions"])
    assert out["fractions"][-1] <= 1


def test_where_pieces_go_on_as_they_were_nothing_changes(run):
    rng = np.random.default_rng(3)
    rgb = rng.integers(0, 256, (30, 60, 3))
    hole = np.zeros((30, 60), np.uint8)
    hole[8:20, 5:25] = 1
    rgb[8:20, 5:25] = rgb[8:20, 35:55]
    source = (np.arange(30 * 60) + 30).astype(np.int32)
    result = np.dstack([rgb, np.full((30, 60), 255)]).astype(np.uint8)
    arrays = {"colours": channels(rgb), "hole": hole, "source": source, "result": result}
    out = run("slopes", SLOPES, **arrays, width=60, height=30)
    assert np.array_equal(out["result"].reshape(result.shape), result)


def test_values_are_stretched_as_the_laplace_equation_says(run):
    y, x = np.mgrid[:50, :64].astype(float)
    truth = np.stack([x, y, x * x - y * y], 2)  # all three are harmonic
    weights = np.ones((50, 64), np.float32)
    weights[15:35, 20:44] = 0
    values = np.where(weights[..., None] > 0, truth, 0).astype(np.float32)
    out = run("stretch", STRETCH, values=values, weights=weights, width=64, height=50)
    error = np.abs(out["values"].reshape(truth.shape) - truth)[15:35, 20:44]
    spread = truth[15:35, 20:44].max((0, 1)) - truth[15:35, 20:44].min((0, 1))
    assert np.all(error.max((0, 1)) < 0.1 * spread)


def test_a_thing_is_rarer_than_the_ground_it_lies_on(run):
    rng = np.random.default_rng(4)
    rgb = (120 + rng.normal(scale=15, size=(80, 100, 1)) + np.zeros(3)).clip(0, 255)
    y, x = np.mgrid[:80, :100]
    thing = (y - 40) ** 2 + (x - 30) ** 2 < 8**2
    rgb[thing] = [220, 40, 40]
    hole = np.zeros((80, 100), np.uint8)
    hole[20:60, 60:95] = 1
    out = run("rarity", RARITY, colours=channels(rgb), hole=hole, width=100, height=80)
    rare = out["rare"].reshape(80, 100)
    assert rare[thing].min() > 5 * np.median(rare[(hole == 0) & ~thing])
    assert np.all(rare[hole > 0] == 0)
