"""What one expects in a hole, and what would surprise: bands, lines across it, rare and peculiar things."""

import cv2
import numpy as np
import pytest

LEVEL = """
const level = {data: args.colours, height: args.height, hole: args.hole, width: args.width};
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const {localMeans} = await import(new URL("./means.js", args.base));
const local = (radius, rows) => localMeans(level, kernels, radius, rows);
"""

MEANS = LEVEL + "return {means: local(args.radius, args.rows)};"

RARITY = (
    LEVEL
    + """
const peculiar = module.peculiarity(level, local(1), kernels);
return {rare: module.rarity(level, local(2), kernels), peculiar};
"""
)

BANDS = LEVEL + "return module.bands(level, local(2));"

EXPECT = (
    LEVEL
    + """
const {bands} = await import(new URL("./bands.js", args.base));
const {sketch} = await import(new URL("./sketch.js", args.base));
const nodes = Int32Array.from(level.hole.keys()).filter((p) => level.hole[p] !== 0);
const nothing = sketch(level, [], level);
const work = module.expect(level, nodes, local(1), bands(level, local(2)), nothing, kernels);
let step = work.next();
while (!step.done) step = work.next();
return step.value;
"""
)


@pytest.fixture
def run(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(name, body, rgb, hole, texture=0, **args):
        url = f"{dist_url}inpaint/{name}.js"
        colours = np.concatenate([rgb, np.full((*rgb.shape[:2], 2), texture)], 2).astype(np.uint8)
        arrays = {"colours": colours, "hole": hole.astype(np.uint8)}
        return run_module(
            page, url, body, base=url, width=hole.shape[1], height=hole.shape[0], **arrays, **args
        )

    return run


def square(shape, rows, columns):
    hole = np.zeros(shape, np.uint8)
    hole[rows, columns] = 1
    return hole


@pytest.mark.parametrize(("radius", "rows"), [(1, 1), (2, 2), (6, 6), (6, 1), (1, 6), (7, 8)])
def test_local_means_are_those_of_the_known_pixels_around(run, radius, rows):
    rng = np.random.default_rng(1)
    rgb = rng.integers(0, 256, (40, 50, 3))
    hole = square((40, 50), np.s_[5:25], np.s_[10:50])
    out = run("means", MEANS, rgb, hole, texture=30, radius=radius, rows=rows)["means"].reshape(40, 50, 5)
    known = (hole == 0).astype(np.float64)
    size = (2 * radius + 1, 2 * rows + 1)
    sums = {"ddepth": -1, "ksize": size, "normalize": False, "borderType": cv2.BORDER_CONSTANT}
    counts = cv2.boxFilter(known, **sums)
    expected = cv2.boxFilter(rgb * known[..., None], **sums) / np.maximum(counts, 1)[..., None]
    assert np.allclose(out[..., :3], expected, atol=1e-3)
    assert np.allclose(out[..., 3], np.where(counts > 0, 30, 0), atol=1e-4)


def test_a_thing_is_rarer_than_the_ground_it_lies_on_and_stands_out(run):
    rng = np.random.default_rng(4)
    rgb = (120 + rng.normal(scale=15, size=(80, 100, 1)) + np.zeros(3)).clip(0, 255)
    y, x = np.mgrid[:80, :100]
    thing = (y - 40) ** 2 + (x - 30) ** 2 < 8**2
    rgb[thing] = [220, 40, 40]
    hole = square((80, 100), np.s_[20:60], np.s_[60:95])
    out = run("rarity", RARITY, rgb, hole)
    rare, peculiar = out["rare"].reshape(80, 100), out["peculiar"].reshape(80, 100)
    ground = (hole == 0) & ~thing
    assert rare[thing].min() > 5 * np.median(rare[ground])
    assert np.median(peculiar[thing]) > 1
    assert np.median(peculiar[ground]) == 0
    assert np.all(rare[hole > 0] == 0)
    assert np.all(peculiar[hole > 0] == 0)


def test_a_long_line_does_not_stand_out_from_what_lies_beside_it(run):
    rng = np.random.default_rng(5)
    rgb = (120 + rng.normal(scale=10, size=(80, 100, 1)) + np.zeros(3)).clip(0, 255)
    rgb[30:33] = 20
    rgb[60:63, 20:23] = 20  # as thick, but short
    peculiar = run("rarity", RARITY, rgb, square((80, 100), np.s_[36:56], np.s_[60:95]))["peculiar"]
    peculiar = peculiar.reshape(80, 100)
    assert peculiar[61, 21] > 3
    assert peculiar[31, 10:90].max() < 1


@pytest.mark.parametrize(
    ("x", "y", "way"), [(0, 1, (1, 0)), (1, 0, (0, 1)), (-1, 2, (2, 1)), (1, 1, (-1, 1)), (2, 1, (-1, 2))]
)
def test_bands_run_where_a_picture_changes_least(run, x, y, way):
    rows, columns = np.mgrid[:96, :96]
    slope = (x * columns + y * rows) / np.hypot(x, y)
    rgb = (128 + 1.1 * (slope - slope.mean()))[..., None] + np.zeros(3)
    out = run("bands", BANDS, rgb, square((96, 96), np.s_[30:60], np.s_[40:70]))
    assert (out["x"], out["y"]) == pytest.approx(np.array(way) / np.hypot(*way))
    assert out["across"] > 5 * out["along"]


def test_a_horizon_is_expected_to_go_on_and_one_is_sure_of_it(run):
    rgb = np.full((80, 100, 3), [90, 140, 220])
    rgb[40:] = [200, 170, 60]
    rgb[38:40] = [30, 40, 30]  # a thin dark bank
    hole = square((80, 100), np.s_[20:60], np.s_[30:80])
    out = run("expectation", EXPECT, rgb, hole)
    values = out["values"].reshape(40, 50, 5)
    assert out["banded"] == 1
    error = np.abs(values[..., :3] - rgb[20:60, 30:80]).max(2)
    assert error[:17].max() < 6
    assert error[22:].max() < 6
    assert np.all(values[18, :, 2] < 150)  # the bank, as wide as local means show it
    assert out["sure"].min() > 0.8


def test_a_slope_of_shades_is_expected_to_run_from_side_to_side(run):
    rows, columns = np.mgrid[:80, :100]
    rgb = np.stack([60 + columns, 100 + rows, 90 + 0 * rows], 2)
    hole = square((80, 100), np.s_[20:60], np.s_[30:80])
    values = run("expectation", EXPECT, rgb, hole)["values"].reshape(40, 50, 5)
    assert np.abs(values[..., :3] - rgb[20:60, 30:80]).max() < 8


def test_where_a_side_is_beyond_the_picture_the_other_goes_on_and_one_is_less_sure(run):
    rgb = np.full((80, 100, 3), [90, 140, 220])
    rgb[40:] = [200, 170, 60]
    hole = square((80, 100), np.s_[25:55], np.s_[60:100])
    out = run("expectation", EXPECT, rgb, hole)
    values = out["values"].reshape(30, 40, 5)
    assert np.abs(values[:13, :, :3] - [90, 140, 220]).max() < 12
    assert np.abs(values[17:, :, :3] - [200, 170, 60]).max() < 12
    sure = out["sure"].reshape(30, 40)
    assert sure[:, -1].min() > 0.1
    assert sure.max() < 0.5


def test_what_is_on_either_side_goes_on_to_the_middle_and_less_beyond(run):
    rgb = np.full((80, 100, 3), [90, 140, 220])
    rgb[40:] = [200, 170, 60]
    hole = square((80, 100), np.s_[20:60], np.s_[30:80])
    out = run("expectation", EXPECT, rgb, hole)
    right, left = out["ends"].reshape(40, 50, 2).transpose(2, 0, 1)
    assert np.array_equal(left, np.arange(20, 60)[:, None] * 100 + 29 + np.zeros((1, 50), int))
    assert np.array_equal(right - left, np.full((40, 50), 51))
    from_right, from_left = out["reach"].reshape(40, 50, 2).transpose(2, 0, 1)
    assert np.allclose(from_left[:, :25], from_left[0, 0])
    assert np.all(np.diff(from_left[:, 25:]) < 0)
    assert np.allclose(from_right, from_left[:, ::-1])
    assert 0.5 < from_left.max() <= 1


def test_without_bands_or_on_rough_ground_one_is_not_sure(run):
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 256, (80, 100, 1)) + np.zeros(3)
    hole = square((80, 100), np.s_[20:60], np.s_[30:80])
    out = run("expectation", EXPECT, noise, hole)
    assert out["banded"] < 0.1
    assert out["sure"].max() < 0.1
    stripes = np.where(np.arange(80)[:, None, None] < 40, 60, 200) + np.zeros((80, 100, 3))
    smooth = run("expectation", EXPECT, stripes, hole)["sure"].mean()
    rough = run("expectation", EXPECT, stripes, hole, texture=60)["sure"].mean()
    assert rough < smooth / 4


def test_nothing_known_on_any_line_leaves_what_is_stretched(run):
    hole = np.ones((30, 30), np.uint8)
    hole[:9, :9] = 0
    out = run("expectation", EXPECT, np.full((30, 30, 3), 77), hole, texture=20)
    assert np.allclose(out["values"].reshape(-1, 5)[:, :3], 77, atol=0.5)
    assert np.all(np.isfinite(out["sure"]))
