"""The analysis as the page's worker runs it: one function, JSON in, a JSON text and arrays out."""

import json
import platform

import diptych
import js
import numpy as np
from diptych.browser import WebFolder
from pyodide.ffi import create_proxy

opened = {}


def answer(op, args):
    """Answer one question: an operation's name and its arguments as JSON → (text, arrays)."""
    return OPS[op](**json.loads(args))


def versions():
    """Tell who answers; the first question, which is answered as soon as Python is awake."""
    return json.dumps({"python": platform.python_version(), "numpy": np.__version__}), {}


def open_bundle(bundle):
    """Open the bundle at an address; the one before is forgotten once this one is known to be good."""
    comparison = diptych.open(WebFolder(bundle))
    opened.clear()
    opened[bundle] = comparison
    return json.dumps({"count": comparison.bundle.count}), {}


def view(bundle, selection, show):
    """Answer a selection."""
    return comparison_of(bundle).view_json(json.dumps(selection), json.dumps(show)), {}


def instance(bundle, id, layers=None):
    """Tell everything about an instance; its activations are arrays named model/layer."""
    wish = {"id": id, "layers": {}}
    comparison = comparison_of(bundle)
    text = comparison.view_json("{}", json.dumps({"parts": ["instance"], "instance": wish}))
    at = comparison.bundle.positions[id]
    chosen = {model.id: [layer.name for layer in model.layers] for model in comparison.models}
    arrays = {
        f"{model.id}/{name}": single(model.layer(name).instances.row(at))
        for model in comparison.models
        for name in (layers or chosen).get(model.id, [])
    }
    return json.dumps(json.loads(text)["instance"]), arrays


async def table(bundle, selection):
    """Write the selected instances as CSV."""
    from pyodide_js import loadPackage

    await loadPackage("pandas")
    comparison = comparison_of(bundle)
    ids = comparison.view(selection, {"parts": ["ids"]})["ids"]
    return comparison.instances.loc[ids].to_csv(), {}


def single(values):
    """Widen to float32, in one piece, as the page draws it."""
    return np.ascontiguousarray(values, dtype=np.float32)


def comparison_of(bundle):
    """Return the bundle opened last, opening it where a worker was started anew."""
    if bundle not in opened:
        open_bundle(bundle)
    return opened[bundle]


OPS = {
    "versions": versions,
    "open": open_bundle,
    "view": view,
    "instance": instance,
    "table": table,
}

js.serveAnalysis(create_proxy(answer))
