"""What makes the pieces of a fill meet: steps made slopes, shades, and values stretched over a hole."""

import numpy as np
import pytest

KERNELS = """
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
"""

SLOPES = (
    KERNELS
    + """
const {height, width} = args;
const kind = new Uint8Array(width * height).fill(2);
const level = {data: args.colours, height, hole: args.hole, kind, width};
const field = {half: 0, level, source: args.source};
const result = new Uint8ClampedArray(args.result);
const fractions = [];
for (const fraction of module.makeSlopes(field, result, kernels)) fractions.push(fraction);
return {result, fractions};
"""
)

SHADES = """
const {nodes, values, size} = args;
const fine = {data: args.fine, hole: args.hole, width: 4 * size, height: 4 * size};
const shades = module.shades(fine, {width: size, height: size}, 2, {nodes, values, banded: args.banded[0]});
return {shades};
"""

STRETCH = (
    KERNELS
    + """
module.stretch(args.values, args.weights, args.width, args.height, kernels, args.channels);
return {values: args.values};
"""
)


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
    out = run("stretch", STRETCH, values=values, weights=weights, width=64, height=50, channels=3)
    error = np.abs(out["values"].reshape(truth.shape) - truth)[15:35, 20:44]
    spread = truth[15:35, 20:44].max((0, 1)) - truth[15:35, 20:44].min((0, 1))
    assert np.all(error.max((0, 1)) < 0.1 * spread)


def test_any_number_of_channels_is_stretched_as_each_by_itself(run):
    rng = np.random.default_rng(6)
    weights = (rng.random((20, 30)) < 0.6).astype(np.float32)
    values = rng.random((20, 30, 5)).astype(np.float32)
    sizes = {"weights": weights, "width": 30, "height": 20}
    together = run("stretch", STRETCH, values=values, channels=5, **sizes)["values"].reshape(values.shape)
    for c in range(5):
        alone = run("stretch", STRETCH, values=np.ascontiguousarray(values[..., c]), channels=1, **sizes)
        assert np.array_equal(alone["values"].reshape(20, 30), together[..., c])


@pytest.fixture
def shades(run):
    """What is added, float (64, 64, 3), to a grey of 100 of which the middle is expected to be another."""
    inside = np.zeros((16, 16), np.uint8)
    inside[3:13, 3:13] = 1

    def shades(expected, texture=0, banded=1):
        nodes = np.flatnonzero(inside).astype(np.int32)
        values = np.full((len(nodes), 5), expected, np.float32)
        values[:, 3:] = texture
        fine = channels(np.full((64, 64, 3), 100))
        fine[..., 3:] = texture
        arrays = {"fine": fine, "hole": np.kron(inside, np.ones((4, 4), np.uint8)), "nodes": nodes}
        banded = np.array([banded], np.float32)
        return run("shades", SHADES, **arrays, values=values, size=16, banded=banded)["shades"].reshape(
            64, 64, 3
        )

    return shades


def test_a_smooth_fill_gets_the_shade_that_is_expected(shades):
    added = shades(110)
    assert np.all(added[:12] == 0)  # outside the hole
    assert added[32, 32, 0] > 7
    assert 0 < added[13, 32, 0] < added[20, 32, 0]  # from the edge inwards
    assert np.abs(np.diff(added[12:52, 32, 0])).max() < 1
    assert np.allclose(added, -shades(90), atol=1e-4)


def test_other_things_rough_ground_and_pictures_without_bands_keep_their_colours(shades):
    assert np.abs(shades(250)).max() < 2  # what is so unlike is another thing
    assert np.abs(shades(110, texture=40)).max() < 0.1
    assert np.all(shades(110, banded=0) == 0)
