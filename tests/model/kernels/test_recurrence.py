"""A recurrence as one step of the graph: found where there is one, and computed as NumPy does."""

import json

import numpy as np
import pytest

from tests.model.conftest import DIST
from tests.model.kernels.arrays import close, random

CELLS = 16

REWRITE = """
const tf = {getKernel: () => args.known || undefined, registerOp() {}};
const written = module.withRecurrences(tf, args.artifacts, "wasm");
return written.modelTopology.node;
"""


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def states(gates, there, weights, backward):
    """Hidden states [texts, steps, cells] of a long short-term memory, in float64."""
    texts, steps, width = gates.shape
    hidden = cell = np.zeros((texts, width // 4))
    found = np.zeros((texts, steps, width // 4))
    for t in range(steps)[:: -1 if backward else 1]:
        i, f, c, o = np.split(gates[:, t] + hidden @ weights, 4, axis=1)
        cell = (sigmoid(f) * cell + sigmoid(i) * np.tanh(c)) * there[:, t]
        hidden = sigmoid(o) * np.tanh(cell)
        found[:, t] = hidden
    return found


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("spread", [1, 60])
def test_a_recurrence_is_numpys(backward, spread, compute):
    gates, weights = spread * random(3, 7, 4 * CELLS), random(CELLS, 4 * CELLS, seed=1)
    there = np.array([[1] * 7, [1] * 4 + [0] * 3, [0] * 7], "float32")[:, :, None]
    inputs = {"gates": gates, "there": there, "weights": weights}
    found = compute("recurrence", "recurrence", inputs, {"backward": backward})
    close(found, states(*map(np.float64, inputs.values()), backward))


@pytest.fixture
def artifacts():
    model = json.loads((DIST / "models/lstm/model.json").read_text())
    specs = [weight for group in model["weightsManifest"] for weight in group["weights"]]
    return {
        "modelTopology": model["modelTopology"],
        "weightSpecs": specs,
        "signature": model["signature"],
    }


@pytest.fixture
def rewrite(run_module, page, dist_url):
    def run(artifacts, known=True):
        page.goto(f"{dist_url}blank.html")
        address = f"{dist_url}model/kernels/recurrence.js"
        return run_module(page, address, REWRITE, artifacts=artifacts, known=known)

    return run


def test_both_directions_become_one_step_each(artifacts, rewrite):
    found = rewrite(artifacts)
    steps = [node for node in found if node["op"] == "Recurrence"]
    assert [node["attr"]["backward"]["b"] for node in steps] == [False, True]
    assert len({node["input"][0] for node in steps}) == len({node["input"][2] for node in steps}) == 2
    assert steps[0]["input"][1] == steps[1]["input"][1]
    assert not [node for node in found if node["op"] in ("Sigmoid", "Tanh", "Split")]


def test_without_a_kernel_the_graph_stays(artifacts, rewrite):
    assert rewrite(artifacts, known=False) == artifacts["modelTopology"]["node"]


def test_what_is_almost_a_recurrence_stays(artifacts, rewrite):
    first = next(node for node in artifacts["modelTopology"]["node"] if node["op"] == "Tanh")
    first["op"] = "Relu"
    found = rewrite(artifacts)
    assert len([node for node in found if node["op"] == "Recurrence"]) == 1
    assert [node for node in found if node["op"] == "Relu"] == [first]
