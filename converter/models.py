"""The networks of Probe: rebuilt from published weights, exported for the page, each with its card."""

import json
import shutil

from converter.cards import check_card, complete_card, read_card
from converter.errors import ConverterError
from converter.networks import NETWORKS, build_network, class_weights
from converter.networks.layers import with_layers
from converter.quiet import quiet

INPUTS = [
    "converter/cards.py",
    "converter/export.py",
    "converter/graphdef.py",
    "converter/models.py",
    "converter/networks",
    "converter/pickles.py",
    "models/card.schema.json",
    "models/imagenet",
    "models/mobilenet",
    "models/sources.json",
    "models/squeezenet",
]
OUTPUTS = ["models/labels.json", *(f"models/{name}/card.json" for name in NETWORKS)]


def build(folders, report):
    """Write `built/models/<id>/` for each network, and the titles of the classes.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    labels = read_labels(folders)
    for number, name in enumerate(NETWORKS, 1):
        progress = f"[{number} of {len(NETWORKS)}]"
        report(f"{progress} {name}, about 20 seconds …")
        card = _build_network(name, folders)
        (classes,) = card["outputs"]["probabilities"]
        if classes != len(labels):
            raise ConverterError(f"{name} has {classes} classes, but there are {len(labels)} labels.")
        report(f"{progress} {card['name']}: {card['downloadBytes'] / 1e6:.1f} MB to download")
    (folders.built / "models/labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n")


def read_labels(folders):
    """The titles of the classes of ImageNet (ILSVRC 2012), in class order, no two alike.

    Returns
    -------
    list of str
    """
    return json.loads((folders.root / "models/imagenet/labels.json").read_text())


def _build_network(name, folders):
    """Export one network beside the place where it will stand, then put it there whole."""
    card = read_card(name, folders)
    part = folders.cache / f"parts/{name}"
    shutil.rmtree(part, ignore_errors=True)
    with quiet():
        from converter.export import export_graph_model

        network = build_network(name, folders)
        _compare(card, network)
        export_graph_model(with_layers(network, name), part)
    weights = class_weights(name, folders)
    (part / card["classWeights"]["file"]).write_bytes(weights.astype("<f2").tobytes())
    completed = complete_card(card, part)
    check_card(completed, folders)
    (part / "card.json").write_text(json.dumps(completed, indent=1, ensure_ascii=False) + "\n")
    target = folders.built / f"models/{name}"
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.rename(target)
    return completed


def _compare(card, network):
    """Refuse a card that says other things of a network than the network itself."""
    found = {
        "parameters": network.count_params(),
        "size": network.input_shape[1],
        "outputs": {key: list(tensor.shape[1:]) for key, tensor in network.output.items()},
    }
    for key, value in found.items():
        if card[key] != value:
            raise ConverterError(
                f"the card of {card['id']} says {key} {card[key]}, but the network has {value}."
            )
