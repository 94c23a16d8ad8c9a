"""The two image networks, rebuilt from published weights, and what the page does around them, in Python.

Nothing here imports TensorFlow before a network is built.
"""

import numpy as np

from converter.networks import mobilenet, squeezenet
from converter.networks._cam import class_activation_map
from converter.networks._preprocess import preprocess, resize

__all__ = ["NETWORKS", "build_network", "class_activation_map", "preprocess", "read_weights", "resize"]

NETWORKS = {"squeezenet": squeezenet, "mobilenet": mobilenet}
SIZES = {"squeezenet": 227, "mobilenet": 224}


def build_network(name, folders, float16=False):
    """A network with its published weights.

    Parameters
    ----------
    name : str
        "squeezenet" or "mobilenet".
    folders : converter.folders.Folders
    float16 : bool
        Round every weight to float16, as the exported model files do.

    Returns
    -------
    tf_keras.Model
        float32 [N, size, size, 3], preprocessed → dict of `probabilities` [N, 1000] and
        `features` [N, h, w, c].
    """
    return NETWORKS[name].assemble(read_weights(name, folders, float16), SIZES[name])


def read_weights(name, folders, float16=False):
    """The published weights of a network by layer.

    Parameters
    ----------
    name : str
    folders : converter.folders.Folders
    float16 : bool
        Round through float16.

    Returns
    -------
    dict of str to (ndarray, ndarray)
        Kernel and bias, float32.
    """
    weights = NETWORKS[name].read_weights(folders)
    if not float16:
        return weights
    return {layer: tuple(_round(part) for part in parts) for layer, parts in weights.items()}


def _round(values):
    return values.astype(np.float16).astype(np.float32)
