"""Preprocessing by a card's rule."""

import numpy as np
import pytest

from converter.cards import read_card
from converter.networks import preprocess, resize


def test_channels_are_ordered_then_subtracted_from_then_divided():
    card = {
        "size": 1,
        "preprocessing": {"a": {"channels": "bgr", "subtract": [1, 2, 3], "divide": 2}},
        "defaultPreprocessing": "a",
    }
    image = np.array([[[[10, 20, 30]]]], "u1")
    np.testing.assert_array_equal(preprocess(image, card), [[[[14.5, 9, 3.5]]]])


def test_mobilenet_reads_minus_one_to_one(folders):
    image = np.zeros((1, 224, 224, 3), "u1")
    image[0, 0, 0] = 255
    found = preprocess(image, read_card("mobilenet", folders))
    assert found.dtype == np.float32
    assert (found[0, 0, 0] == 1).all()
    assert (found[0, 1, 1] == -1).all()


def test_the_two_ways_of_squeezenet_differ_in_the_order_of_channels_alone(folders):
    image = np.random.default_rng(2).integers(0, 256, (1, 227, 227, 3)).astype("u1")
    card = read_card("squeezenet", folders)
    np.testing.assert_array_equal(preprocess(image, card), preprocess(image[..., ::-1], card, "cabrera-2018"))


def test_an_unknown_preprocessing_is_named(folders):
    with pytest.raises(
        ValueError, match=r"invalid preprocessing: torch \(the card has caffe, cabrera-2018\)"
    ):
        preprocess(np.zeros((1, 227, 227, 3), "u1"), read_card("squeezenet", folders), "torch")


@pytest.mark.parametrize(("height", "width", "size"), [(8, 8, 4), (5, 9, 7), (512, 384, 224)])
def test_resizing_is_bilinear_with_half_pixel_centres_and_no_filter(height, width, size):
    cv2 = pytest.importorskip("cv2")
    image = np.random.default_rng(3).integers(0, 256, (height, width, 3)).astype("f4")
    expected = cv2.resize(image, (size, size), interpolation=cv2.INTER_LINEAR)
    np.testing.assert_allclose(resize(image[None], size)[0], expected, atol=2e-2)


def test_a_picture_of_the_right_size_is_left_as_it_is():
    image = np.random.default_rng(4).integers(0, 256, (2, 16, 16, 3)).astype("u1")
    np.testing.assert_array_equal(resize(image, 16), image)
