"""The models that a bundle of photographs compares: a network and how pictures are made ready for it."""

from dataclasses import dataclass

from converter.cards import read_card
from converter.errors import ConverterError


@dataclass(frozen=True)
class Model:
    """A network with one of its card's preprocessings (None: the default one)."""

    id: str
    network: str
    preprocessing: str | None = None


MODELS = {
    model.id: model
    for model in (
        Model("squeezenet", "squeezenet"),
        Model("mobilenet", "mobilenet"),
        Model("squeezenet-cabrera", "squeezenet", "cabrera-2018"),
    )
}


def choose_models(ids):
    """Models by their ids.

    Parameters
    ----------
    ids : list of str or None
        None stands for all.

    Returns
    -------
    list of Model

    Raises
    ------
    ConverterError
        Fewer than two, one twice, or one that there is not.
    """
    if ids is None:
        return list(MODELS.values())
    for id in ids:
        if id not in MODELS:
            raise ConverterError(f"there is no model {id!r}: choose from {', '.join(MODELS)}.")
    if len(set(ids)) < max(2, len(ids)):
        raise ConverterError(f"{', '.join(ids) or 'nothing'} can't be compared: choose two or more models.")
    return [MODELS[id] for id in ids]


def describe_model(model, folders):
    """What a bundle tells of a model beside its answers.

    Parameters
    ----------
    model : Model
    folders : converter.folders.Folders

    Returns
    -------
    dict
        As `diptych.write_bundle` takes it.
    """
    card = read_card(model.network, folders)
    name, architecture = card["name"], card["architecture"]
    if model.preprocessing:
        name = f"{name}, {model.preprocessing}"
        architecture = f"{architecture}; preprocessing {card['preprocessing'][model.preprocessing]['note']}"
    return {
        "id": model.id,
        "name": name,
        "architecture": architecture,
        "parameters": card["parameters"],
        "live": f"../../models/{model.network}/model.json",
        "preprocessing": model.preprocessing,
    }
