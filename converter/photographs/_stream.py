"""Pictures in, a bundle's arrays out, a batch at a time: memory does not grow with their number."""

import collections
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from converter.cards import read_card
from converter.networks import build_network, read_weights
from converter.networks.layers import describe_layer
from converter.photographs._recorder import Recorder
from converter.photographs._strongest import Strongest
from converter.photographs.models import describe_model
from converter.photographs.pictures import Picture, PictureError, read_picture
from converter.quiet import quiet

KEPT = 16  # pictures for which a unit's maps are kept


@dataclass
class Recorded:
    """What has been recorded of one model: arrays on disk with a row a picture, and the strongest maps."""

    model: object
    recorder: Recorder
    probabilities: np.ndarray
    activations: dict
    strongest: dict = field(default_factory=dict)

    def take(self, first, answer):
        """Keep an answer to the pictures from position `first` on."""
        rows = slice(first, first + len(answer.probabilities))
        self.probabilities[rows] = answer.probabilities
        for name, means in answer.means.items():
            self.activations[name][rows] = means
            if name in self.strongest:
                self.strongest[name].update(first, means, answer.maps[name])

    def describe(self, count, folders):
        """The model as `diptych.write_bundle` takes it."""
        weights = read_weights(self.model.network, folders, float16=True)
        layers = []
        for layer in self.recorder.layers:
            described = describe_layer(layer, weights)
            described["activations"] = self.activations[layer.name][:count]
            if layer.name in self.strongest:
                described["maps"] = self.strongest[layer.name].result()
            layers.append(described)
        probabilities = self.probabilities[:count]
        return {**describe_model(self.model, folders), "probabilities": probabilities, "layers": layers}


def load_recorders(models, folders):
    """Build the networks, each of them once.

    Parameters
    ----------
    models : list of Model
    folders : converter.folders.Folders

    Returns
    -------
    list of (Model, Recorder)
    """
    with quiet():
        # The page's networks have these weights, so they answer as recorded.
        networks = {name: build_network(name, folders, float16=True) for name in {m.network for m in models}}
        return [
            (model, Recorder(model, networks[model.network], read_card(model.network, folders)))
            for model in models
        ]


def record(paths, recorders, folder, batch, progress, taken):
    """Ask every network about every picture.

    Parameters
    ----------
    paths : list of Path
    recorders : list of (Model, Recorder)
    folder : Path
        For the arrays; they are files.
    batch : int
        Pictures at once.
    progress : callable
        `progress(done)`, after each batch.
    taken : callable
        `taken(index, picture or PictureError)` for each path, in order; a picture's position is how many
        came before it.

    Returns
    -------
    (list of Recorded, int)
        With the number of pictures that could be used.
    """
    every = [_start(model, recorder, len(paths), Path(folder)) for model, recorder in recorders]
    sizes = {recorder.size for _, recorder in recorders}
    count, waiting = 0, []

    def answer():
        nonlocal count, waiting
        if waiting:
            inputs = {size: np.stack([picture.inputs[size] for picture in waiting]) for size in sizes}
            for own in every:
                own.take(count, own.recorder.answer(inputs[own.recorder.size]))
            count, waiting = count + len(waiting), []

    for index, picture in enumerate(_read_ahead(paths, sizes, 2 * batch)):
        taken(index, picture)
        if isinstance(picture, Picture):
            waiting.append(picture)
            if len(waiting) == batch:
                answer()
                progress(index + 1)
    answer()
    progress(len(paths))
    return every, count


def _start(model, recorder, count, folder):
    def rows(name, width):
        shape = (count, width)
        return np.lib.format.open_memmap(folder / f"{model.id}.{name}.npy", "w+", np.float16, shape)

    activations = {name: rows(name, units) for name, units in recorder.units.items()}
    kept = min(KEPT, count)
    strongest = {name: Strongest(recorder.units[name], kept, side) for name, side in recorder.sides.items()}
    return Recorded(model, recorder, rows("probabilities", recorder.classes), activations, strongest)


def _read_ahead(paths, sizes, ahead):
    """Yield each path's picture, or why there is none, in order; threads read some ahead."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        futures = collections.deque()
        try:
            for path in paths:
                futures.append(pool.submit(_read, path, sizes))
                if len(futures) > ahead:
                    yield futures.popleft().result()
            while futures:
                yield futures.popleft().result()
        finally:
            for future in futures:
                future.cancel()


def _read(path, sizes):
    try:
        return read_picture(path, sizes)
    except PictureError as error:
        return error
