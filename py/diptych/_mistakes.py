"""What was taken for what, most frequent first, every model beside the others."""

import numpy as np

from diptych._confusion import count_codes

MOST = 50  # mistakes that are named


def mistakes(truth, predicted, among, n_classes, most=MOST):
    """Rank the mistakes of several models over instances whose truth is known.

    Parameters
    ----------
    truth : int [instances]
    predicted : dict of int [instances]
        By model.
    among : dict of bool [instances]
        By model: whether the truth is among its first five.
    n_classes : int
    most : int
        How many to name.

    Returns
    -------
    dict
        Columns ``truth`` and ``predicted``; by model ``count`` and, of those, ``among5``: how often the right
        answer was still among the first five. By falling count of all models together, then of the one
        that errs so most, then by class. ``rest``: the same sums over the mistakes that are not named, and
        how many ``mistakes`` those are.
    """
    wrong = {model: np.flatnonzero(said != truth) for model, said in predicted.items()}
    codes = {
        model: truth[at].astype(np.int64) * n_classes + predicted[model][at] for model, at in wrong.items()
    }
    found, _ = count_codes(np.concatenate(list(codes.values())), n_classes**2)
    count, among5 = {}, {}
    for model, own in codes.items():
        place = np.searchsorted(found, own)
        count[model] = np.bincount(place, minlength=len(found))
        among5[model] = np.bincount(place[among[model][wrong[model]]], minlength=len(found))
    of_all = np.stack(list(count.values()))
    order = np.lexsort((found, -of_all.max(axis=0), -of_all.sum(axis=0)))
    shown, rest = order[:most], order[most:]
    return {
        "truth": found[shown] // n_classes,
        "predicted": found[shown] % n_classes,
        "count": {model: values[shown] for model, values in count.items()},
        "among5": {model: values[shown] for model, values in among5.items()},
        "rest": {
            "mistakes": len(rest),
            "count": {model: int(values[rest].sum()) for model, values in count.items()},
            "among5": {model: int(values[rest].sum()) for model, values in among5.items()},
        },
    }
