"""What a person asks: a selection of instances, and what to show of them, checked and completed."""

import math

from diptych._checks import show as _write
from diptych._errors import SelectionError
from diptych._outcomes import OUTCOMES

PARTS = (
    "metrics", "confusion", "mistakes", "treemap", "words", "labels", "histogram", "maps", "ranking", "ids",
    "rows", "instance",
)  # fmt: skip
AGREEMENTS = ("any", "agree", "disagree", "all-correct", "all-wrong")
ORDERS = ("id", "truth", "text", "activation", "disagreement")
MODEL_ORDERS = ("predicted", "confidence")


def _fail(where, value, wanted):
    raise SelectionError(f"{where}: {_write(value)} is not {wanted}.")


def _is_whole(value, least, below):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value < below


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class _Asked:
    """The checks of one comparison's selections; `where` is the field, as in ``neuron.index``."""

    def __init__(self, bundle):
        self.bundle = bundle
        self.models = {model.id: model for model in bundle.models}

    def object(self, value, where, known):
        """Check an object's field names and return it, empty where it is None."""
        value = {} if value is None else value
        if not isinstance(value, dict):
            _fail(where, value, "an object")
        for name in value:
            if name not in known:
                _fail(where, name, f"one of its fields, which are {', '.join(known)}")
        return value

    def model(self, value, where):
        if not isinstance(value, str) or value not in self.models:
            _fail(where, value, f"one of the models {', '.join(self.models)}")
        return value

    def layer(self, model, value, where):
        names = [layer.name for layer in self.models[model].layers]
        if value not in names:
            _fail(where, value, f"one of the layers {', '.join(names)}")
        return value

    def list(self, value, where, item):
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            _fail(where, value, "a list")
        return [item(v, f"{where}[{i}]") for i, v in enumerate(value)]

    def class_index(self, value, where, least=0):
        count = len(self.bundle.classes)
        if not _is_whole(value, least, count):
            _fail(where, value, f"a class from {least} to {count - 1}")
        return value

    def text(self, value, where):
        if not isinstance(value, str):
            _fail(where, value, "a text")
        return value

    def flag(self, value, where):
        if not isinstance(value, bool):
            _fail(where, value, "true or false")
        return value

    def whole(self, value, where, least, below=1_000_000_000):
        if not _is_whole(value, least, below):
            _fail(where, value, f"a whole number from {least} on")
        return value

    def agreement(self, value, models):
        known = [*AGREEMENTS, *(f"only:{model}" for model in models)]
        if value not in known:
            _fail("agreement", value, f"one of {', '.join(known)}")
        return value

    def outcome(self, value):
        if value not in ("any", *OUTCOMES):
            _fail("outcome", value, f"one of any, {', '.join(OUTCOMES)}")
        return value

    def compared(self, value):
        models = self.list(value, "models", self.model) or list(self.models)
        if len(models) < 2 or len(set(models)) < len(models):
            _fail("models", models, "a list of two or more different models")
        return models

    def neuron(self, value):
        if value is None:
            return None
        value = self.object(value, "neuron", ("model", "layer", "index", "range"))
        model = self.model(value.get("model"), "neuron.model")
        layer = self.layer(model, value.get("layer"), "neuron.layer")
        units = self.models[model].layer(layer).units
        if not _is_whole(value.get("index"), 0, units):
            _fail("neuron.index", value.get("index"), f"a neuron from 0 to {units - 1}")
        range = value.get("range")
        if range is not None:
            good = isinstance(range, list | tuple) and len(range) == 2 and all(map(_is_number, range))
            if not good or range[0] > range[1]:
                _fail("neuron.range", range, "[low, high]")
            range = list(range)
        return {"model": model, "layer": layer, "index": value["index"], "range": range}

    def order(self, value, neuron):
        if value is None:
            return None
        value = self.object(value, "order", ("by", "descending"))
        by = value.get("by")
        known = [*ORDERS, *(f"{name}:{model}" for name in MODEL_ORDERS for model in self.models)]
        if by not in known:
            _fail("order.by", by, f"one of {', '.join(known)}")
        if by == "activation" and neuron is None:
            raise SelectionError('order.by: "activation" needs a neuron.')
        if by == "text" and "text" not in self.bundle.columns:
            raise SelectionError('order.by: "text" needs instances with text.')
        return {"by": by, "descending": self.flag(value.get("descending", False), "order.descending")}

    def against(self, value, where):
        if value is None or value == "rest":
            return "rest"
        return selection(self.bundle, value)

    def known_id(self, value, where):
        if not isinstance(value, str) or value not in self.bundle.positions:
            _fail(where, value, "the id of an instance")
        return value


def selection(bundle, given):
    """Check a selection and give it every field.

    Parameters
    ----------
    bundle : Bundle
    given : dict or None
        As the README writes it; None is everything.

    Returns
    -------
    dict

    Raises
    ------
    SelectionError
        Naming the field and the value that makes no sense.
    """
    ask = _Asked(bundle)
    fields = (
        "models", "truth", "predicted", "agreement", "outcome", "correct", "correct5", "words", "search",
        "neuron", "ids", "order",
    )  # fmt: skip
    given = ask.object(given, "selection", fields)
    models = ask.compared(given.get("models"))
    neuron = ask.neuron(given.get("neuron"))
    predicted = ask.object(given.get("predicted"), "predicted", ask.models)
    correct = ask.object(given.get("correct"), "correct", ask.models)
    correct5 = ask.object(given.get("correct5"), "correct5", ask.models)
    if correct5 and len(bundle.classes) <= 5:
        raise SelectionError(f"correct5: the first five of {len(bundle.classes)} classes are all of them.")
    words = ask.list(given.get("words"), "words", ask.text)
    search = ask.text(given.get("search") or "", "search")
    searchable = bundle.kind == "image" or "text" in bundle.columns
    if (words and "text" not in bundle.columns) or (search and not searchable):
        raise SelectionError(f"{'words' if words else 'search'}: these instances have no text.")
    return {
        "models": models,
        "truth": ask.list(given.get("truth"), "truth", lambda v, at: ask.class_index(v, at, least=-1)),
        "predicted": {m: ask.list(v, f"predicted.{m}", ask.class_index) for m, v in predicted.items()},
        "agreement": ask.agreement(given.get("agreement") or "any", models),
        "outcome": ask.outcome(given.get("outcome") or "any"),
        "correct": {m: ask.flag(v, f"correct.{m}") for m, v in correct.items()},
        "correct5": {m: ask.flag(v, f"correct5.{m}") for m, v in correct5.items()},
        "words": words,
        "search": search,
        "neuron": neuron,
        "ids": ask.list(given.get("ids"), "ids", ask.known_id),
        "order": ask.order(given.get("order"), neuron),
    }


def show(bundle, given):
    """Check what to show of a selection and give it every field.

    Parameters
    ----------
    bundle : Bundle
    given : dict or None
        As the README writes it.

    Returns
    -------
    dict

    Raises
    ------
    SelectionError
    """
    ask = _Asked(bundle)
    given = ask.object(given, "show", ("parts", "rows", "words", "bins", "rank", "instance"))
    parts = given.get("parts")
    if parts is not None:
        known = ask.object(dict.fromkeys(ask.list(parts, "parts", ask.text)), "parts", PARTS)
        parts = list(known)
    rows = ask.object(given.get("rows"), "rows", ("start", "stop"))
    start = ask.whole(rows.get("start", 0), "rows.start", 0)
    words = ask.object(given.get("words"), "words", ("count", "stopWords", "by", "against"))
    by = words.get("by", "count")
    if by not in ("count", "z"):
        _fail("words.by", by, "one of count, z")
    return {
        "parts": parts,
        "rows": {"start": start, "stop": ask.whole(rows.get("stop", start + 50), "rows.stop", start)},
        "words": {
            "count": ask.whole(words.get("count", 20), "words.count", 1),
            "stopWords": ask.flag(words.get("stopWords", False), "words.stopWords"),
            "by": by,
            "against": ask.against(words.get("against"), "words.against"),
        },
        "bins": ask.whole(given.get("bins", 40), "bins", 1, 10_001),
        "rank": _rank(ask, given.get("rank")),
        "instance": _instance(ask, given.get("instance")),
    }


def _rank(ask, value):
    if value is None:
        return None
    value = ask.object(value, "rank", ("model", "layer", "against"))
    model = ask.model(value.get("model"), "rank.model")
    layer = ask.layer(model, value.get("layer"), "rank.layer")
    return {"model": model, "layer": layer, "against": ask.against(value.get("against"), "rank.against")}


def _instance(ask, value):
    if value is None:
        return None
    if isinstance(value, str):
        value = {"id": value}
    value = ask.object(value, "instance", ("id", "layers"))
    layers = value.get("layers")
    if layers is None:
        layers = {id: [layer.name for layer in model.layers] for id, model in ask.models.items()}
    layers = ask.object(layers, "instance.layers", ask.models)
    return {
        "id": ask.known_id(value.get("id"), "instance.id"),
        "layers": {
            m: ask.list(names, f"instance.layers.{m}", lambda v, at, m=m: ask.layer(m, v, at))
            for m, names in layers.items()
        },
    }
