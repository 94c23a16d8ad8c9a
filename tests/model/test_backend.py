"""Starting backends: what auto takes, and what is said where one does not work."""

import re

import numpy as np
import pytest

LOAD = """
try {
  const classifier = await module.loadClassifier("squeezenet", {backend: args.backend});
  const {probabilities} = await classifier.classify(await get(0));
  return {backend: classifier.backend, probabilities};
} catch (error) {
  return {error: error.message};
}
"""


@pytest.fixture
def load(js, photographs):
    return lambda backend: js("model/classifier.js", photographs + LOAD, backend=backend)


def test_auto_answers_on_wasm_and_stays_there_where_webgl_is_drawn_by_software(js, photographs, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    body = """
    const classifier = await module.loadClassifier("squeezenet");
    const first = classifier.backend;
    await classifier.classify(await get(0));
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return [first, classifier.backend];
    """
    assert js("model/classifier.js", photographs + body) == ["wasm", "wasm"]
    assert not [url for url in asked if re.search("tfjs-(webgl|webgpu|cpu)", url)]


@pytest.mark.parametrize("answer", [{"status": 404, "body": ""}, {"body": "not a binary"}])
def test_auto_falls_back_to_the_processor_where_wasm_cannot_start(answer, load, page, reference):
    page.expected_errors.append("404")
    page.route("**/*.wasm", lambda route: route.fulfill(**answer))
    found = load("auto")
    assert found["backend"] == "cpu"
    expected = reference("squeezenet")["probabilities"][0]
    np.testing.assert_allclose(found["probabilities"], expected, atol=1e-4)


def test_wasm_that_is_missing_is_named(load, page):
    page.expected_errors.append("404")
    page.route("**/*.wasm", lambda route: route.fulfill(status=404, body=""))
    expected = "vendor/tfjs-backend-wasm-simd.wasm is missing on the server (HTTP 404)."
    assert load("wasm")["error"] == expected


def test_wasm_that_is_damaged_is_named(load, page):
    page.route("**/*.wasm", lambda route: route.fulfill(body="not a binary"))
    expected = "wasm does not work here: tfjs-backend-wasm-simd.wasm is damaged (12 bytes)."
    assert load("wasm")["error"] == expected


@pytest.mark.parametrize(
    ("backend", "without", "error"),
    [
        ("webgl", "OffscreenCanvas.prototype.getContext = () => null", "this browser offers no WebGL 2"),
        (
            "webgpu",
            "GPU.prototype.requestAdapter = async () => null",
            "this browser offers no WebGPU adapter",
        ),
    ],
)
def test_a_backend_that_the_browser_lacks_says_so(backend, without, error, load, page, js):
    page.add_init_script(without)
    page.reload()
    assert load(backend) == {"error": f"{backend} does not work here: {error}."}


def test_a_measurement_lists_what_works_and_why_the_rest_does_not(js, photographs, page):
    page.add_init_script("GPU.prototype.requestAdapter = async () => null")
    page.reload()
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    return {results: await classifier.measure(await get(0)), backend: classifier.backend};
    """
    found = js("model/classifier.js", photographs + body)
    wasm, webgl, webgpu = found["results"]
    assert wasm["backend"] == "wasm"
    assert wasm["milliseconds"] > 0
    assert webgl["backend"] == "webgl"
    assert webgl["milliseconds"] > 0
    assert webgpu == {
        "backend": "webgpu",
        "error": "webgpu does not work here: this browser offers no WebGPU adapter.",
    }
    assert found["backend"] == "wasm"
