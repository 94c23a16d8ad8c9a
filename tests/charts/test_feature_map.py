"""Feature maps as pixels: matplotlib's viridis, the clearer the stiller."""

import numpy as np
import pytest


def pixels(chart, values, shape):
    body = """const {data, width, height} = module.mapImage(args.values, args.shape);
    return {data: [...data], width, height};"""
    found = chart("feature-map", body, values=values, shape=shape)
    assert (found["height"], found["width"]) == tuple(shape)
    return np.reshape(found["data"], (*shape, 4))


def test_a_map_has_viridis_colours_row_by_row(chart):
    # The ends and the middle of matplotlib's table.
    viridis = {0: (68, 1, 84), 128: (33, 145, 140), 255: (253, 231, 37)}
    image = pixels(chart, [0, 128, 255, 255, 128, 0], [2, 3])
    for y, row in enumerate([[0, 128, 255], [255, 128, 0]]):
        for x, value in enumerate(row):
            assert image[y, x, :3] == pytest.approx(viridis[value], abs=2)


def test_what_is_still_is_clear_and_strength_covers_more_and_more(chart):
    opacity = pixels(chart, list(range(256)), [16, 16])[..., 3].ravel()
    assert opacity[0] == 0
    assert (np.diff(opacity) >= 0).all()
    assert 180 < opacity[255] < 240  # the photograph still shines through
