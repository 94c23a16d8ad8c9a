"""Neurons ranked by how differently they act on two groups of instances.

The measure is the AUC of the activation, that is the Mann–Whitney U statistic over the number of pairs:
Mann and Whitney (1947), DOI 10.1214/aoms/1177730491.
"""

import numpy as np

from diptych._arrays import ordered_codes
from diptych._metrics import auc


def rank_neurons(blocks, units, a, b):
    """AUC of every unit's activation between two groups.

    Parameters
    ----------
    blocks : iterable of float16 [some units, instances]
        The layer's activations, in pieces.
    units : int
    a, b : int [size]
        Positions of the instances of each group.

    Returns
    -------
    float [units]
        The chance that an instance of the first group activates the unit more than one of the second,
        ties counting half; NaN where a group is empty.
    """
    if not len(a) or not len(b):
        return np.full(units, np.nan)
    return np.concatenate([[_unit_auc(values, a, b) for values in block] for block in blocks])


def _unit_auc(values, a, b):
    # A float16 has so few values that counting them all is quicker than sorting.
    codes = ordered_codes(values)
    a, b = codes[a], codes[b]
    low = min(a.min(), b.min())
    size = int(max(a.max(), b.max()) - low) + 1
    return auc(np.bincount(a - low, minlength=size), np.bincount(b - low, minlength=size))


def most_telling(areas):
    """Return the units' order: farthest from ½ first, undefined ones last."""
    return np.argsort(-np.abs(np.nan_to_num(areas, nan=0.5) - 0.5), kind="stable")
