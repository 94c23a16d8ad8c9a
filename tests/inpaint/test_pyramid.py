"""The scales of a picture and their features, against OpenCV."""

import itertools

import cv2
import numpy as np
import pytest

PYRAMID = """
const {borrow} = await import(new URL("./kernels.js", args.base));
const image = {width: args.width, height: args.height, data: new Uint8ClampedArray(args.data)};
const work = module.pyramid(image, args.mask, 3, await borrow());
let step = work.next();
while (!step.done) step = work.next();
if (args.sizes) return step.value.map(({height, width}) => [height, width]);
return step.value.map(({data, height, hole, width}) => ({data: [...data], height, hole: [...hole], width}));
"""


@pytest.fixture
def pyramid(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    url = f"{dist_url}inpaint/pyramid.js"

    def pyramid(rgb, mask, sizes):
        data = np.dstack([rgb, np.full(mask.shape, 255)]).astype(np.uint8)
        size = {"height": mask.shape[0], "width": mask.shape[1]}
        return run_module(page, url, PYRAMID, base=url, data=data, mask=mask, sizes=sizes, **size)

    return pyramid


@pytest.fixture
def levels(pyramid):
    def levels(rgb, mask):
        found = pyramid(rgb, mask, False)
        return [
            (
                np.array(level["data"]).reshape(level["height"], level["width"], 5),
                np.array(level["hole"]).reshape(level["height"], level["width"]),
            )
            for level in found
        ]

    return levels


@pytest.mark.parametrize("shape", [(90, 71), (140, 201), (300, 262)])
def test_features_are_mean_changes_of_known_pixels_around(levels, shape):
    rng = np.random.default_rng(shape[0])
    rgb = rng.integers(0, 256, (*shape, 3)).astype(np.uint8)
    mask = np.zeros(shape, np.uint8)
    mask[20:50, 30:] = 1
    found = levels(rgb, mask)
    data, hole = found[0]
    assert np.array_equal(hole, mask)
    radius = round(max(shape) / 128)
    bright = rgb @ np.array([2, 5, 1]) / 8
    size = (2 * radius + 1, 2 * radius + 1)
    box = {"ddepth": -1, "ksize": size, "normalize": False, "borderType": cv2.BORDER_CONSTANT}
    for axis in (1, 0):
        both = np.zeros(shape)
        change = np.zeros(shape)
        inside = np.s_[:, :-1] if axis == 1 else np.s_[:-1]
        after = np.s_[:, 1:] if axis == 1 else np.s_[1:]
        both[inside] = (mask[inside] == 0) & (mask[after] == 0)
        change[inside] = np.abs(np.diff(bright, axis=axis))
        sums, counts = cv2.boxFilter(change * both, **box), cv2.boxFilter(both, **box)
        expected = np.minimum(255, 2 * sums / np.maximum(counts, 1))
        assert np.abs(data[..., 4 - axis] - expected).max() <= 1
    assert np.array_equal(data[hole == 0][:, :3], rgb[mask == 0])


def test_each_scale_is_half_as_large_and_its_hole_holds_the_finer_one(levels):
    rng = np.random.default_rng(2)
    rgb = rng.integers(0, 256, (300, 262, 3)).astype(np.uint8)
    mask = np.zeros((300, 262), np.uint8)
    mask[101:151, 50:91] = 1
    found = levels(rgb, mask)
    assert [hole.shape for _, hole in found] == [(300, 262), (150, 131)]
    for (fine, inside), (coarse, outside) in itertools.pairwise(found):
        height, width = outside.shape
        pad = ((0, 2 * height - inside.shape[0]), (0, 2 * width - inside.shape[1]))
        blocks = np.pad(inside, pad).reshape(height, 2, width, 2)
        assert np.array_equal(outside, blocks.max((1, 3)))
        whole = (slice(0, inside.shape[0] // 2), slice(0, inside.shape[1] // 2))
        parts = fine[: 2 * whole[0].stop, : 2 * whole[1].stop]
        means = parts.reshape(whole[0].stop, 2, whole[1].stop, 2, 5).mean((1, 3))
        assert np.abs(coarse[whole] - means).max() <= 0.5


def test_scales_end_where_a_first_guess_is_not_slow(pyramid):
    rgb = np.zeros((540, 600, 3), np.uint8)
    mask = np.zeros((540, 600), np.uint8)
    mask[100:200, 100:200] = 1

    def sizes(height, width):
        found = pyramid(rgb[:height, :width], np.ascontiguousarray(mask[:height, :width]), True)
        return [tuple(size) for size in found]

    assert sizes(120, 130) == [(120, 130)]
    assert sizes(227, 227) == [(227, 227), (114, 114)]
    assert sizes(512, 512) == [(512, 512), (256, 256)]
    assert sizes(540, 600) == [(540, 600), (270, 300), (135, 150)]
    mask[50:500, 50:500] = 1  # much to fill
    assert sizes(512, 512) == [(512, 512), (256, 256), (128, 128)]
