"""A comparison written to disk: bundle.json, its arrays, and the view of the empty selection."""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np

from diptych import _selection
from diptych._errors import BundleError
from diptych._maps import pack
from diptych._open import open as open_bundle
from diptych._read import VERSION
from diptych._words_index import index_words


def write_bundle(folder, *, task, classes, instances, models, truth=None, ids=None, files=None):
    """Write a bundle, whole or not at all.

    Parameters
    ----------
    folder : path
        Made anew; a bundle that is there is replaced, anything else is left alone.
    task : dict
        ``name``, ``description`` and ``kind`` ("text", "image" or "table").
    classes : list of dict or of str
        ``id`` and ``title`` each; a string is both.
    instances : dict
        Column name → one value an instance, or a pandas DataFrame. The column "text" is the text;
        "image" and "thumbnail" are addresses of pictures, relative to the bundle.
    models : list of dict
        Two or more: ``id``, ``name``, ``architecture``, ``parameters``; ``probabilities``
        [instances, classes] (float16 stays, others become float32); ``live``, the address of a
        TensorFlow.js model relative to the bundle, and ``preprocessing``, a name from its card (optional);
        ``layers``, each with ``name``, ``title``, ``kind``, ``shape`` (of its units), ``activations``
        [instances, units] and ``weights`` [rows, columns] (optional), both stored as float16; ``live``,
        the live model's output that holds the layer, and ``maps`` (optional), a dict of ``values``
        [units, k, height, width] and ``instances`` [units, k]: where a unit acts in the k instances that
        activate it most, positions by falling activation, −1 where there are fewer.
    truth : int [instances], optional
        −1 where unknown.
    ids : list of str, optional
        "0", "1", … by default.
    files : path, optional
        A folder whose contents become part of the bundle, such as its pictures.

    Returns
    -------
    Comparison
        The bundle, read back.

    Raises
    ------
    BundleError
        Where something does not fit; nothing is written then.
    """
    folder = Path(folder)
    if folder.exists() and not (folder / "bundle.json").exists() and any(folder.iterdir()):
        raise BundleError(f"{folder}: is no bundle and not empty, so it is not replaced.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        new = Path(temporary) / "new"
        new.mkdir()
        new.chmod(0o755)
        if files is not None:
            shutil.copytree(files, new, copy_function=_link, dirs_exist_ok=True)
        _fill(new, task, classes, instances, models, truth, ids)
        view = open_bundle(new).view({}, {"parts": [p for p in _selection.PARTS if p != "ids"]})
        _write_json(new / "view.json", view)
        if folder.exists():
            folder.rename(Path(temporary) / "old")
        new.rename(folder)
    return open_bundle(folder, check=False)


def _link(source, target):
    """Give a file a second name where the disk allows that, else copy it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _write_json(path, value):
    path.write_text(json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n", encoding="utf-8")


def _fill(folder, task, classes, instances, models, truth, ids):
    columns = {str(name): _listed(instances[name]) for name in instances}
    if len(models) < 2:
        raise BundleError(f"models: {len(models)} of them, at least 2 are wanted.")
    for i, model in enumerate(models):
        _complete(model, f"models[{i}]", "id", "name", "architecture", "parameters", "probabilities")
        for j, layer in enumerate(model.get("layers", ())):
            _complete(layer, f"models[{i}].layers[{j}]", "name", "kind", "activations")
    count = len(models[0]["probabilities"])
    saved = {}  # weights: models that differ elsewhere may share them
    bundle = {
        "version": VERSION,
        "task": dict(task),
        "classes": [{"id": c, "title": c} if isinstance(c, str) else dict(c) for c in classes],
        "instances": {
            "count": count,
            "file": "instances.json",
            "columns": list(columns),
            "truth": None if truth is None else _save(folder, "truth.npy", _whole(truth)),
            "words": _words(folder, columns.get("text")),
        },
        "models": [_model(folder, model, saved) for model in models],
    }
    table = {"columns": columns} if ids is None else {"ids": _listed(ids), "columns": columns}
    _write_json(folder / "instances.json", table)
    text = json.dumps(bundle, ensure_ascii=False, indent=1)
    (folder / "bundle.json").write_text(text + "\n", encoding="utf-8")


def _complete(given, where, *fields):
    """Refuse what lacks a field."""
    for name in fields:
        if name not in given:
            raise BundleError(f'{where}: the field "{name}" is missing.')


def _listed(values):
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _whole(truth):
    truth = np.asarray(truth)
    if truth.dtype.kind not in "iu" and len(truth):
        raise BundleError(f"truth: holds {truth.dtype} values, wanted are whole numbers.")
    return truth.astype(np.int32)


def _save(folder, name, values):
    np.save(folder / name, np.ascontiguousarray(values, values.dtype.newbyteorder("<")))
    return name


def _save_once(folder, name, values, saved):
    """Save an array unless one of the same content is saved already; return the name of its file."""
    values = np.ascontiguousarray(values)
    content = values.dtype.str, values.shape, hashlib.sha256(values).digest()
    if content not in saved:
        saved[content] = _save(folder, name, values)
    return saved[content]


def _words(folder, texts):
    if texts is None or not all(isinstance(text, str) for text in texts):
        return None
    index = index_words(texts)
    _write_json(folder / "words.json", index.vocabulary)
    return {
        "vocabulary": "words.json",
        "starts": _save(folder, "words.starts.npy", index.starts),
        "instances": _save(folder, "words.instances.npy", index.instances),
    }


def _model(folder, model, saved):
    id = str(model["id"])
    probabilities = np.asarray(model["probabilities"])
    if probabilities.dtype != np.float16:
        probabilities = probabilities.astype(np.float32)
    return {
        "id": model["id"],
        "name": model["name"],
        "architecture": model["architecture"],
        "parameters": int(model["parameters"]),
        "probabilities": _save(folder, f"{_safe(id)}.probabilities.npy", probabilities),
        "live": model.get("live"),
        "preprocessing": model.get("preprocessing"),
        "layers": [_layer(folder, _safe(id), layer, saved) for layer in model.get("layers", ())],
    }


def _safe(name):
    """Refuse a name that could not be part of a file's."""
    if "/" in name or "\\" in name or name.startswith("."):
        raise BundleError(f'"{name}" is not a name of letters, digits, _, - and .')
    return name


def _layer(folder, model, layer, saved):
    stem = f"{model}.{_safe(str(layer['name']))}"
    activations = _half(layer["activations"], f"{stem} activations")
    units = activations.shape[1]
    empty = not len(activations)
    bounds = [np.zeros(units) if empty else f(activations, axis=0) for f in (np.min, np.max)]
    weights = layer.get("weights")
    if weights is not None:
        weights = _half(weights, f"{stem} weights")
    return {
        "name": layer["name"],
        "title": layer.get("title", layer["name"]),
        "kind": layer["kind"],
        "shape": [int(size) for size in layer.get("shape", [units])],
        "units": units,
        "weights": weights
        if weights is None
        else {
            "file": _save_once(folder, f"{stem}.weights.npy", weights, saved),
            "shape": list(weights.shape),
        },
        "activations": {
            "neurons": _save(folder, f"{stem}.neurons.npy", activations.T),
            "instances": _save(folder, f"{stem}.instances.npy", activations),
            "bounds": _save(folder, f"{stem}.bounds.npy", np.stack(bounds, axis=1).astype(np.float16)),
        },
        "maps": _maps(folder, stem, layer.get("maps")),
        "live": layer.get("live"),
    }


def _maps(folder, stem, maps):
    if maps is None:
        return None
    values, instances, peaks = pack(maps["values"], maps["instances"], f"{stem} maps")
    return {
        "shape": [int(size) for size in np.shape(maps["values"])[1:]],
        "values": _save(folder, f"{stem}.maps.npy", values),
        "instances": _save(folder, f"{stem}.maps.instances.npy", instances),
        "peaks": _save(folder, f"{stem}.maps.peaks.npy", peaks),
    }


def _half(values, what):
    """Round to float16, refusing what is no matrix or too large for it."""
    values = np.asarray(values)
    if values.ndim != 2:
        raise BundleError(f"{what}: {values.ndim} dimensions, wanted are 2.")
    with np.errstate(over="ignore"):
        half = values.astype(np.float16, copy=False)
    if np.isinf(half).any() and np.isfinite(values).all():
        raise BundleError(f"{what}: {np.abs(values).max()} is too large for float16, whose limit is 65,504.")
    return half
