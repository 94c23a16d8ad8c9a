"""SqueezeNet 1.1 (Iandola et al. 2016, arXiv:1602.07360) from the weights published with Caffe."""

import numpy as np

from converter.errors import ConverterError
from converter.pickles import load_arrays

CLASSIFIER = "conv10"

# squeeze, expand 1x1, expand 3x3; a pool of 3x3 with stride 2 stands before fire2, fire4 and fire6.
FIRES = {
    "fire2": (16, 64, 64),
    "fire3": (16, 64, 64),
    "fire4": (32, 128, 128),
    "fire5": (32, 128, 128),
    "fire6": (48, 192, 192),
    "fire7": (48, 192, 192),
    "fire8": (64, 256, 256),
    "fire9": (64, 256, 256),
}
POOL_BEFORE = {"fire2", "fire4", "fire6"}


def read_weights(content):
    """Kernels and biases by layer.

    Parameters
    ----------
    content : bytes
        A pickled dict of layer → [kernel, bias].

    Returns
    -------
    dict of str to (ndarray, ndarray)
        Kernel [height, width, in, out] and bias [out], float32.

    Raises
    ------
    ConverterError
        The pickle does not hold just the layers of SqueezeNet 1.1.
    """
    weights = load_arrays(content)
    expected = {"conv1", "conv10"} | {
        f"{fire}/{part}" for fire in FIRES for part in ("squeeze1x1", "expand1x1", "expand3x3")
    }
    if not isinstance(weights, dict) or set(weights) != expected:
        raise ConverterError("the pickle does not hold the layers of SqueezeNet 1.1.")
    return {
        name: (np.asarray(kernel, "float32"), np.asarray(bias, "float32").reshape(-1))
        for name, (kernel, bias) in weights.items()
    }


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
        float32 [N, size, size, 3] → `probabilities` [N, 1000] and `features` [N, 13, 13, 512], which
        `conv10` weighs.
    """
    from tf_keras import Input, Model, layers

    def convolution(x, name, **options):
        kernel, bias = weights[name]
        layer = layers.Conv2D(
            kernel.shape[-1], kernel.shape[:2], activation="relu", name=name.replace("/", "_"), **options
        )
        y = layer(x)
        layer.set_weights([kernel, bias])
        return y

    image = Input((size, size, 3), name="image")
    x = convolution(image, "conv1", strides=2)
    for fire in FIRES:
        if fire in POOL_BEFORE:
            x = layers.MaxPooling2D(3, strides=2, name=f"pool_{fire}")(x)
        squeezed = convolution(x, f"{fire}/squeeze1x1")
        wide = convolution(squeezed, f"{fire}/expand3x3", padding="same")
        x = layers.Concatenate(name=fire)([convolution(squeezed, f"{fire}/expand1x1"), wide])
    scores = layers.GlobalAveragePooling2D(name="scores")(convolution(x, "conv10"))
    probabilities = layers.Softmax(name="probabilities")(scores)
    return Model(image, {"probabilities": probabilities, "features": x}, name="squeezenet")
