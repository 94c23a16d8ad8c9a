"""Which class was taken for which."""

import numpy as np

DENSE = 30  # classes; beyond them most cells are zero and only the others are listed


def count_codes(codes, size):
    """Count how often each code below a size occurs, without a table larger than it is worth.

    Returns
    -------
    (int [distinct], int [distinct])
        The codes that occur, rising, and how often.
    """
    if size > 100_000 and size > 20 * len(codes):
        return np.unique(codes, return_counts=True)
    counts = np.bincount(codes.astype(np.intp))  # 32 bits in a browser
    found = np.flatnonzero(counts)
    return found, counts[found]


def confusion(truth, predicted, n_classes):
    """Confusion matrix of one model over instances whose truth is known.

    Parameters
    ----------
    truth, predicted : int [instances]
    n_classes : int

    Returns
    -------
    dict
        ``{"matrix": int [classes, classes]}``, rows truth and columns prediction; beyond 30 classes
        ``{"cells": int [cells, 3]}``: truth, prediction, count, those that are not zero.
    """
    codes = truth.astype(np.intp) * n_classes + predicted
    if n_classes <= DENSE:
        return {"matrix": np.bincount(codes, minlength=n_classes**2).reshape(n_classes, n_classes)}
    found, counts = count_codes(codes, n_classes**2)
    return {"cells": np.stack([found // n_classes, found % n_classes, counts], axis=1)}
