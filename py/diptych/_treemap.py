"""The hierarchy ground truth → A's prediction → B's, with the number of instances in each cell."""

import numpy as np

from diptych._confusion import count_codes

MOST = 2000  # leaves that can still be told apart on a screen


def treemap(truth, a, b, n_classes, most=MOST):
    """Count the instances of each (truth, A's prediction, B's prediction).

    Parameters
    ----------
    truth : int [instances]
        −1 where unknown.
    a, b : int [instances]
        The models' predictions.
    n_classes : int
    most : int
        How many leaves to keep; of the others each truth has one child of class None.

    Returns
    -------
    dict
        ``{"count", "children": [{"class", "count", "children": …}]}``, three levels, classes rising.
    """
    codes = ((truth.astype(np.int64) + 1) * n_classes + a) * n_classes + b
    codes, counts = count_codes(codes, (n_classes + 1) * n_classes**2)
    large = np.ones(len(codes), bool)
    if len(codes) > most:
        large[:] = False
        large[np.argsort(-counts, kind="stable")[:most]] = True
    of_truth = codes // n_classes**2 - 1
    rest = np.bincount((of_truth[~large] + 1).astype(np.intp), counts[~large], minlength=n_classes + 1)
    nodes = {int(t): [] for t in np.unique(of_truth)}
    parent = None
    for code, count in zip(codes[large].tolist(), counts[large].tolist(), strict=True):
        above, leaf = divmod(code, n_classes)
        t, middle = divmod(above, n_classes)
        if above != parent:
            nodes[t - 1].append({"class": middle, "count": 0, "children": []})
            parent = above
        node = nodes[t - 1][-1]
        node["count"] += count
        node["children"].append({"class": leaf, "count": count})
    children = []
    for t, own in nodes.items():
        if rest[t + 1]:
            own.append({"class": None, "count": int(rest[t + 1])})
        children.append({"class": t, "count": sum(node["count"] for node in own), "children": own})
    return {"count": len(truth), "children": children}
