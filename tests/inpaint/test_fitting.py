"""The offsets that fit to a hole's edge."""

import numpy as np
import pytest

FIT = """
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const {data, height, hole, near, width} = args;
const work = module.fitting({data, height, hole, width}, near, kernels);
const fractions = [];
let step = work.next();
for (; !step.done; step = work.next()) fractions.push(step.value);
return {offsets: new Int32Array(step.value.flatMap(({x, y}) => [x, y])), fractions};
"""

ROWS, COLUMNS = slice(25, 45), slice(20, 45)  # of the hole
RIM = 8  # pixels around it that are looked at


@pytest.fixture
def fit(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    url = f"{dist_url}inpaint/fitting.js"

    def run(data, hole, near=5):
        height, width = hole.shape
        out = run_module(
            page, url, FIT, base=url, data=data, hole=hole, height=height, width=width, near=near
        )
        return out["offsets"].reshape(-1, 2), out["fractions"]

    return run


def noise(height, width, seed=1):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 5)).astype(np.uint8)


def holed(shape, rows=ROWS, columns=COLUMNS):
    hole = np.zeros(shape, np.uint8)
    hole[rows, columns] = 1
    return hole


def planted(data, right, down):
    """What surrounds the hole, once more at another place."""
    rows, columns = slice(ROWS.start - RIM, ROWS.stop + RIM), slice(COLUMNS.start - RIM, COLUMNS.stop + RIM)
    piece = data[rows, columns].copy()
    data[rows.start + down : rows.stop + down, columns.start + right : columns.stop + right] = piece
    return data


def test_the_place_that_looks_like_the_edge_is_found_all_along_it(fit):
    data = planted(noise(110, 150), 70, 31)
    offsets, fractions = fit(data, holed((110, 150)))
    assert len(offsets) > 20
    assert np.all(offsets == [70, 31])
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


def test_a_copy_in_another_shade_is_preferred_to_what_is_unlike(fit):
    data = planted(noise(110, 150) // 2, 70, 31)
    data[:, 75:] += 9
    offsets, _ = fit(data, holed((110, 150)))
    assert np.all(offsets == [70, 31])


def test_what_is_near_does_not_count(fit):
    data = planted(noise(110, 150), 60, 4)
    assert np.all(fit(data, holed((110, 150)), near=60)[0] == [60, 4])
    assert not np.any(np.all(fit(data, holed((110, 150)), near=61)[0] == [60, 4], axis=1))


def test_places_that_reach_into_the_hole_or_beyond_the_picture_are_none(fit):
    data, hole = noise(60, 80), holed((60, 80), np.s_[20:60], np.s_[30:80])
    for offset in fit(data, hole)[0]:
        reached = [
            hole[row + offset[1] - RIM : row + offset[1] + RIM + 1, column + offset[0] - RIM :][
                :, : 2 * RIM + 1
            ]
            for row, column in np.argwhere(hole)
            if min(row + offset[1], column + offset[0]) >= RIM
        ]
        assert any(square.shape == (2 * RIM + 1,) * 2 and not square.any() for square in reached)


def test_where_no_patch_is_known_nothing_fits(fit):
    offsets, _ = fit(noise(20, 20), holed((20, 20), np.s_[8:12], np.s_[8:12]))
    assert len(offsets) == 0


def test_a_scattered_mask_is_looked_at_here_and_there(fit):
    hole = (np.random.default_rng(3).random((200, 200)) < 0.1).astype(np.uint8)
    hole[:60] = 0
    offsets, fractions = fit(noise(200, 200), hole)
    assert len(fractions) == len(offsets) == 160
