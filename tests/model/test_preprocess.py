"""What a network reads, against TensorFlow's resizing and Pillow's compositing."""

import numpy as np
import pytest
from PIL import Image

from converter.quiet import quiet

PREPROCESS = "return module.preprocess(args.pixels, args.size, args.rule);"
PLAIN = {"channels": "rgb", "subtract": [0, 0, 0], "divide": 1}


def picture(width, height, channels=4):
    pixels = np.random.default_rng(width * height).integers(0, 256, (height, width, channels), np.uint8)
    return pixels if channels == 4 else np.dstack([pixels, np.full((height, width), 255, np.uint8)])


@pytest.fixture
def preprocess(js):
    def run(rgba, size, rule=PLAIN):
        pixels = {"width": rgba.shape[1], "height": rgba.shape[0], "data": rgba.ravel()}
        found = js("model/preprocess.js", PREPROCESS, pixels=pixels, size=size, rule=rule)
        return found.reshape(size, size, 3)

    return run


@pytest.mark.parametrize(("width", "height"), [(512, 512), (640, 333), (90, 400), (227, 100), (8, 8), (1, 1)])
def test_resizing_is_tensorflow_s_bilinear(width, height, preprocess):
    rgba = picture(width, height, 3)
    for size in (224, 227):
        with quiet():
            import tensorflow as tf

            expected = tf.image.resize(rgba[..., :3], (size, size), "bilinear", antialias=False).numpy()
        np.testing.assert_allclose(preprocess(rgba, size), expected, atol=2e-3)


def test_a_picture_of_the_network_s_size_is_taken_as_it_is(preprocess):
    rgba = picture(227, 227, 3)
    np.testing.assert_array_equal(preprocess(rgba, 227), rgba[..., :3])


def test_channels_are_put_in_order_before_the_means_are_subtracted(preprocess):
    rgba = picture(224, 224, 3)
    rule = {"channels": "bgr", "subtract": [103.939, 116.779, 123.68], "divide": 2.5}
    expected = (rgba[..., 2::-1] - np.array(rule["subtract"])) / 2.5
    np.testing.assert_allclose(preprocess(rgba, 224, rule), expected, atol=1e-4)


def test_transparent_pixels_lie_over_white(preprocess):
    rgba = picture(224, 224)
    rgba[0, :2] = [[10, 20, 30, 0], [10, 20, 30, 255]]
    white = Image.new("RGBA", (224, 224), "white")
    expected = np.asarray(Image.alpha_composite(white, Image.fromarray(rgba)).convert("RGB"), np.float32)
    # Pillow rounds to whole numbers.
    np.testing.assert_allclose(preprocess(rgba, 224), expected, atol=1)
    np.testing.assert_array_equal(preprocess(rgba, 224)[0, :2], [[255, 255, 255], [10, 20, 30]])
