"""A bundle read from a folder, and refused with the exact reason where it is broken."""

import math

import numpy as np

from diptych import _checks
from diptych._arrays import Array
from diptych._bundle import Bundle, Class, Layer, Model
from diptych._errors import BundleError
from diptych._maps import Maps
from diptych._words_index import WordIndex

VERSION = 1
KINDS = ("text", "image", "table")
FLOATS = ("<f2", "<f4")


def read_bundle(folder, thorough):
    """Read a bundle and refuse it with the exact reason where it is broken.

    Parameters
    ----------
    folder : Folder
    thorough : bool
        Look for NaN in every activation now, not when it is asked for.

    Returns
    -------
    Bundle
    """
    root = _checks.Node(_checks.parse(folder.read("bundle.json"), "bundle.json"), "", "bundle.json")
    version = root.field("version")
    if version.value != VERSION or isinstance(version.value, bool):
        version.fail(f"{_checks.show(version.value)} is unknown, this Diptych reads version {VERSION}")
    task = root.field("task")
    classes = root.field("classes").items(least=1)
    _checks.no_duplicates(classes, "id")
    instances = root.field("instances")
    count = instances.field("count").whole()
    ids, columns = _read_instances(folder, instances, count)
    models = root.field("models").items(least=2)
    _checks.no_duplicates(models, "id")
    bundle = Bundle(
        name=task.field("name").text(),
        description=task.field("description").text(),
        kind=task.field("kind").one_of(KINDS),
        classes=tuple(Class(c.field("id").text(), c.field("title").text()) for c in classes),
        count=count,
        ids=ids,
        columns=columns,
        truth=_read_truth(folder, instances, count, len(classes), ids),
        models=tuple(_read_model(folder, model, count, len(classes), ids) for model in models),
        words=_read_words(folder, instances, count),
    )
    if thorough:
        for layer in (layer for model in bundle.models for layer in model.layers):
            for array in (layer.neurons, layer.instances, layer.weights, layer._bounds):
                for _ in array.blocks() if array else ():
                    pass
            if layer.maps:
                layer.maps.check(layer.maps.instances.all())
                layer.maps.peaks  # noqa: B018 - checks them
    return bundle


def _read_instances(folder, node, count):
    file = node.maybe("file")
    if file is None:
        return [str(i) for i in range(count)], {}
    file = file.file_name()
    root = _checks.Node(_checks.parse(folder.read(file), file), "", file)
    given = root.maybe("ids")
    ids = [str(i) for i in range(count)] if given is None else _column(given, count)
    for i, id in enumerate(ids):
        if not isinstance(id, str):
            given.items()[i].text()
    if len(set(ids)) < count:
        _first_duplicate(given, ids)
    columns = {}
    for column in node.field("columns").items():
        name = column.text()
        values = root.field("columns").field(name)
        columns[name] = _column(values, count)
        if name == "text":
            for i, text in enumerate(columns[name]):
                if not isinstance(text, str):
                    values.items()[i].text()
    return ids, columns


def _column(node, count):
    node.items()
    if len(node.value) != count:
        node.fail(f"{len(node.value):,} values for {count:,} instances")
    return node.value


def _first_duplicate(node, ids):
    seen = {}
    for i, id in enumerate(ids):
        if id in seen:
            node.items()[i].fail(f"{_checks.show(id)} is taken by ids[{seen[id]}]")
        seen[id] = i


def _read_truth(folder, node, count, n_classes, ids):
    file = node.maybe("truth")
    if file is None:
        return np.full(count, -1, np.int32)
    truth = Array(folder, file.file_name(), file.where, (count,), ("<i4",)).all()
    wrong = (truth < -1) | (truth >= n_classes)
    if wrong.any():
        i = int(np.argmax(wrong))
        raise BundleError(
            f'{file.where}: {file.value} holds {truth[i]} for instance "{ids[i]}", '
            f"wanted is a class from 0 to {n_classes - 1}, or -1 for unknown."
        )
    return truth


def _read_words(folder, node, count):
    words = node.maybe("words")
    if words is None:
        return None
    file = words.field("vocabulary").file_name()
    vocabulary = _checks.Node(_checks.parse(folder.read(file), file), "", file)
    for item in vocabulary.items():
        item.text()
    size = len(vocabulary.value)
    starts, places = words.field("starts"), words.field("instances")
    starts = Array(folder, starts.file_name(), starts.where, (size + 1,), ("<i4",)).all()
    array = Array(folder, places.file_name(), places.where, (None,), ("<i4",))
    places = array.all()
    rising = starts[0] == 0 and starts[-1] == len(places) and (np.diff(starts) >= 0).all()
    if not rising or (len(places) and not (places.min() >= 0 and places.max() < count)):
        raise BundleError(f"{array.where}: {array.name} does not fit its starts and the {count:,} instances.")
    return WordIndex(vocabulary.value, starts, places)


def _read_model(folder, node, count, n_classes, ids):
    name = node.field("id").name()
    layers = node.field("layers").items()
    _checks.no_duplicates(layers, "name")
    live, preprocessing = node.maybe("live"), node.maybe("preprocessing")
    return Model(
        id=name,
        name=node.field("name").text(),
        architecture=node.field("architecture").text(),
        parameters=node.field("parameters").whole(),
        probabilities=_read_probabilities(folder, node.field("probabilities"), (count, n_classes), ids),
        layers=tuple(_read_layer(folder, layer, count) for layer in layers),
        live=None if live is None else live.text(),
        preprocessing=None if preprocessing is None else preprocessing.text(),
    )


def _read_probabilities(folder, node, shape, ids):
    values = Array(folder, node.file_name(), node.where, shape, FLOATS).all()
    _check_probabilities(values, f"{node.where}: {node.value}", ids)
    return values


def _check_probabilities(values, where, ids):
    """Refuse what are no probabilities [instances, classes], naming the first instance and its sum."""
    if (values < 0).any():
        i = int(np.argmax((values < 0).any(axis=1)))
        raise BundleError(f'{where} holds {values[i].min()} for instance "{ids[i]}", wanted is 0 to 1.')
    # Rounding to float16 moves each value by at most 2⁻¹¹ of itself, or 2⁻²⁵ where it is tiny.
    tolerance = 1e-3 + values.shape[1] * 2.0**-25
    sums = values.sum(axis=1, dtype=np.float32)
    wrong = np.abs(sums - 1) > tolerance
    if wrong.any():
        i = int(np.argmax(wrong))
        raise BundleError(f'{where}: those of instance "{ids[i]}" sum to {sums[i]:.4f}, not to 1.')


def _read_layer(folder, node, count):
    shape = tuple(size.whole(least=1) for size in node.field("shape").items(least=1))
    units = node.field("units").whole(least=1)
    if math.prod(shape) != units:
        node.field("units").fail(f"{units:,} is not {' × '.join(map(str, shape))}, the layer's shape")
    files, live = node.field("activations"), node.maybe("live")

    def array(name, shape):
        own = files.field(name)
        return Array(folder, own.file_name(), own.where, shape, ("<f2",))

    return Layer(
        name=node.field("name").name(),
        title=node.field("title").text(),
        kind=node.field("kind").text(),
        shape=shape,
        units=units,
        weights=_weights(folder, node.maybe("weights")),
        neurons=array("neurons", (units, count)),
        instances=array("instances", (count, units)),
        _bounds=array("bounds", (units, 2)),
        maps=_maps(folder, node.maybe("maps"), units, count),
        live=None if live is None else live.text(),
    )


def _maps(folder, node, units, count):
    if node is None:
        return None
    shape = tuple(size.whole(least=1) for size in node.field("shape").items(least=3))
    if len(shape) != 3:
        node.field("shape").fail(f"{list(shape)} is not [instances, height, width]")

    def array(name, shape, dtype):
        own = node.field(name)
        return Array(folder, own.file_name(), own.where, shape, (dtype,))

    return Maps(
        shape=shape,
        values=array("values", (units, math.prod(shape)), "|u1"),
        instances=array("instances", (units, shape[0]), "<i4"),
        _peaks=array("peaks", (units,), "<f2"),
        count=count,
    )


def _weights(folder, node):
    if node is None:
        return None
    sizes = node.field("shape").items(least=2)
    shape = tuple(size.whole(least=1) for size in sizes)
    if len(shape) != 2:
        node.field("shape").fail(f"{list(shape)} is not [rows, columns]")
    file = node.field("file")
    return Array(folder, file.file_name(), file.where, shape, ("<f2",))
