"""Contours that run into a hole, how they go on there, and what that says of it."""

import numpy as np
import pytest
from scipy import ndimage

BODY = """
const at = (name) => import(new URL(`./${name}.js`, args.base));
const level = {data: args.colours, height: args.height, hole: args.hole, width: args.width};
const kernels = await (await at("kernels")).borrow();
const {localMeans} = await at("means");
const near = localMeans(level, kernels, 1);
const done = (work) => { let step = work.next(); while (!step.done) step = work.next(); return step.value; };
const found = done((await at("contours")).contours(level, near, kernels));
const onto = {...level, data: null};
const {curves, walls, trust, values, alike} = (await at("sketch")).sketch(level, found, onto);
const nodes = Int32Array.from(level.hole.keys()).filter((p) => level.hole[p] !== 0);
const bands = (await at("bands")).bands(level, localMeans(level, kernels, 2));
const {expect} = await at("expectation");
const {sure, values: expected} = done(expect(level, nodes, near, bands, {walls, trust, values}, kernels));
const numbers = ({x, y, dx, dy, length, contrast, clarity}) => [x, y, dx, dy, length, contrast, clarity];
return {
  contours: found.map(numbers),
  profiles: found.map(({profile}) => profile.map((colour) => colour && [...colour])),
  curves: curves.map(({from, to, points, trust}) => ({
    from: found.indexOf(from), to: to ? found.indexOf(to) : -1,
    points: points.map(({x, y}) => [x, y]), trust,
  })),
  alike: [...alike], walls, trust, values, expected, sure,
};
"""

SKY, GROUND, WALL = [90, 140, 220], [200, 170, 60], [40, 60, 50]
SHAPE = (96, 120)
HOLE = (slice(24, 76), slice(40, 84))


@pytest.fixture
def found(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    url = f"{dist_url}inpaint/contours.js"

    def run(rgb):
        hole = np.zeros(SHAPE, np.uint8)
        hole[HOLE] = 1
        texture = np.zeros((*SHAPE, 2))
        colours = (
            np.where(hole[..., None], 0, np.concatenate([rgb, texture], 2)).clip(0, 255).astype(np.uint8)
        )
        out = run_module(
            page, url, BODY, base=url, width=SHAPE[1], height=SHAPE[0], hole=hole, colours=colours
        )
        return out | {"contours": np.array(out["contours"]).reshape(-1, 7), "hole": hole > 0}

    return run


def scene(edge, above=SKY, below=GROUND, scale=6):
    """Two colours with noise on them, the second below a height for each column."""
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
    colours = np.where((y < edge(x))[..., None], above, below)
    return colours + np.random.default_rng(1).normal(scale=scale, size=(*SHAPE, 1))


def stepped(x):
    """An edge that lies lower on the right of the hole than on its left."""
    return np.where(x < 60, 42, 54)


def test_edges_that_run_into_the_hole_are_found_with_their_direction_and_sides(found):
    out = found(scene(lambda x: 30 + 0.3 * x))
    assert len(out["contours"]) == 2
    for x, y, dx, dy, length, contrast, clarity in out["contours"]:
        assert abs(y + 0.5 - (30 + 0.3 * x)) < 1
        assert min(abs(x - 37), abs(x - 86)) <= 1
        inward = 1 if x < 60 else -1
        assert (dx, dy) == pytest.approx(inward * np.array([1, 0.3]) / np.hypot(1, 0.3), abs=0.06)
        assert length >= 20
        assert contrast == pytest.approx(np.linalg.norm(np.subtract(SKY, GROUND)), rel=0.2)
        assert clarity > 11
    for (_, _, dx, *_), profile in zip(out["contours"], out["profiles"], strict=True):
        right, left = profile[8 + 6][:3], profile[8 - 6][:3]
        lower, upper = (right, left) if dx > 0 else (left, right)
        assert np.abs(np.subtract(lower, GROUND)).max() < 6
        assert np.abs(np.subtract(upper, SKY)).max() < 6


def test_blurred_edges_are_found_too_once(found):
    sharp = scene(lambda x: 30 + 0.3 * x, [90, 140, 150], [150, 140, 100], scale=0)
    blurred = ndimage.gaussian_filter(sharp, (6, 6, 0))
    out = found(blurred + np.random.default_rng(1).normal(scale=3, size=(*SHAPE, 1)))
    assert len(out["contours"]) == 2
    for x, y, dx, dy, *_ in out["contours"]:
        assert abs(y + 0.5 - (30 + 0.3 * x)) < 3  # half of what it is blurred by
        inward = 1 if x < 60 else -1
        assert (dx, dy) == pytest.approx(inward * np.array([1, 0.3]) / np.hypot(1, 0.3), abs=0.1)


def test_there_are_none_in_noise_nor_where_an_edge_passes_the_hole_by(found):
    noise = np.random.default_rng(2).normal(120, 40, size=(*SHAPE, 1)) + np.zeros(3)
    assert len(found(noise)["contours"]) == 0
    assert len(found(scene(lambda x: 12 + 0 * x))["contours"]) == 0


def test_two_that_fit_are_joined_by_a_curve_that_leaves_both_in_their_directions(found):
    out = found(scene(stepped))
    (curve,) = out["curves"]
    points = np.array(curve["points"])
    ends = out["contours"][[curve["from"], curve["to"]], :2]
    assert points[[0, -1]] == pytest.approx(ends)
    assert np.hypot(*np.diff(points, axis=0).T).max() < 1
    slopes = np.diff(points, axis=0)
    assert np.abs(slopes[[0, -1], 1] / slopes[[0, -1], 0]).max() < 0.22  # straight across it would be 0.25
    heights = points[np.argsort(points[:, 0]), 1]
    assert np.all(np.diff(heights) > -0.05)
    assert 0.5 < min(curve["trust"]) <= max(curve["trust"]) <= 1


def test_two_of_other_things_are_not_joined_but_run_straight_on_less_and_less_surely(found):
    out = found(scene(lambda x: np.where(x < 62, 42, 0)))  # a corner of sky
    assert len(out["curves"]) == 2
    for curve in out["curves"]:
        assert curve["to"] == -1
        assert np.all(np.diff(curve["trust"]) < 0)
        x, y = np.array(curve["points"]).T
        assert np.abs(y - 41.5).max() < 4 or np.abs(x - 61.5).max() < 4


def test_curves_do_not_cross(found):
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]]
    bar = np.abs(y - 50 - 0.55 * np.abs(x - 62) * np.where(x < 62, -1, 1)) < 6
    rgb = np.where(bar[..., None], WALL, SKY) + np.random.default_rng(1).normal(scale=6, size=(*SHAPE, 1))
    curves = [np.array(curve["points"]) for curve in found(rgb)["curves"] if curve["to"] >= 0]
    assert len(curves) == 2
    upper, lower = sorted((curve[np.argsort(curve[:, 0])] for curve in curves), key=lambda c: c[0, 1])
    columns = np.arange(42, 82)
    assert np.all(np.interp(columns, *upper.T) < np.interp(columns, *lower.T) - 4)


def test_the_sketch_parts_the_hole_and_tells_what_lies_beside_the_curve(found):
    out = found(scene(stepped))
    walls, trust = out["walls"].reshape(SHAPE), out["trust"].reshape(SHAPE)
    free = out["hole"] & (walls == 0)
    parts, count = ndimage.label(free[HOLE], structure=np.ones((3, 3)))  # lines go by corners, too
    assert count == 2
    assert parts[0, 0] != parts[-1, 0]
    values = out["values"].reshape(*SHAPE, 5)[..., :3]
    beside = (trust > 0.2) & out["hole"] & ~ndimage.binary_dilation(walls > 0, iterations=2)
    assert beside.sum() > 30
    below = np.zeros(SHAPE, bool)
    below[HOLE] = parts == parts[-1, 0]
    expected = np.where(below[..., None], GROUND, SKY)
    assert np.abs(values - expected)[beside].max() < 25
    for pixel, others in out["alike"]:
        assert others
        assert not out["hole"].flat[others].any()
        assert trust.flat[pixel] > 0


def test_what_lies_behind_a_contour_is_not_expected_before_it(found):
    out = found(scene(stepped))
    expected = np.zeros((*SHAPE, 5))
    expected[out["hole"]] = out["expected"].reshape(-1, 5)
    # From here, a level line meets the ground on the left, and the sky on the right, behind nothing.
    assert np.abs(expected[46:48, 78:82, :3] - SKY).max() < 30
    assert np.abs(expected[49:52, 42:46, :3] - GROUND).max() < 30
