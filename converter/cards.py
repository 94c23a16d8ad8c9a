"""The card of a network: what the page must know to run it, committed in `models/<id>/card.json`."""

import hashlib
import json

from converter.errors import ConverterError


def read_card(name, folders):
    """The committed card of a network, checked.

    Parameters
    ----------
    name : str
        The network's id.
    folders : converter.folders.Folders

    Returns
    -------
    dict
        As `models/card.schema.json` says.

    Raises
    ------
    ConverterError
        There is no such card, or it is not as the schema says.
    """
    path = folders.root / f"models/{name}/card.json"
    if not path.exists():
        raise ConverterError(f"there is no network {name!r}: models/{name}/card.json is missing.")
    card = json.loads(path.read_text())
    check_card(card, folders)
    return card


def check_card(card, folders):
    """Refuse a card that is not as the schema says.

    Parameters
    ----------
    card : dict
    folders : converter.folders.Folders

    Raises
    ------
    ConverterError
        The first place that is wrong, and why.
    """
    import jsonschema

    schema = json.loads((folders.root / "models/card.schema.json").read_text())
    problem = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(card))
    label = f"the card of {card.get('id', 'a network')!r}"
    if problem is not None:
        place = ".".join(str(part) for part in problem.absolute_path) or "its top level"
        raise ConverterError(f"{label} is wrong at {place}: {problem.message}.")
    if card["defaultPreprocessing"] not in card["preprocessing"]:
        raise ConverterError(f"{label} has no preprocessing {card['defaultPreprocessing']!r}, its default.")
    if card["classWeights"]["shape"] != [*card["outputs"]["probabilities"], card["outputs"]["features"][2]]:
        raise ConverterError(f"{label} has class weights that do not fit its outputs.")


def complete_card(card, folder):
    """The card with what the build knows: the folder's files and the size of the download.

    Parameters
    ----------
    card : dict
    folder : Path
        Holds the files and nothing else.

    Returns
    -------
    dict
        With `files` (name, bytes, sha256) and `downloadBytes`.
    """
    files = [
        {"name": path.name, "bytes": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.iterdir())
    ]
    download = sum(file["bytes"] for file in files if file["name"] != card["classWeights"]["file"])
    completed = {key: value for key, value in card.items() if key != "$schema"}
    return {**completed, "files": files, "downloadBytes": download}


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
