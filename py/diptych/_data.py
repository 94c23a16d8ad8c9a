"""What is worked out once about a bundle: predictions, who is right, orders, the index of words."""

import functools

import numpy as np

from diptych._arrays import ordered_codes
from diptych._metrics import dense_codes
from diptych._outcomes import outcomes
from diptych._words_index import index_words


def _largest(probabilities):
    """Return class and value of each row's greatest probability, the first class among equals."""
    predicted = probabilities.argmax(axis=1).astype(np.int32)
    return predicted, probabilities[np.arange(len(predicted)), predicted].astype(np.float32)


def _place_of_truth(probabilities, truth):
    """How many classes come before the true one, equal ones in their order; int [instances]."""
    values = ordered_codes(probabilities) if probabilities.dtype == np.float16 else probabilities
    own = values[np.arange(len(truth)), truth][:, None]
    earlier = np.arange(values.shape[1]) < truth[:, None]
    return np.count_nonzero((values > own) | ((values == own) & earlier), axis=1)


class Data:
    """A bundle with everything derived from it that does not depend on the selection."""

    def __init__(self, bundle):
        self.bundle = bundle
        self.models = {model.id: model for model in bundle.models}
        self.truth = bundle.truth
        self.known = bundle.truth >= 0
        largest = {id: _largest(model.probabilities) for id, model in self.models.items()}
        self.predicted = {id: predicted for id, (predicted, _) in largest.items()}
        self.confidence = {id: confidence for id, (_, confidence) in largest.items()}
        self.right = {id: predicted == self.truth for id, predicted in self.predicted.items()}
        self.right5 = functools.cache(self._right5)
        self.outcomes = functools.lru_cache(4)(self._outcomes)
        self.texts = bundle.columns.get("text")
        self.words = bundle.words
        if self.words is None and self.texts is not None:
            self.words = index_words(self.texts)
        self.ids = np.array(bundle.ids, dtype=object)
        self._orders = functools.lru_cache(16)(self._order)
        self.search = functools.lru_cache(8)(self._search)
        self._activations = functools.lru_cache(16)(self._read_activation)
        self.codes = functools.cache(self._codes)

    def _codes(self, model):
        """Whole numbers in the order of each class's probabilities, [classes, instances]."""
        values = np.ascontiguousarray(self.models[model].probabilities.T)
        if values.dtype == np.float16:
            return ordered_codes(values) - np.uint16(0x8000)
        return dense_codes(values)

    def _right5(self, model):
        """Tell where the truth is among a model's five likeliest classes, bool [instances]."""
        return self.known & (_place_of_truth(self.models[model].probabilities, self.truth) < 5)

    def _outcomes(self, a, b):
        """How two models fare on each instance, places in `OUTCOMES`."""
        return outcomes(self.truth, self.predicted[a], self.predicted[b])

    def activation(self, neuron):
        """Activations of one neuron, float32 [instances]."""
        return self._activations(neuron["model"], neuron["layer"], neuron["index"])

    def _read_activation(self, model, layer, index):
        # Widened once: numpy counts and compares float16 many times slower.
        return self.models[model].layer(layer).neurons.row(index).astype(np.float32)

    def disagreement(self, a, b):
        """Half the sum of absolute differences of two models' probabilities, float32 [instances]."""
        p, q = (self.models[m].probabilities for m in (a, b))
        return np.abs(np.subtract(p, q, dtype=np.float32)).sum(axis=1) / 2

    @functools.cached_property
    def _folded(self):
        return [text.casefold() for text in (self.texts if self.texts is not None else self._names())]

    def _names(self):
        """What instances without text are called: their title and the title of their true class."""
        titles = self.bundle.columns.get("title", [""] * self.bundle.count)
        classes = [c.title for c in self.bundle.classes] + [""]  # −1 finds the last
        return [f"{title or ''}\n{classes[t]}" for title, t in zip(titles, self.truth.tolist(), strict=True)]

    def _search(self, text):
        """Tell which texts contain a case-folded text."""
        # str.__contains__ on each text: ten milliseconds for 100,000, and no array library has it.
        return np.fromiter((text in own for own in self._folded), bool, self.bundle.count)

    def order(self, selection):
        """Order of all instances that a selection asks for, int [instances]."""
        neuron, order = selection["neuron"], selection["order"]
        if order is None:
            order = {"by": "activation", "descending": True} if neuron else {"by": "id", "descending": False}
        by, _, model = order["by"].partition(":")
        of = {
            "activation": lambda: (neuron["model"], neuron["layer"], neuron["index"]),
            "disagreement": lambda: tuple(selection["models"][:2]),
        }.get(by, lambda: (model,))()
        return self._orders(by, of, order["descending"])

    def _order(self, by, of, descending):
        count = self.bundle.count
        if by == "id":
            return np.arange(count)[:: -1 if descending else 1]
        if by == "text":
            return np.array(sorted(range(count), key=self._folded.__getitem__, reverse=descending), np.intp)
        keys = self._keys(by, of)  # unsigned, so that ~ turns them round without touching the ties
        return np.argsort(~keys if descending else keys, kind="stable")

    def _keys(self, by, of):
        if by == "truth":
            return (self.truth + 1).astype(np.uint32)
        if by == "predicted":
            return self.predicted[of[0]].astype(np.uint32)
        if by == "confidence":
            return self.confidence[of[0]].view(np.uint32)  # positive floats are in the order of their bits
        if by == "disagreement":
            return self.disagreement(*of).view(np.uint32)
        model, layer, index = of
        return ordered_codes(self.models[model].layer(layer).neurons.row(index))
