"""Bundles of any size from a seed, for tests and for the benchmark."""

import diptych
import numpy as np

_FIRST = [
    "good",
    "bad",
    "film",
    "story",
    "the",
    "a",
    "it's",
    "don't",
    "funny",
    "dull",
    "actor",
    "long",
    "and",
]


def make_texts(rng, count, words=18, vocabulary=20_000):
    """Texts whose words are as unequally frequent as those of a language."""
    names = np.array([*_FIRST, *(f"word{i}" for i in range(vocabulary - len(_FIRST)))], dtype=object)
    lengths = rng.integers(1, 2 * words, count)
    drawn = np.minimum((vocabulary ** rng.random(lengths.sum())).astype(int) - 1, vocabulary - 1)
    ends = np.cumsum(lengths)
    return [" ".join(names[drawn[stop - n : stop]]) for n, stop in zip(lengths, ends, strict=True)]


def make_probabilities(rng, truth, classes, skill):
    """Probabilities that favour the truth (where there is one) the more, the greater the skill."""
    scores = rng.normal(size=(len(truth), classes))
    scores[np.arange(len(truth)), truth] += skill * (truth >= 0)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (scores / scores.sum(axis=1, keepdims=True)).astype(np.float32)


def make_layer(rng, name, truth, units, rows=20):
    """A rectified layer: unit 0 dead, unit 1 always on, unit 2 acting on the truth."""
    activations = np.maximum(rng.normal(size=(len(truth), units), scale=1.0).astype(np.float32), 0)
    activations[:, 0] = 0
    if units > 1:
        activations[:, 1] += 1
    if units > 2:
        activations[:, 2] += np.maximum(truth, 0)
    shape = [units // 25, 25] if units % 25 == 0 else [units]
    weights = rng.normal(size=(rows, units)).astype(np.float32)
    return {
        "name": name,
        "title": name.capitalize(),
        "kind": "dense",
        "shape": shape,
        "weights": weights,
        "activations": activations,
    }


def make_maps(rng, activations, recorded=4, shape=(3, 5)):
    """Feature maps of each unit for the instances that activate it most; fewer where there are fewer."""
    count, units = activations.shape
    positions = np.full((units, recorded), -1, np.int32)
    most = min(count, recorded)
    positions[:, :most] = np.argsort(-activations, axis=0, kind="stable")[:most].T
    return {"values": rng.random((units, recorded, *shape), np.float32) * 3, "instances": positions}


def make_parts(
    instances=200,
    neurons=50,
    classes=2,
    seed=0,
    unknown=0.0,
    text=True,
    models=("cnn", "lstm"),
    pictures=False,
):
    """Arguments of `diptych.write_bundle` for a made-up comparison.

    Parameters
    ----------
    instances, neurons, classes, seed : int
    unknown : float
        Share of the instances without ground truth.
    text : bool
        Whether the instances have text, or just a number.
    pictures : bool
        Whether they are pictures instead, and the layers have feature maps.
    models : sequence of str

    Returns
    -------
    dict
    """
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, instances).astype(np.int32)
    truth[rng.random(instances) < unknown] = -1
    columns = {"stars": rng.integers(1, 6, instances).tolist()}
    if pictures:
        columns["title"] = [f"Picture {i}" for i in range(instances)]
        columns["image"] = [f"pictures/{i}.png" for i in range(instances)]
    elif text:
        columns["text"] = make_texts(rng, instances)
    kind = "image" if pictures else "text" if text else "table"
    parts = {
        "task": {"name": "Made up", "description": "Nothing real.", "kind": kind},
        "classes": [{"id": f"c{i}", "title": f"class {i}"} for i in range(classes)],
        "instances": columns,
        "truth": truth,
        "ids": [f"i{i}" for i in range(instances)],
        "models": [
            {
                "id": id,
                "name": id.upper(),
                "architecture": "random numbers",
                "parameters": 1000 + i,
                "probabilities": make_probabilities(rng, truth, classes, 1.5 + 0.1 * i),
                "layers": [make_layer(rng, "hidden", truth, neurons)],
            }
            for i, id in enumerate(models)
        ],
    }
    for layer in [layer for model in parts["models"] for layer in model["layers"]] if pictures else ():
        layer["maps"] = make_maps(rng, layer["activations"])
    return parts


def make_bundle(folder, **options):
    """Write a made-up bundle (see `make_parts`) and return its Comparison."""
    return diptych.write_bundle(folder, **make_parts(**options))
