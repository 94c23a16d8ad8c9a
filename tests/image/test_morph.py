"""Distances, growing, shrinking and feathering: against SciPy and OpenCV."""

import cv2
import numpy as np
import pytest
from scipy import ndimage


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(page, f"{site_url}image/{file}", body, **args)


def blobs(seed, height, width):
    """A few shapes, single pixels and some that touch the border."""
    rng = np.random.default_rng(seed)
    mask = ndimage.gaussian_filter(rng.normal(size=(height, width)), 4) > 0.06
    mask ^= rng.random((height, width)) < 0.004
    return mask.astype(np.uint8)


@pytest.mark.parametrize(
    ("seed", "size"), [(1, (60, 90)), (2, (90, 60)), (3, (1, 50)), (4, (50, 1)), (5, (130, 131))]
)
def test_distances_are_scipys_to_the_last_bit(js, seed, size):
    mask = blobs(seed, *size)
    mask[0, 0] = 1
    found = js(
        "euclidean.js",
        "return module.squaredDistances(args.m, args.w, args.h)",
        m=mask.ravel(),
        w=size[1],
        h=size[0],
    )
    expected = np.rint(ndimage.distance_transform_edt(mask == 0) ** 2)
    assert np.array_equal(found.reshape(size), expected)


def test_distances_agree_with_opencv(js):
    mask = blobs(6, 80, 100)
    found = js("euclidean.js", "return module.squaredDistances(args.m, 100, 80)", m=mask.ravel()).reshape(
        80, 100
    )
    expected = cv2.distanceTransform(1 - mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    assert np.abs(np.sqrt(found) - expected).max() < 1e-3


def test_where_nothing_is_marked_everything_is_far(js):
    found = js("euclidean.js", "return module.squaredDistances(new Uint8Array(12), 4, 3)")
    assert (found == 49).all()


@pytest.mark.parametrize("radius", [1, 2, 4.5, 13])
def test_growing_and_shrinking_are_thresholds_of_the_distance(js, radius):
    height, width = 70, 110
    mask = blobs(7, height, width)
    args = {"m": mask.ravel(), "w": width, "h": height, "r": radius}
    grown = js("morph.js", "module.grow(args.m, args.w, args.h, args.r); return args.m", **args)
    assert np.array_equal(grown.reshape(height, width), ndimage.distance_transform_edt(mask == 0) <= radius)
    shrunk = js("morph.js", "module.shrink(args.m, args.w, args.h, args.r); return args.m", **args)
    assert np.array_equal(shrunk.reshape(height, width), ndimage.distance_transform_edt(mask) > radius)


@pytest.mark.parametrize("value", [0, 1])
def test_an_empty_and_a_full_mask_stay_as_they_are(js, value):
    mask = np.full(20 * 10, value, np.uint8)
    for how in ("grow", "shrink"):
        same = js("morph.js", "module[args.how](args.m, 20, 10, 3); return args.m", how=how, m=mask)
        assert np.array_equal(same, mask)


@pytest.mark.parametrize("feather", [1, 6, 20])
def test_a_feather_falls_as_a_cosine_of_the_distance(js, feather):
    mask = blobs(8, 64, 96)
    alpha = js("feather.js", "return module.featherAlpha(args.m, 96, 64, args.f)", m=mask.ravel(), f=feather)
    distance = ndimage.distance_transform_edt(mask == 0)
    expected = np.where(distance < feather, (1 + np.cos(np.pi * distance / feather)) / 2, 0)
    assert np.abs(alpha.reshape(64, 96) - expected).max() < 1e-6


def test_one_picture_fades_into_another(js):
    rng = np.random.default_rng(9)
    below, above = rng.integers(0, 256, (2, 500, 4), np.uint8)
    below[:, 3] = above[:, 3] = 255
    alpha = rng.random(500).astype(np.float32)
    alpha[:50], alpha[50:100] = 0, 1
    found = js(
        "feather.js",
        "return module.blend(args.b, args.a, args.alpha)",
        b=below.ravel(),
        a=above.ravel(),
        alpha=alpha,
    )
    mixed = below + alpha[:, None].astype(float) * (above.astype(float) - below)
    assert np.array_equal(found.reshape(500, 4), np.rint(mixed))
