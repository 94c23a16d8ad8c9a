"""Our own kernels against TensorFlow: odd sizes, strides, paddings, on one thread and on two."""

import numpy as np
import pytest

from converter.quiet import quiet
from tests.model.kernels.arrays import close, random


def conv_attrs(strides=(1, 1), pad="same", activation="linear", dilations=(1, 1)):
    return {
        "strides": list(strides),
        "pad": pad,
        "activation": activation,
        "dilations": list(dilations),
        "dataFormat": "NHWC",
    }


def activate(values, activation):
    high = 6 if activation == "relu6" else np.inf
    return values if activation == "linear" else np.clip(values, 0, high)


CONVOLUTIONS = [
    # height, width, channels, kernel, out, the rest
    (2, 3, 4, (1, 1), 8, {}),
    (5, 7, 3, (1, 1), 16, {"activation": "relu"}),
    (13, 13, 130, (1, 1), 40, {"activation": "relu6"}),
    (21, 20, 9, (1, 1), 8, {}),
    (11, 9, 5, (3, 3), 16, {"activation": "relu"}),
    (12, 10, 3, (3, 3), 8, {"strides": (2, 2), "activation": "relu6"}),
    (15, 13, 3, (3, 3), 24, {"strides": (2, 2), "pad": "valid"}),
    (23, 22, 6, (3, 3), 8, {}),
    (9, 14, 2, (5, 3), 8, {"strides": (2, 1)}),
    (8, 8, 4, (2, 4), 8, {"pad": "valid", "strides": (1, 3)}),
    (9, 9, 8, (1, 1), 8, {"strides": (2, 2)}),
]


@pytest.mark.parametrize(("height", "width", "channels", "kernel", "outputs", "options"), CONVOLUTIONS)
def test_a_convolution_is_tensorflows(height, width, channels, kernel, outputs, options, compute):
    import tensorflow as tf

    x, filter_ = random(1, height, width, channels), random(*kernel, channels, outputs, seed=1)
    bias = random(outputs, seed=2)
    attrs = conv_attrs(**options)
    with quiet():
        plain = tf.nn.conv2d(x, filter_, attrs["strides"], attrs["pad"].upper()).numpy() + bias
    found = compute("convolution", "fusedConv2d", {"x": x, "filter": filter_, "bias": bias}, attrs)
    close(found, activate(plain, attrs["activation"]))


DEPTHWISE = [
    (1, 1, 8, {}),
    (2, 5, 12, {"activation": "relu"}),
    (7, 7, 4, {"activation": "relu6"}),
    (6, 9, 16, {}),
    (3, 3, 8, {"pad": "valid"}),
    (10, 11, 4, {"pad": "valid"}),
    (8, 10, 4, {"strides": (2, 2), "activation": "relu6"}),
    (9, 7, 20, {"strides": (2, 2), "pad": "valid"}),
]


@pytest.mark.parametrize(("height", "width", "channels", "options"), DEPTHWISE)
def test_a_depthwise_convolution_is_tensorflows(height, width, channels, options, compute):
    import tensorflow as tf

    x, filter_ = random(1, height, width, channels), random(3, 3, channels, 1, seed=1)
    bias = random(channels, seed=2)
    attrs = conv_attrs(**options)
    with quiet():
        strides = [1, *attrs["strides"], 1]
        plain = tf.nn.depthwise_conv2d(x, filter_, strides, attrs["pad"].upper()).numpy() + bias
    found = compute("convolution", "fusedDepthwiseConv2d", {"x": x, "filter": filter_, "bias": bias}, attrs)
    close(found, activate(plain, attrs["activation"]))


@pytest.mark.parametrize("activation", ["linear", "relu"])
def test_a_dense_layer_is_numpys(activation, compute):
    a, b, bias = random(1, 1, 37), random(1, 37, 48, seed=1), random(48, seed=2)
    attrs = {"transposeA": False, "transposeB": False, "activation": activation}
    found = compute("convolution", "fusedMatMul", {"a": a, "b": b, "bias": bias}, attrs)
    close(found, activate(a @ b + bias, activation))


@pytest.mark.parametrize(
    ("height", "width", "channels", "stride"), [(3, 3, 4, 1), (7, 10, 12, 2), (8, 5, 8, 2)]
)
def test_a_pool_is_tensorflows(height, width, channels, stride, compute):
    import tensorflow as tf

    x = random(1, height, width, channels)
    with quiet():
        expected = tf.nn.max_pool2d(x, 3, stride, "VALID").numpy()
    attrs = {"filterSize": [3, 3], "strides": [stride, stride], "pad": "valid"}
    close(compute("rows", "maxPool", {"x": x}, attrs), expected)


@pytest.mark.parametrize("channels", [(4, 4), (8, 20), (4, 12, 16)])
@pytest.mark.parametrize("axis", [3, -1])
def test_a_concatenation_is_numpys(channels, axis, compute):
    parts = [random(1, 5, 7, count, seed=i) for i, count in enumerate(channels)]
    found = compute("rows", "concat", parts, {"axis": axis})
    assert found is not None
    np.testing.assert_array_equal(found, np.broadcast_to(np.concatenate(parts, axis=-1), found.shape))


@pytest.mark.parametrize("keep", [True, False])
def test_a_mean_is_numpys(keep, compute):
    x = random(1, 13, 7, 20)
    attrs = {"axis": [1, 2], "keepDims": keep}
    close(compute("rows", "mean", {"x": x}, attrs), x.mean((1, 2), keepdims=keep))


@pytest.mark.parametrize("scale", [1, 300])
def test_a_softmax_is_numpys(scale, compute):
    logits = scale * random(1, 52)
    powers = np.exp(np.float64(logits) - logits.max())
    close(compute("rows", "softmax", {"logits": logits}, {"dim": -1}), powers / powers.sum())


REFUSED = {
    "channels that fill no block": ((1, 4, 4, 3), (1, 1, 3, 12), {}),
    "fewer pixels than a tile": ((1, 2, 2, 3), (1, 1, 3, 8), {}),
    "dilation": ((1, 9, 9, 3), (3, 3, 3, 8), {"dilations": (2, 2)}),
    "two pictures": ((2, 4, 4, 3), (1, 1, 3, 8), {}),
    "another activation": ((1, 4, 4, 3), (1, 1, 3, 8), {"activation": "elu"}),
}


@pytest.mark.parametrize("team", [1], indirect=True)
@pytest.mark.parametrize("case", REFUSED)
def test_what_the_kernels_cannot_do_is_left_to_tensorflow_js(case, compute):
    shape, filter_, options = REFUSED[case]
    inputs = {"x": random(*shape), "filter": random(*filter_), "bias": random(filter_[-1])}
    assert compute("convolution", "fusedConv2d", inputs, conv_attrs(**options)) is None
