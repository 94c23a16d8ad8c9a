"""What a bundle says: classes, instances, models, their layers."""

import functools
from dataclasses import dataclass, field

import numpy as np

from diptych._arrays import Array
from diptych._maps import Maps
from diptych._words_index import WordIndex


@dataclass(frozen=True)
class Class:
    """One of the task's classes."""

    id: str
    title: str


@dataclass(frozen=True)
class Layer:
    """A recorded layer of a model."""

    name: str
    title: str
    kind: str
    shape: tuple[int, ...]
    """The layer's own shape of units, such as (12, 25)."""
    units: int
    weights: Array | None = field(repr=False)
    """[rows, columns] as the heatmap shows it."""
    neurons: Array = field(repr=False)
    """Activations [units, instances]."""
    instances: Array = field(repr=False)
    """Activations [instances, units]."""
    _bounds: Array = field(repr=False)
    maps: Maps | None = field(repr=False, default=None)
    """Where in the pictures a unit acts."""
    live: str | None = None
    """Output of the live model that holds this layer; of a map, its channel means."""

    @functools.cached_property
    def bounds(self):
        """Least and greatest activation of each unit, float16 [units, 2]."""
        return self._bounds.all()

    @property
    def dead(self):
        """Which units have the same activation for every instance, bool [units]."""
        return self.bounds[:, 0] == self.bounds[:, 1]

    @property
    def always_on(self):
        """Which units are above zero for every instance, bool [units]."""
        return self.bounds[:, 0] > 0


@dataclass(frozen=True)
class Model:
    """One of the models compared."""

    id: str
    name: str
    architecture: str
    parameters: int
    probabilities: np.ndarray = field(repr=False)
    """[instances, classes]."""
    layers: tuple[Layer, ...]
    live: str | None
    """Address of a TensorFlow.js model, relative to the bundle."""
    preprocessing: str | None = None
    """Which of the live model's preprocessings was used, where it is not the default one."""

    def layer(self, name):
        """Return a layer by its name."""
        return next(layer for layer in self.layers if layer.name == name)


@dataclass(frozen=True)
class Bundle:
    """Everything that a bundle says."""

    name: str
    description: str
    kind: str
    classes: tuple[Class, ...]
    count: int
    ids: list[str]
    columns: dict[str, list]
    truth: np.ndarray
    """int32 [instances], −1 where unknown."""
    models: tuple[Model, ...]
    words: WordIndex | None

    @functools.cached_property
    def positions(self):
        """Id of an instance → its position."""
        return {id: i for i, id in enumerate(self.ids)}
