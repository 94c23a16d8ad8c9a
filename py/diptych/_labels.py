"""The labels of a selection: true ones, predicted ones, and those where a model is right or wrong."""

import numpy as np

from diptych._plain import plain
from diptych._words import PRIOR, log_odds, top


def _counts(labels, n_classes):
    return np.bincount(labels[labels >= 0], minlength=n_classes)


def _listed(places, counts, size, **columns):
    """Labels with their figures, one dict each."""
    columns = {"class": np.arange(len(counts)), "count": counts, "rate": counts / max(1, size), **columns}
    columns = {name: plain(values[places]) for name, values in columns.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _set_apart(labels, here, there, n_classes, show):
    """Labels of some instances, each with how much more frequent it is than among others."""
    own, other = (_counts(labels[at], n_classes) for at in (here, there))
    z = np.full(n_classes, np.nan)
    if own.any() and other.any():
        every = own + other
        held = every > 0  # a label that nobody has has no odds
        z[held] = log_odds(own[held], other[held], every[held], min(PRIOR, float(every.sum())))
    score = own if show["by"] == "count" else np.nan_to_num(z)
    places = top(score, own > 0, show["count"])
    return _listed(places, own, np.count_nonzero(here), rest=other, z=z)


def label_lists(data, mask, models, show, against=None):
    """Labels of a selection by frequency, or by how much more frequent they are than elsewhere.

    Parameters
    ----------
    data : Data
    mask : bool [instances]
        The selection.
    models : list of str
    show : dict
        ``count`` and ``by``, as the README writes them.
    against : bool [instances], optional
        What the selection is set against; the rest by default.

    Returns
    -------
    dict
        ``truth``, ``predicted`` and ``groups``, as the README writes them.
    """
    n_classes = len(data.bundle.classes)
    there = ~mask if against is None else against & ~mask
    known = mask & data.known

    def apart(labels):
        return _set_apart(labels, mask, there, n_classes, show)

    def frequent(labels, at):
        counts = _counts(labels[at], n_classes)
        return _listed(top(counts, counts > 0, show["count"]), counts, np.count_nonzero(at))

    def right_and_wrong(model):
        right, wrong = known & data.right[model], known & ~data.right[model]
        return {
            "right": frequent(data.truth, right),
            "wrong": {
                "truth": frequent(data.truth, wrong),
                "predicted": frequent(data.predicted[model], wrong),
            },
        }

    some = data.known.any()
    return {
        "truth": apart(data.truth) if some else None,
        "predicted": {model: apart(data.predicted[model]) for model in models},
        "groups": {model: right_and_wrong(model) for model in models} if some else None,
    }
