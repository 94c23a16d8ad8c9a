"""Pieces of a picture that are carried along curves."""

import numpy as np
import pytest

BODY = """
const level = {height: args.height, hole: args.hole, width: args.width};
const nodes = Int32Array.from(level.hole.keys()).filter((p) => level.hole[p] !== 0);
const curves = args.curves.map((curve) => ({...curve, trust: curve.points.map(() => 1)}));
return {nodes, ...module.bendArrays({curves, scale: args.scale}, level, nodes)};
"""

SHAPE = (80, 120)
HOLE = (slice(20, 70), slice(40, 80))


@pytest.fixture
def bends(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(*curves, scale=1):
        hole = np.zeros(SHAPE, np.uint8)
        hole[HOLE] = 1
        args = {"height": SHAPE[0], "width": SHAPE[1], "hole": hole, "curves": list(curves), "scale": scale}
        out = run_module(page, f"{dist_url}inpaint/bends.js", BODY, **args)
        count = len(out["nodes"])
        return {"hole": hole > 0, "nodes": out["nodes"]} | {
            name: out[name].reshape(-1, count) for name in ("bends", "kin")
        }

    return run


def arc(radius=60.0, clarity=40, contrast=150, fit=1.0, scale=1):
    """A circle's arc between two contours that leave it straight on; in pixels of a level so much larger."""
    middle, down = 59.5, 20 + radius
    angles = np.linspace(-np.arcsin(19.5 / radius), np.arcsin(19.5 / radius), 80 * scale)
    points = np.stack([middle + radius * np.sin(angles), down - radius * np.cos(angles)], 1)
    points = (points + 0.5) * scale - 0.5
    (dx, dy), length = (np.cos(angles[-1]), np.sin(angles[-1])), 20 * scale

    def contour(x, y, dx, dy):
        return {
            "x": x,
            "y": y,
            "dx": dx,
            "dy": dy,
            "length": length,
            "clarity": clarity,
            "contrast": contrast,
        }

    return {
        "from": contour(*points[0], dx, -dy),
        "to": contour(*points[-1], -dx, -dy),
        "points": [{"x": x, "y": y} for x, y in points],
        "fit": fit,
    }


@pytest.mark.parametrize("scale", [1, 2])
def test_what_they_bring_lies_as_far_beside_the_contour_as_it_comes_to_lie_beside_the_curve(bends, scale):
    curve = arc(scale=scale)
    out = bends(curve, scale=scale)
    x, y = out["nodes"] % SHAPE[1], out["nodes"] // SHAPE[1]
    beside = 60 - np.hypot(x - 59.5, y - 80)  # more inside the circle
    reached = out["bends"] != 0
    assert len(reached) == 8
    near = np.abs(beside) < 12 / scale
    assert reached.any(0)[near & (y < 35)].mean() > 0.95
    assert not reached.any(0)[np.abs(beside) > 16 / scale].any()
    for moves, reach, contour in zip(
        out["bends"], reached, [curve["from"]] * 4 + [curve["to"]] * 4, strict=True
    ):
        assert reach.any()
        source = out["nodes"][reach] + moves[reach]
        assert not out["hole"].flat[source].any()
        i, j = ((v + 0.5) * scale - 0.5 for v in (source % SHAPE[1], source // SHAPE[1]))
        aside = (contour["dx"] * (j - contour["y"]) - contour["dy"] * (i - contour["x"])) / scale
        inside = aside if contour is curve["from"] else -aside
        assert np.abs(inside - beside[reach]).max() < 1.2
        back = (contour["x"] - i) * contour["dx"] + (contour["y"] - j) * contour["dy"]
        assert back.max() <= 1.5 * contour["length"] + scale


def test_a_piece_has_no_seam_within_itself(bends):
    out = bends(arc())
    for moves in out["bends"]:
        source = np.zeros(SHAPE, int)
        source.flat[out["nodes"]] = np.where(moves, out["nodes"] + moves, -1)
        for axis in (0, 1):
            first, second = (np.take(source, range(n, SHAPE[axis] - 1 + n), axis) for n in (0, 1))
            both = (first > 0) & (second > 0)
            rows, columns = (
                np.abs(f(first) - f(second))[both] for f in (lambda s: s // 120, lambda s: s % 120)
            )
            assert max(rows.max(), columns.max()) <= 2


def test_the_nearer_the_curve_and_the_clearer_the_contours_the_more_it_is_of_the_kind(bends):
    out = bends(arc())
    x, y = out["nodes"] % SHAPE[1], out["nodes"] // SHAPE[1]
    aside = np.abs(60 - np.hypot(x - 59.5, y - 80))
    for kin in out["kin"]:
        assert kin[(kin > 0) & (aside < 3)] == pytest.approx(0.8)
        far = (kin > 0) & (aside > 6)
        assert np.corrcoef(kin[far], aside[far])[0, 1] < -0.99
    less = bends(arc(clarity=18.5))["kin"]
    assert 0.3 < less.max() < 0.5
    assert 0.1 < bends(arc(clarity=18.5, fit=0.275))["kin"].max() < 0.3


@pytest.mark.parametrize(
    "curve", [arc(clarity=16), arc(contrast=50), arc(fit=0.1), arc(radius=2000), arc() | {"to": None}]
)
def test_there_are_none_along_curves_that_are_unclear_or_straight_or_that_end_in_the_hole(bends, curve):
    assert bends(curve)["bends"].size == 0
