"""Which instances a selection lets through, as one boolean an instance."""

import numpy as np

from diptych._outcomes import OUTCOMES


def agreeing(predicted):
    """Tell where all models predict the same.

    Parameters
    ----------
    predicted : list of int [instances]

    Returns
    -------
    bool [instances]
    """
    return np.logical_and.reduce([p == predicted[0] for p in predicted[1:]])


def all_wrong(right, known):
    """Tell where the truth is known and no model has it."""
    return known & ~np.logical_or.reduce(right)


def only(model, models, right):
    """Tell where one model is right and every other wrong.

    Parameters
    ----------
    model : str
    models : list of str
    right : list of bool [instances]
        In the models' order.
    """
    others = [r for m, r in zip(models, right, strict=True) if m != model]
    return right[models.index(model)] & ~np.logical_or.reduce(others)


def _agreement(data, value, models):
    right = [data.right[m] for m in models]
    if value == "agree":
        return agreeing([data.predicted[m] for m in models])
    if value == "disagree":
        return ~agreeing([data.predicted[m] for m in models])
    if value == "all-correct":
        return np.logical_and.reduce(right)
    if value == "all-wrong":
        return all_wrong(right, data.known)
    return only(value.removeprefix("only:"), models, right)


def _one_of(values, wanted):
    return values == wanted[0] if len(wanted) == 1 else np.isin(values, wanted)


def _at(positions, count):
    mask = np.zeros(count, bool)
    mask[positions] = True
    return mask


def mask(data, selection):
    """Tell which instances pass every filter of a selection.

    Parameters
    ----------
    data : Data
    selection : dict
        Complete.

    Returns
    -------
    bool [instances]
    """
    count = data.bundle.count
    filters = []
    if selection["truth"]:
        filters.append(_one_of(data.truth, selection["truth"]))
    for model, classes in selection["predicted"].items():
        if classes:
            filters.append(_one_of(data.predicted[model], classes))
    if selection["agreement"] != "any":
        filters.append(_agreement(data, selection["agreement"], selection["models"]))
    if selection["outcome"] != "any":
        of_pair = data.outcomes(*selection["models"][:2])
        filters.append(of_pair == OUTCOMES.index(selection["outcome"]))
    for model, right in selection["correct"].items():
        filters.append(data.right[model] if right else data.known & ~data.right[model])
    for model, right in selection["correct5"].items():
        right5 = data.right5(model)
        filters.append(right5 if right else data.known & ~right5)
    for word in selection["words"]:
        filters.append(_at(data.words.holding(word.lower().replace("’", "'")), count))
    if selection["search"]:
        filters.append(data.search(selection["search"].casefold()))
    neuron = selection["neuron"]
    if neuron and neuron["range"]:
        values = data.activation(neuron)
        low, high = neuron["range"]
        filters.append((values >= np.float32(low)) & (values <= np.float32(high)))
    if selection["ids"]:
        filters.append(_at([data.bundle.positions[id] for id in selection["ids"]], count))
    return np.logical_and.reduce(filters) if filters else np.ones(count, bool)
