"""Which layers of the image networks are recorded in bundles and given by the page's networks too."""

from dataclasses import dataclass

import numpy as np

# Of the fires and blocks with maps of one size the last, and of the many with MobileNet's 14 × 14 one more.
FIRES = ("fire3", "fire5", "fire7", "fire9")
BLOCKS = (3, 5, 8, 11, 13)


@dataclass(frozen=True)
class Layer:
    """A recorded layer.

    Attributes
    ----------
    name, title, kind : str
    source : str
        The Keras layer whose output it is: maps [N, h, w, units], or values [N, units].
    kernels : tuple of str
        The published kernels that lead to its units, side by side.
    linear : str or None
        The recorded layer of whose channels this one is a weighted sum, averaged over the picture.
    """

    name: str
    title: str
    kind: str
    source: str
    kernels: tuple[str, ...]
    linear: str | None = None


def _squeezenet():
    fires = [
        Layer(fire, f"Fire {fire[4:]}", "conv", fire, (f"{fire}/expand1x1", f"{fire}/expand3x3"))
        for fire in FIRES
    ]
    return [*fires, Layer("output", "Class scores", "output", "conv10", ("conv10",))]


def _mobilenet():
    blocks = [
        Layer(
            f"block{block}",
            f"Block {block}",
            "conv",
            f"Conv2d_{block}_pointwise_relu6",
            (f"Conv2d_{block}_pointwise",),
        )
        for block in BLOCKS
    ]
    scores = Layer("output", "Class scores", "output", "Logits", ("Logits",), linear=blocks[-1].name)
    return [*blocks, scores]


LAYERS = {"squeezenet": _squeezenet(), "mobilenet": _mobilenet()}


def with_layers(network, name):
    """A network that gives its recorded layers too, as they are recorded.

    Parameters
    ----------
    network : tf_keras.Model
        As from `converter.networks.build_network`.
    name : str
        "squeezenet" or "mobilenet".

    Returns
    -------
    tf_keras.Model
        With one more output for each of `LAYERS`, by its name: the means of its channels [N, units].
    """
    from tf_keras import Model
    from tf_keras.layers import GlobalAveragePooling2D

    outputs = dict(network.output)
    for layer in LAYERS[name]:
        values = network.get_layer(layer.source).output
        mean = GlobalAveragePooling2D(name=f"{layer.name}_mean")
        outputs[layer.name] = mean(values) if len(values.shape) == 4 else values
    return Model(network.input, outputs, name=network.name)


def describe_layer(layer, weights):
    """What a bundle tells of a layer beside its activations.

    Parameters
    ----------
    layer : Layer
    weights : dict of str to (ndarray, ndarray)
        As from `converter.networks.read_weights`.

    Returns
    -------
    dict
        As `diptych.write_bundle` takes it; a column of `weights` belongs to one unit.
    """
    matrix = side_by_side([weights[name][0] for name in layer.kernels])
    return {
        "name": layer.name,
        "title": layer.title,
        "kind": layer.kind,
        "shape": grid(matrix.shape[1]),
        "weights": matrix,
        "live": layer.name,
    }


def side_by_side(kernels):
    """Kernels on the same inputs as one matrix; a smaller one is padded with the zeros it amounts to.

    Parameters
    ----------
    kernels : list of ndarray, [height, width, inputs, filters]
        Of odd height and width.

    Returns
    -------
    ndarray, [height × width × inputs, all filters]
        float32; rows run over height, width, then inputs.
    """
    height, width = (max(kernel.shape[axis] for kernel in kernels) for axis in (0, 1))
    padded = []
    for kernel in kernels:
        by, bx = (height - kernel.shape[0]) // 2, (width - kernel.shape[1]) // 2
        padded.append(np.pad(kernel, ((by, by), (bx, bx), (0, 0), (0, 0))))
    joined = np.concatenate(padded, axis=3)
    return joined.reshape(-1, joined.shape[3])


def grid(units):
    """Rows and columns that hold so many units, as square as they divide."""
    rows = next(rows for rows in range(int(units**0.5), 0, -1) if units % rows == 0)
    return [rows, units // rows]
