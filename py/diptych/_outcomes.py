"""How a pair of models fares on each instance, and which classes hold how many of each outcome."""

import numpy as np

from diptych._confusion import count_codes

OUTCOMES = (
    "both-right", "only-a", "only-b", "both-wrong-same", "both-wrong-different", "unknown-same",
    "unknown-different",
)  # fmt: skip
MOST = 2000  # classes of all outcomes that are named


def outcomes(truth, a, b):
    """Tell how two models fare.

    Parameters
    ----------
    truth : int [instances]
        −1 where unknown.
    a, b : int [instances]
        The models' predictions.

    Returns
    -------
    int [instances]
        Places in `OUTCOMES`.
    """
    same = a == b
    right = np.where(a == truth, np.where(same, 0, 1), np.where(b == truth, 2, np.where(same, 3, 4)))
    return np.where(truth >= 0, right, np.where(same, 5, 6))


def outcome_tree(truth, a, b, n_classes, most=MOST):
    """Count the instances of each outcome, and within it of each class.

    Parameters
    ----------
    truth : int [instances]
        −1 where unknown; A's prediction stands for it there.
    a, b : int [instances]
        The models' predictions.
    n_classes : int
    most : int
        How many classes to name in all; the others of each outcome are one child of class None.

    Returns
    -------
    dict
        ``{"count", "children": [{"outcome", "count", "children": [{"class", "count"}, …]}]}``: outcomes in
        the order of `OUTCOMES`, their classes by falling count, the folded ones last with how many
        ``classes`` they are.
    """
    codes = outcomes(truth, a, b) * n_classes + np.where(truth >= 0, truth, a)
    codes, counts = count_codes(codes, len(OUTCOMES) * n_classes)
    order = np.argsort(-counts, kind="stable")
    named = np.zeros(len(codes), bool)
    named[order[:most]] = True
    children = []
    for i, outcome in enumerate(OUTCOMES):
        own = order[codes[order] // n_classes == i]
        if not len(own):
            continue
        shown, folded = own[named[own]], own[~named[own]]
        leaves = [
            {"class": c, "count": n}
            for c, n in zip((codes[shown] % n_classes).tolist(), counts[shown].tolist(), strict=True)
        ]
        if len(folded):
            leaves.append({"class": None, "count": int(counts[folded].sum()), "classes": len(folded)})
        children.append({"outcome": outcome, "count": int(counts[own].sum()), "children": leaves})
    return {"count": len(truth), "children": children}
