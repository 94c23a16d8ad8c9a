"""A comparison: one question, one answer."""

import functools
import json

import numpy as np

from diptych import _masks, _rows, _selection
from diptych._confusion import DENSE, confusion
from diptych._data import Data
from diptych._errors import SelectionError
from diptych._feature_maps import feature_maps
from diptych._histogram import histogram
from diptych._labels import label_lists
from diptych._metrics import metrics
from diptych._mistakes import mistakes
from diptych._outcomes import outcome_tree
from diptych._plain import plain
from diptych._ranking import most_telling, rank_neurons
from diptych._sentence import sentence
from diptych._treemap import treemap
from diptych._word_lists import word_lists


class _Chosen:
    """A selection together with the instances that pass it."""

    def __init__(self, data, selection):
        self.selection = selection
        self.models = selection["models"]
        self.neuron = selection["neuron"]
        self.mask = _masks.mask(data, selection)
        self.positions = np.flatnonzero(self.mask)
        self.known = self.positions if data.known.all() else np.flatnonzero(self.mask & data.known)
        self._order = functools.partial(data.order, selection)

    @functools.cached_property
    def ordered(self):
        """Positions of the selected instances in the order asked for."""
        order = self._order()
        return order[self.mask[order]]


class Comparison:
    """Two or more models and everything recorded of them on one test set.

    Parameters
    ----------
    bundle : Bundle

    Examples
    --------
    >>> comparison = diptych.open("bundle")
    >>> view = comparison.view({"truth": [0], "agreement": "only:cnn"})
    >>> view["sentence"]["text"]
    '412 of 2,121: negative, CNN right, LSTM wrong'
    """

    def __init__(self, bundle):
        self.bundle = bundle
        self._data = Data(bundle)
        self._choose = functools.lru_cache(4)(
            lambda text: _Chosen(self._data, _selection.selection(bundle, json.loads(text)))
        )

    def __repr__(self):
        names = ", ".join(model.name for model in self.models)
        return f"<Comparison of {names} on {self.bundle.count:,} instances: {self.bundle.name}>"

    @property
    def models(self):
        """The models, a tuple of `Model`."""
        return self.bundle.models

    @property
    def classes(self):
        """The classes, a tuple of `Class`."""
        return self.bundle.classes

    @functools.cached_property
    def instances(self):
        """The instances, a pandas DataFrame: a row each, with truth, predictions and confidences."""
        import pandas as pd  # only here: a page that never asks for this need not load it

        frame = pd.DataFrame(self.bundle.columns, index=pd.Index(self.bundle.ids, name="id"))
        frame["truth"] = self.bundle.truth
        for model in self.models:
            frame[f"predicted:{model.id}"] = self._data.predicted[model.id]
            frame[f"confidence:{model.id}"] = self._data.confidence[model.id]
        return frame

    def view(self, selection=None, show=None):
        """Answer one question.

        Parameters
        ----------
        selection : dict, optional
            Which instances, in which order; everything by default.
        show : dict, optional
            What to tell of them; every part by default.

        Returns
        -------
        dict
            Plain JSON values; README.md beside this file describes all three.

        Raises
        ------
        SelectionError
            Naming the field and the value that makes no sense.
        BundleError
            Where activations that are read only now are broken.
        """
        show = _selection.show(self.bundle, show)
        chosen = self._chosen(selection)
        view = {
            "selection": chosen.selection,
            "show": show,
            "sentence": sentence(self.bundle, chosen.selection, self.bundle.count, len(chosen.positions)),
            "counts": self._counts(chosen),
        }
        for part in _selection.PARTS if show["parts"] is None else show["parts"]:
            view[part] = getattr(self, f"_{part}")(chosen, show)
        return plain(view)

    def view_json(self, selection="{}", show="{}"):
        """Answer one question asked in JSON: two strings in, one out."""
        view = self.view(_parse(selection, "selection"), _parse(show, "show"))
        return json.dumps(view, separators=(",", ":"), allow_nan=False)

    def _chosen(self, selection):
        if selection is not None and not isinstance(selection, dict):
            return self._choose(json.dumps(selection))
        try:
            return self._choose(json.dumps(selection))
        except TypeError:
            raise SelectionError("selection: holds what JSON cannot say.") from None

    def _counts(self, chosen):
        data, at, models = self._data, chosen.positions, chosen.models
        right = [data.right[m][at] for m in models]
        agree = int(np.count_nonzero(_masks.agreeing([data.predicted[m][at] for m in models])))
        return {
            "total": self.bundle.count,
            "selected": len(at),
            "unknownTruth": len(at) - len(chosen.known),
            "agree": agree,
            "disagree": len(at) - agree,
            "allCorrect": np.count_nonzero(np.logical_and.reduce(right)),
            "allWrong": np.count_nonzero(_masks.all_wrong(right, data.known[at])),
            "only": {m: np.count_nonzero(_masks.only(m, models, right)) for m in models},
        }

    def _metrics(self, chosen, show):
        data, at = self._data, chosen.known
        truth, every = data.truth[at], len(at) == self.bundle.count
        return {
            m: metrics(
                truth,
                data.predicted[m][at],
                data.codes(m) if every else data.codes(m)[:, at],
                len(self.classes),
                data.right5(m)[at] if len(self.classes) > 5 else None,
            )
            for m in chosen.models
        }

    def _confusion(self, chosen, show):
        data, at = self._data, chosen.known
        return {m: confusion(data.truth[at], data.predicted[m][at], len(self.classes)) for m in chosen.models}

    def _mistakes(self, chosen, show):
        data, at = self._data, chosen.known
        if len(self.classes) <= DENSE:
            return None
        return mistakes(
            data.truth[at],
            {m: data.predicted[m][at] for m in chosen.models},
            {m: data.right5(m)[at] for m in chosen.models},
            len(self.classes),
        )

    def _treemap(self, chosen, show):
        data, at, pair = self._data, chosen.positions, chosen.models[:2]
        a, b = (data.predicted[m][at] for m in pair)
        tree = treemap if len(self.classes) <= DENSE else outcome_tree
        return {"models": pair, **tree(data.truth[at], a, b, len(self.classes))}

    def _words(self, chosen, show):
        data, show = self._data, show["words"]
        if data.words is None:
            return None
        return word_lists(data, chosen.mask, chosen.models[:2], show, self._against(show))

    def _labels(self, chosen, show):
        data, show = self._data, show["words"]
        if data.texts is not None:
            return None
        return label_lists(data, chosen.mask, chosen.models, show, self._against(show))

    def _against(self, show):
        """Return what a selection is set against as a mask, None for the rest."""
        return None if show["against"] == "rest" else self._chosen(show["against"]).mask

    def _maps(self, chosen, show):
        return feature_maps(self._data, chosen.neuron, chosen.mask)

    def _histogram(self, chosen, show):
        neuron = chosen.neuron
        if neuron is None:
            return None
        layer = self._data.models[neuron["model"]].layer(neuron["layer"])
        at = neuron["index"]
        values = self._data.activation(neuron)
        low, high = (values.min(), values.max()) if len(values) else (0.0, 0.0)
        spread = histogram(values, chosen.positions, float(low), float(high), show["bins"])
        return {
            **{name: neuron[name] for name in ("model", "layer", "index")},
            **spread,
            "min": np.float16(low),
            "max": np.float16(high),
            "dead": layer.dead[at],
            "alwaysOn": layer.always_on[at],
        }

    def _ranking(self, chosen, show):
        rank = show["rank"]
        if rank is None:
            return None
        layer = self._data.models[rank["model"]].layer(rank["layer"])
        other = ~chosen.mask
        if rank["against"] != "rest":
            other &= self._chosen(rank["against"]).mask
        other = np.flatnonzero(other)
        areas = rank_neurons(layer.neurons.blocks(), layer.units, chosen.positions, other)
        order = most_telling(areas)
        return {
            "model": rank["model"],
            "layer": rank["layer"],
            "counts": [len(chosen.positions), len(other)],
            "neurons": {
                "index": order,
                "auc": areas[order],
                "dead": layer.dead[order],
                "alwaysOn": layer.always_on[order],
            },
        }

    def _ids(self, chosen, show):
        return self._data.ids[chosen.ordered]

    def _rows(self, chosen, show):
        return _rows.rows(self._data, chosen.models, chosen.neuron, chosen.ordered, **show["rows"])

    def _instance(self, chosen, show):
        if show["instance"] is None:
            return None
        return _rows.instance(self._data, chosen.models, show["instance"])


def _parse(text, name):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SelectionError(f"{name}: broken JSON in column {error.colno}: {error.msg}.") from None
