"""A network that answers with all its recorded layers at once: channel means, and small maps."""

import functools
from dataclasses import dataclass

import numpy as np

from converter.networks.layers import LAYERS

SIDE = 14  # of a map, at most


@dataclass(frozen=True)
class Window:
    """How a map of one size is averaged to a smaller one, evenly and with nothing at the border left out."""

    kernel: int
    stride: int
    side: int

    @classmethod
    def of(cls, side):
        """The window for a map of `side` × `side`."""
        stride = -(-side // SIDE)
        count = side // stride
        return cls(side - stride * (count - 1), stride, count)


@dataclass(frozen=True)
class Answer:
    """What a network says of a batch.

    Attributes
    ----------
    probabilities : ndarray, [N, classes]
    means : dict of str to ndarray, [N, units]
        A layer's activations, averaged over the picture.
    maps : dict of str to callable
        `maps[layer](pictures, units)`, both int [n] → float32 [n, h, w].
    """

    probabilities: np.ndarray
    means: dict
    maps: dict


class Recorder:
    """One network under one preprocessing, in one graph.

    Parameters
    ----------
    model : converter.photographs.models.Model
    network : tf_keras.Model
        As from `converter.networks.build_network`.
    card : dict
    """

    def __init__(self, model, network, card):
        self.layers = LAYERS[model.network]
        self.size = card["size"]
        self.classes = network.output["probabilities"].shape[-1]
        sources = {layer.name: network.get_layer(layer.source).output for layer in self.layers}
        self.units = {name: tensor.shape[-1] for name, tensor in sources.items()}
        self.sides = {name: Window.of(t.shape[1]).side for name, t in sources.items() if len(t.shape) == 4}
        self._linear = {}
        for layer in self.layers:
            if layer.linear:
                self.sides[layer.name] = self.sides[layer.linear]
                kernel, bias = network.get_layer(layer.source).get_weights()
                self._linear[layer.name] = layer.linear, np.ascontiguousarray(kernel.T), bias
        rule = card["preprocessing"][model.preprocessing or card["defaultPreprocessing"]]
        self._run = _graph(network, sources, rule)

    def answer(self, pixels):
        """What the network says of some pictures.

        Parameters
        ----------
        pixels : ndarray, [N, size, size, 3]
            float32, RGB, 0..255: resized, but not yet by the rule of the card.

        Returns
        -------
        Answer
        """
        probabilities, means, maps = self._run(pixels)
        small = {name: np.asarray(values) for name, values in maps.items()}  # [N, h, w, units]
        where = {name: functools.partial(_take, values) for name, values in small.items()}
        for name, (source, kernel, bias) in self._linear.items():
            where[name] = functools.partial(_weigh, small[source], kernel, bias)
        return Answer(
            np.asarray(probabilities), {name: np.asarray(values) for name, values in means.items()}, where
        )


def _graph(network, sources, rule):
    """Pixels → probabilities, channel means, maps, all in TensorFlow, so that little crosses to numpy."""
    import tensorflow as tf
    from tf_keras import Model

    whole = Model(network.input, [network.output["probabilities"], sources])

    @tf.function(input_signature=[tf.TensorSpec(network.input_shape, tf.float32)])
    def run(pixels):
        if rule["channels"] == "bgr":
            pixels = tf.reverse(pixels, [3])
        probabilities, outputs = whole((pixels - rule["subtract"]) / rule["divide"], training=False)
        means, maps = {}, {}
        for name, values in outputs.items():
            if len(values.shape) == 2:
                means[name] = values
                continue
            means[name] = tf.reduce_mean(values, [1, 2])
            window = Window.of(values.shape[1])
            if window.kernel > 1:
                values = tf.nn.avg_pool2d(values, window.kernel, window.stride, "VALID")
            maps[name] = values
        return probabilities, means, maps

    return run


def _take(values, pictures, units):
    return values[pictures, :, :, units]


def _weigh(values, kernel, bias, pictures, units):
    """The maps whose means are the weighted sums of the channels' means, as in class activation mapping."""
    count, height, width, channels = values.shape
    flat = values.reshape(count, height * width, channels)
    maps = np.empty((len(units), height * width), np.float32)
    for picture in np.unique(pictures):
        own = pictures == picture
        maps[own] = kernel[units[own]] @ flat[picture].T + bias[units[own], None]
    return maps.reshape(-1, height, width)
