"""MobileNet V1 1.0 224 (Howard et al. 2017, arXiv:1704.04861) from TensorFlow's published weights."""

import numpy as np

from converter.errors import ConverterError
from converter.graphdef import read_constants

CLASSIFIER = "Logits"
PREFIX = "MobilenetV1/"
EPSILON = 0.001

# Strides of the thirteen pairs of a depthwise and a pointwise convolution.
STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1)


def read_weights(content):
    """Kernels and biases by layer, batch normalisation folded into them, the background class left out.

    Parameters
    ----------
    content : bytes
        A frozen GraphDef with the constants `MobilenetV1/*`.

    Returns
    -------
    dict of str to (ndarray, ndarray)
        Kernel [height, width, in, out] (depthwise: [height, width, in, 1]) and bias [out], float32.

    Raises
    ------
    ConverterError
        The graph is broken or lacks one of the constants.
    """
    constants = read_constants(content, PREFIX)
    names = ["Conv2d_0"]
    for pair in range(1, len(STRIDES) + 1):
        names += [f"Conv2d_{pair}_depthwise", f"Conv2d_{pair}_pointwise"]
    try:
        weights = {name: _fold(constants, name) for name in names}
        kernel, bias = (constants[f"{PREFIX}Logits/Conv2d_1c_1x1/{part}"] for part in ("weights", "biases"))
    except KeyError as error:
        raise ConverterError(f"the frozen graph is not MobileNet V1: it has no constant {error}.") from error
    # Of 1001 classes the first is "background". Without it the other 1000 probabilities sum to 1.
    weights["Logits"] = kernel[..., 1:], bias[1:]
    return weights


def _fold(constants, name):
    """Kernel and bias that do what the convolution and its batch normalisation do together."""
    depthwise = name.endswith("depthwise")
    kernel = constants[f"{PREFIX}{name}/{'depthwise_weights' if depthwise else 'weights'}"].astype("float64")
    gamma, beta, mean, variance = (
        constants[f"{PREFIX}{name}/BatchNorm/{part}"].astype("float64")
        for part in ("gamma", "beta", "moving_mean", "moving_variance")
    )
    scale = gamma / np.sqrt(variance + EPSILON)
    kernel = kernel * (scale[:, None] if depthwise else scale)
    return kernel.astype("float32"), (beta - mean * scale).astype("float32")


def assemble(weights, size):
    """The network, with its two outputs.

    Parameters
    ----------
    weights : dict
        As from `read_weights`.
    size : int
        Height and width of its input in pixels.

    Returns
    -------
    tf_keras.Model
        float32 [N, size, size, 3] → `probabilities` [N, classes] and `features` [N, 7, 7, 1024], which
        `Logits` weighs.
    """
    from tf_keras import Input, Model, layers

    def apply(layer, x, name):
        y = layer(x)
        layer.set_weights(weights[name])
        return layers.ReLU(6.0, name=f"{name}_relu6")(y)

    def convolution(x, name, kernel, stride=1):
        filters = weights[name][1].size
        layer = layers.Conv2D(filters, kernel, strides=stride, padding="same", name=name)
        return apply(layer, x, name)

    image = Input((size, size, 3), name="image")
    x = convolution(image, "Conv2d_0", 3, stride=2)
    for pair, stride in enumerate(STRIDES, 1):
        name = f"Conv2d_{pair}_depthwise"
        x = apply(layers.DepthwiseConv2D(3, strides=stride, padding="same", name=name), x, name)
        x = convolution(x, f"Conv2d_{pair}_pointwise", 1)
    mean = layers.GlobalAveragePooling2D(name="mean")(x)
    kernel, bias = weights["Logits"]
    logits = layers.Dense(bias.size, name="Logits")
    scores = logits(mean)
    logits.set_weights([kernel[0, 0], bias])
    probabilities = layers.Softmax(name="probabilities")(scores)
    return Model(image, {"probabilities": probabilities, "features": x}, name="mobilenet")
