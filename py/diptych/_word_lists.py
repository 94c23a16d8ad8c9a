"""The lists of words that a view shows: those of the selection, and of where each model is right or wrong."""

import numpy as np

from diptych._plain import plain
from diptych._words import log_odds, top


def _listed(index, places, counts, size, **columns):
    """Words with their figures, one dict each."""
    columns = {"count": counts, "rate": counts / max(1, size), **columns}
    columns = {name: plain(values[places]) for name, values in columns.items()}
    return [
        {"word": index.vocabulary[place], **{name: values[i] for name, values in columns.items()}}
        for i, place in enumerate(places.tolist())
    ]


def word_lists(data, mask, models, show, against=None):
    """Words of a selection by frequency or by how much more frequent they are than elsewhere.

    Parameters
    ----------
    data : Data
    mask : bool [instances]
        The selection.
    models : list of str
        Those whose right and wrong answers are told apart.
    show : dict
        ``count``, ``stopWords`` and ``by``, as the README writes them.
    against : bool [instances], optional
        What the selection is set against; the rest by default.

    Returns
    -------
    dict
        ``selected`` and ``groups``.
    """
    index, size = data.words, int(np.count_nonzero(mask))
    known = mask & data.known
    of_known = int(np.count_nonzero(known))
    # What can be had by subtraction is not counted: each count reads the whole index.
    groups = {"here": mask} | {model: mask & data.right[model] for model in models}
    if of_known < size:
        groups["known"] = known
    if against is not None:
        groups["there"] = against & ~mask
    counts = dict(zip(groups, index.counts(list(groups.values())), strict=True))
    every = np.diff(index.starts)
    here = counts["here"]
    there = counts.get("there", every - here)
    z = log_odds(here, there, every) if here.any() and there.any() else np.full(len(here), np.nan)
    shown = index.telling if not show["stopWords"] else np.ones(len(here), bool)

    def best(score, own):
        return top(score, shown & (own > 0), show["count"])

    places = best(here if show["by"] == "count" else np.nan_to_num(z), here)

    def right_and_wrong(model):
        right = counts[model]
        wrong = counts.get("known", here) - right
        of_right = int(np.count_nonzero(groups[model]))
        return {
            "right": _listed(index, best(right, right), right, of_right),
            "wrong": _listed(index, best(wrong, wrong), wrong, of_known - of_right),
        }

    return {
        "selected": _listed(index, places, here, size, rest=there, z=z),
        "groups": {model: right_and_wrong(model) for model in models} if data.known.any() else None,
    }
