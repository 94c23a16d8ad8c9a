"""Probabilities in the browser against TensorFlow in Python, from the very same pixels, on every backend."""

import numpy as np
import pytest

NETWORKS = ["squeezenet", "mobilenet"]

# WebGL drawn by the processor and plain JavaScript take a second or so for each picture.
ALL, SOME, FEW = 1, 10, 34

WEBGPU_BY_PROCESSOR = [
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
]

CLASSIFY = """
const classifier = await module.loadClassifier(args.name, args.options);
const answers = [];
for (const i of args.indices) answers.push((await classifier.classify(await get(i))).probabilities);
return {answers, backend: classifier.backend};
"""


@pytest.fixture(scope="module")
def answered():
    """What was classified already, in an earlier test."""
    return {}


@pytest.fixture
def classify(js, photographs, gallery, answered):
    """Probabilities [N, 1000] of every so manieth photograph on one backend."""

    def run(name, every, backend, **options):
        key = (name, every, backend, *options.items())
        if key not in answered:
            indices = list(range(0, len(gallery.pixels), every))
            options = {"backend": backend, **options}
            body = photographs + CLASSIFY
            found = js("model/classifier.js", body, name=name, options=options, indices=indices)
            assert found["backend"] == backend
            answered[key] = np.stack(found["answers"])
        return answered[key]

    return run


def check(probabilities, same_weights, full_weights):
    assert probabilities.shape == same_weights.shape
    assert np.abs(probabilities - same_weights).max() < 1e-4
    assert np.abs(probabilities - full_weights).max() < 0.01
    ordered = np.sort(full_weights, axis=1)
    clear = ordered[:, -1] - ordered[:, -2] > 0.01
    assert clear.mean() > 0.8
    np.testing.assert_array_equal(probabilities.argmax(1)[clear], full_weights.argmax(1)[clear])


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("backend", "every"), [("wasm", ALL), ("webgl", SOME), ("cpu", FEW)])
def test_a_backend_agrees_with_tensorflow_in_python(backend, every, name, classify, reference):
    same_weights, full_weights = (
        reference(name, float16=float16)["probabilities"][::every] for float16 in (True, False)
    )
    check(classify(name, every, backend), same_weights, full_weights)


def test_webgpu_agrees_with_tensorflow_in_python(
    browser_type, browser_type_launch_args, run_module, dist_url, gallery, reference
):
    # The other tests' browser has no adapter. This one lets the processor act as one, at seconds an answer.
    args = browser_type_launch_args["args"] + WEBGPU_BY_PROCESSOR
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    try:
        page = browser.new_page()
        page.goto(dist_url + "blank.html")
        if not page.evaluate("async () => Boolean(await navigator.gpu?.requestAdapter())"):
            pytest.skip("this browser offers no WebGPU adapter, not even one drawn by the processor")
        body = "const get = () => ({width: 512, height: 512, data: args.data});" + CLASSIFY
        args = {"name": "squeezenet", "options": {"backend": "webgpu"}, "indices": [0]}
        found = run_module(page, dist_url + "model/classifier.js", body, **args, data=gallery.rgba(0).ravel())
    finally:
        browser.close()
    assert found["backend"] == "webgpu"
    expected = reference("squeezenet")["probabilities"][0]
    assert np.abs(found["answers"][0] - expected).max() < 1e-4


def test_the_other_preprocessing_of_squeezenet_agrees_too(classify, reference):
    same_weights, full_weights = (
        reference("squeezenet", "cabrera-2018", SOME, float16)["probabilities"] for float16 in (True, False)
    )
    check(classify("squeezenet", SOME, "wasm", preprocessing="cabrera-2018"), same_weights, full_weights)
    assert np.abs(same_weights - reference("squeezenet")["probabilities"][::SOME]).max() > 0.1


@pytest.mark.parametrize(("name", "at_least"), [("squeezenet", 73), ("mobilenet", 84)])
def test_a_network_knows_most_of_the_photographs(name, at_least, classify, gallery):
    assert (classify(name, ALL, "wasm").argmax(1) == gallery.truth).sum() >= at_least
