"""Where in its most activating pictures a neuron acts: the feature maps that were recorded."""

import numpy as np


def feature_maps(data, neuron, mask):
    """Feature maps of one neuron for those instances of a selection that were recorded.

    Parameters
    ----------
    data : Data
    neuron : dict or None
    mask : bool [instances]
        The selection.

    Returns
    -------
    dict or None
        None where no neuron is chosen, or its layer has no maps. ``values`` holds a map an instance, by
        falling activation, row by row and in 255ths of the ``peak``; ``recorded`` tells how many there are
        without a selection.
    """
    maps = None if neuron is None else data.models[neuron["model"]].layer(neuron["layer"]).maps
    if maps is None:
        return None
    index = neuron["index"]
    positions, values = maps.of(index)
    chosen = mask[positions]
    at = positions[chosen]
    _, height, width = maps.shape
    return {
        **{name: neuron[name] for name in ("model", "layer", "index")},
        "shape": [height, width],
        "peak": maps.peaks[index],
        "recorded": len(positions),
        "ids": data.ids[at],
        "columns": {name: [own[i] for i in at.tolist()] for name, own in data.bundle.columns.items()},
        "activations": data.activation(neuron)[at].astype(np.float16),
        "values": values[chosen].reshape(len(at), height * width),
    }
