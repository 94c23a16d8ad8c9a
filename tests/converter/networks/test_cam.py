"""The class activation map against its formula, written out."""

import numpy as np

from converter.networks import class_activation_map


def test_a_map_is_the_weighted_sum_stretched_to_0_to_1():
    random = np.random.default_rng(1)
    features, weights = random.random((4, 5, 6)).astype("f4"), random.normal(size=6).astype("f4")
    sums = np.array(
        [
            [sum(float(features[y, x, k]) * float(weights[k]) for k in range(6)) for x in range(5)]
            for y in range(4)
        ]
    )
    expected = np.interp(sums, [sums.min(), sums.max()], [0, 1])
    found = class_activation_map(features, weights)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_known_map():
    features = np.array([[[1, 0], [0, 1]], [[1, 1], [0, 0]]], "f4")
    np.testing.assert_allclose(
        class_activation_map(features, np.array([2, -1], "f4")), [[1, 0], [2 / 3, 1 / 3]]
    )


def test_a_constant_map_is_all_zeros():
    found = class_activation_map(np.ones((3, 3, 2), "f4"), np.array([1, 2], "f4"))
    np.testing.assert_array_equal(found, np.zeros((3, 3)))
