"""How good a model is on some instances: accuracy, precision, recall, F1, AUC, as scikit-learn has them."""

import numpy as np

FEW = 20  # instances of a class that are compared with all others one by one


def _ratio(above, below):
    """Divide, NaN where the denominator is zero."""
    return np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)


def _mean(values):
    """Mean of what is defined, NaN where nothing is."""
    defined = values[~np.isnan(values)]
    return defined.mean() if len(defined) else np.nan


def auc(above, below):
    """Area under the ROC curve from how often each score occurs, lowest score first.

    Parameters
    ----------
    above, below : int [scores]
        How many positives, and how many negatives, have each score.

    Returns
    -------
    float
        The chance that a positive has a greater score than a negative, ties counting half
        (the Mann–Whitney U statistic over the number of pairs); NaN without a pair.
    """
    above, below = above.astype(np.float64), below.astype(np.float64)  # products outgrow 32 bits
    pairs = above.sum() * below.sum()
    if not pairs:
        return np.nan
    return float((above * (np.cumsum(below) - below / 2)).sum() / pairs)


def dense_codes(scores):
    """Number the distinct values of each row in their order, so that equal scores have equal codes.

    Parameters
    ----------
    scores : float [classes, instances]

    Returns
    -------
    int32 [classes, instances]
    """
    codes = np.empty(scores.shape, np.int32)
    for row, out in zip(scores, codes, strict=True):
        out[:] = np.unique(row, return_inverse=True)[1]
    return codes


def one_vs_rest_auc(codes, truth, n_classes):
    """AUC of each class against the rest.

    Parameters
    ----------
    codes : int [classes, instances]
        Whole numbers in the order of the class's probabilities.
    truth : int [instances]
        All known.
    n_classes : int

    Returns
    -------
    float [classes]
        NaN for a class with no instance, or with all of them.
    """
    out = np.full(n_classes, np.nan)
    support = np.bincount(truth, minlength=n_classes)
    for c in np.flatnonzero((support > 0) & (support < len(truth))):
        positive = truth == c
        if support[c] <= FEW:
            out[c] = _auc_of_few(codes[c], codes[c][positive])
            continue
        every = np.bincount(codes[c])
        above = np.bincount(codes[c][positive], minlength=len(every))
        out[c] = auc(above, every - above)
    return out


def _auc_of_few(scores, own):
    """AUC of few positives among all scores: each is compared with all, which is quicker than a table."""
    below = sum(np.count_nonzero(scores < v) + np.count_nonzero(scores <= v) for v in own) / 2
    pairs = len(own) * (len(scores) - len(own))
    return (below - len(own) ** 2 / 2) / pairs  # among themselves the positives win half


def metrics(truth, predicted, codes, n_classes, among5=None):
    """Metrics of one model over instances whose truth is known.

    Parameters
    ----------
    truth, predicted : int [instances]
    codes : int [classes, instances]
        Whole numbers in the order of each class's probabilities.
    n_classes : int
    among5 : bool [instances], optional
        Whether the truth is among the five likeliest classes, where there are more than five.

    Returns
    -------
    dict
        ``support``, ``accuracy``, ``top5``, ``macro`` and ``classes``, as the README writes them; NaN where
        undefined (scikit-learn's ``zero_division=nan``).
    """
    hit = np.bincount(truth[truth == predicted], minlength=n_classes)
    support = np.bincount(truth, minlength=n_classes)
    said = np.bincount(predicted, minlength=n_classes)
    classes = {
        "precision": _ratio(hit, said),
        "recall": _ratio(hit, support),
        "f1": _ratio(2 * hit, support + said),
        "auc": one_vs_rest_auc(codes, truth, n_classes),
    }
    return {
        "support": len(truth),
        "accuracy": hit.sum() / len(truth) if len(truth) else np.nan,
        "top5": among5.mean() if among5 is not None and len(among5) else None,
        "macro": {name: _mean(values) for name, values in classes.items()},
        "classes": {"support": support, "predicted": said, **classes},
    }
