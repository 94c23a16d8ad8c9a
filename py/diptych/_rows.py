"""The instances on screen, column by column, and everything about a single one."""

import numpy as np

MOST_TEXT = 400  # characters of a text in a row


def _cut(text):
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "…"


def likeliest(probabilities, count=5):
    """Return the classes of the greatest probabilities, the first class first among equals."""
    return np.argsort(-probabilities, kind="stable")[:count]


def rows(data, models, neuron, ordered, start, stop):
    """Columns of the ordered instances from start to stop.

    Parameters
    ----------
    data : Data
    models : list of str
    neuron : dict or None
    ordered : int [selected]
        Positions.
    start, stop : int

    Returns
    -------
    dict
    """
    stop = min(stop, len(ordered))
    at = ordered[start:stop]
    places = at.tolist()
    columns = data.bundle.columns
    return {
        "start": min(start, stop),
        "stop": stop,
        "id": data.ids[at],
        "position": at,
        "text": None if data.texts is None else [_cut(data.texts[i]) for i in places],
        "truth": data.truth[at],
        "predicted": {m: data.predicted[m][at] for m in models},
        "confidence": {m: data.confidence[m][at] for m in models},
        "activation": None if neuron is None else data.activation(neuron)[at].astype(np.float16),
        "values": {name: [values[i] for i in places] for name, values in columns.items() if name != "text"},
    }


def instance(data, models, asked):
    """Everything about one instance: its whole text, and its activations in the layers asked for.

    Parameters
    ----------
    data : Data
    models : list of str
    asked : dict
        ``id`` and ``layers``.

    Returns
    -------
    dict
    """
    at = data.bundle.positions[asked["id"]]
    return {
        "id": asked["id"],
        "position": at,
        "text": None if data.texts is None else data.texts[at],
        "values": {name: values[at] for name, values in data.bundle.columns.items() if name != "text"},
        "truth": data.truth[at],
        "predicted": {m: data.predicted[m][at] for m in models},
        "confidence": {m: data.confidence[m][at] for m in models},
        "top5": {m: likeliest(data.models[m].probabilities[at]) for m in models},
        "probabilities": {m: data.models[m].probabilities[at] for m in models},
        "activations": {
            m: {name: data.models[m].layer(name).instances.row(at) for name in names}
            for m, names in asked["layers"].items()
        },
    }
