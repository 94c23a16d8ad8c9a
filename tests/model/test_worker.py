"""The worker of one network, spoken to as the page does."""

import numpy as np
import pytest

WORKER = """
const worker = new Worker(new URL("workers/model.js", args.base), {type: "module"});
const waiting = new Map();
const progress = [];
worker.onmessage = ({data}) => {
  if (data.event === "progress") progress.push(data.fraction);
  else if (!data.event) waiting.get(data.id)(data.error ?? data.value);
};
let id = 0;
const call = (op, given) => new Promise((resolve) => {
  waiting.set(++id, resolve);
  worker.postMessage({id, op, args: given});
});
"""


@pytest.fixture
def run(js, photographs, dist_url):
    def run(body):
        return js("model/pixels.js", WORKER + photographs + body, base=dist_url)

    return run


def test_a_worker_loads_classifies_explains_and_changes_its_backend(run, reference, card):
    body = """
    const loaded = await call("load", {name: "mobilenet", backend: "wasm"});
    const image = await get(5);
    const answer = await call("classify", {image});
    const map = await call("cam", {features: answer.features, classIndex: 404});
    const moved = await call("use", {backend: "cpu"});
    const again = await call("classify", {image});
    worker.terminate();
    return {loaded, answer, map, moved, again, progress};
    """
    found = run(body)
    size = card("mobilenet")["downloadBytes"]
    loaded = found["loaded"]
    assert loaded.pop("milliseconds") > 0
    assert loaded == {
        "id": "mobilenet",
        "name": card("mobilenet")["name"],
        "size": 224,
        "backend": "wasm",
        "preprocessing": card("mobilenet")["defaultPreprocessing"],
        "preprocessings": list(card("mobilenet")["preprocessing"]),
        "downloadBytes": size,
    }
    assert found["progress"][-1] == {"loaded": size, "total": size}
    expected = reference("mobilenet")["probabilities"][5]
    np.testing.assert_allclose(found["answer"]["probabilities"], expected, atol=1e-4)
    np.testing.assert_allclose(found["again"]["probabilities"], expected, atol=1e-4)
    assert (found["answer"]["backend"], found["again"]["backend"]) == ("wasm", "cpu")
    assert found["moved"] == {"backend": "cpu"}
    assert (found["map"]["width"], found["map"]["height"]) == (7, 7)
    assert (found["map"]["values"].min(), found["map"]["values"].max()) == (0, 1)


def test_a_worker_measures_its_network(run):
    body = """
    await call("load", {name: "squeezenet", backend: "wasm"});
    return call("measure", {image: await get(5), backends: ["wasm", "cpu"]});
    """
    found = run(body)
    assert [result["backend"] for result in found] == ["wasm", "cpu"]
    assert all(result["milliseconds"] > 0 for result in found)


def test_a_worker_says_what_is_wrong_and_goes_on(run):
    body = """
    const early = await call("classify", {image: new ImageData(8, 8)});
    const unknown = await call("load", {name: "alexnet"});
    const loaded = await call("load", {name: "squeezenet", backend: "wasm"});
    return [early.message, unknown.message, loaded.id];
    """
    assert run(body) == [
        "no network is loaded yet: load one first.",
        "unknown model: alexnet (one of mobilenet, squeezenet)",
        "squeezenet",
    ]
