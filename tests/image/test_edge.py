"""Edges of masks: closed lines that enclose the mask and nothing else."""

import cv2
import numpy as np
import pytest

RNG = np.random.default_rng(3)


def disc():
    mask = np.zeros((20, 30), np.uint8)
    cv2.circle(mask, (14, 9), 6, 1, -1)
    cv2.circle(mask, (14, 9), 2, 0, -1)
    return mask


MASKS = {
    "a ring": disc(),
    "all": np.ones((7, 5), np.uint8),
    "nothing": np.zeros((7, 5), np.uint8),
    "corners that touch": np.eye(6, dtype=np.uint8),
    "noise": (RNG.random((31, 23)) < 0.5).astype(np.uint8),
}


@pytest.mark.parametrize("name", MASKS)
def test_lines_are_closed_and_enclose_the_mask(run_module, page, site_url, name):
    page.goto(site_url + "blank.html")
    mask = MASKS[name]
    height, width = mask.shape
    lines = run_module(
        page,
        site_url + "image/edge.js",
        "return module.edgeOf(args.mask, args.width, args.height)",
        mask=mask,
        width=width,
        height=height,
    )
    crossings = np.zeros((height, width + 1), int)  # of each pixel's left side
    length = 0
    for line in lines:
        corners = np.array(line, int).reshape(-1, 2)
        for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            assert (x0 == x1) != (y0 == y1)  # level or upright, also from the last corner to the first
            length += abs(x1 - x0) + abs(y1 - y0)
            crossings[min(y0, y1) : max(y0, y1), x0] += x0 == x1
    assert np.array_equal(np.cumsum(crossings, axis=1)[:, :-1] % 2, mask)
    around = np.pad(mask, 1).astype(int)
    assert length == np.abs(np.diff(around, axis=0)).sum() + np.abs(np.diff(around, axis=1)).sum()


def test_a_rectangle_has_four_corners(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    mask = np.zeros((9, 12), np.float32)
    mask[2:5, 3:10] = 0.4  # a feather's share counts as well
    lines = run_module(page, site_url + "image/edge.js", "return module.edgeOf(args.mask, 12, 9)", mask=mask)
    assert [sorted(zip(line[::2], line[1::2], strict=True)) for line in lines] == [
        [(3, 2), (3, 5), (10, 2), (10, 5)]
    ]
