"""How a neuron's activations are spread, over all instances and over the selection."""

import numpy as np


def histogram(values, chosen, low, high, bins):
    """Histogram of a neuron's activations.

    Parameters
    ----------
    values : float [instances]
    chosen : int [selected]
        Positions of the selected instances.
    low, high : float
        The least and the greatest of the values; bins divide what is between them equally.
    bins : int

    Returns
    -------
    dict
        ``edges`` float [bins + 1]; ``all`` and ``selected`` int [bins]. Each bin holds its lower edge,
        the last one both.
    """
    if low == high:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, bins + 1)
    place = np.searchsorted(edges, values, side="right") - 1
    place[place == bins] = bins - 1
    return {
        "edges": edges,
        "all": np.bincount(place, minlength=bins),
        "selected": np.bincount(place[chosen], minlength=bins),
    }
