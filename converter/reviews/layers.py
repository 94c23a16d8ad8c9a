"""What a bundle tells of each layer of a review classifier: its weights as one matrix, its activations."""

import numpy as np

from converter.reviews.networks import CELLS, DIMENSION, FILTERS, HIDDEN, WIDTHS


def describe_layers(name, weights, activations):
    """The recorded layers of a network, from input to output.

    Parameters
    ----------
    name : str
        "cnn" or "lstm".
    weights : dict of str to ndarray
        As from `read_weights`.
    activations : dict of str to ndarray, [N, units]
        The network's outputs.

    Returns
    -------
    list of dict
        As `diptych.write_bundle` takes them; a column of `weights` belongs to one unit.
    """
    vectors = ("embedding", "Word vectors, mean", "embedding", _square(DIMENSION), _vectors(weights))
    features = [_convolution(width, weights) for width in WIDTHS] if name == "cnn" else [_states(weights)]
    dense = [
        ("hidden", "Hidden layer", "dense", _square(HIDDEN), weights["hidden/kernel"]),
        ("output", "Output", "output", [1, 2], weights["output/kernel"]),
    ]
    keys = ("name", "title", "kind", "shape", "weights")
    return [
        dict(zip(keys, layer, strict=True)) | {"activations": activations[layer[0]]}
        for layer in [vectors, *features, *dense]
    ]


def _vectors(weights):
    return weights["vectors/embeddings"]  # [words, units]


def _convolution(width, weights):
    kernel = weights[f"conv{width}/kernel"]  # [width, inputs, filters]
    title = f"Convolution over {width} words, maximum"
    return f"conv{width}", title, "conv", _square(FILTERS), kernel.reshape(-1, kernel.shape[-1])


def _states(weights):
    """Forward cells, then backward ones; a cell's column holds its four gates one below the other."""
    columns = []
    for direction in ("forward", "backward"):
        stem = f"lstm/{direction}_cells/lstm_cell"
        kernel = np.concatenate([weights[f"{stem}/kernel"], weights[f"{stem}/recurrent_kernel"]])
        inputs = len(kernel)  # of the word's vector and of the state before
        gates = kernel.reshape(inputs, 4, CELLS).transpose(1, 0, 2)  # input, forget, candidate, output
        columns.append(gates.reshape(4 * inputs, CELLS))
    return "lstm", "LSTM states, maximum", "lstm", [8, 2 * CELLS // 8], np.concatenate(columns, axis=1)


def _square(units):
    side = round(units**0.5)
    return [side, units // side]
