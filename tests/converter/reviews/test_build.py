"""The built bundle and networks: what the page gets agrees with the committed weights."""

import json

import diptych
import numpy as np
import pytest

from converter.folders import Folders
from converter.quiet import quiet
from converter.reviews._build import read_test
from converter.reviews.networks import load_network

FOLDERS = Folders.default()
NAMES = ["cnn", "lstm"]
ANSWER = """
  const vocabulary = await (await fetch("models/reviews/vocabulary.json")).json();
  const { createTokenizer } = await import("./model/tokenizer.js");
  const tokenizer = createTokenizer(vocabulary);
  await import("./vendor/tfjs-cpu.js");
  await module.setBackend("cpu");
  const model = await module.loadGraphModel("models/" + args.name + "/model.json");
  const ids = Int32Array.from(args.texts.flatMap((text) => Array.from(tokenizer.encode(text))));
  const signature = model.modelSignature.outputs;
  const names = Object.keys(signature);
  const tensors = names.map((key) => signature[key].name);
  const shape = [args.texts.length, tokenizer.length];
  const answer = model.execute({ids: module.tensor(ids, shape, "int32")}, tensors);
  const values = {};
  for (const [i, key] of names.entries()) values[key] = await answer[i].data();
  return {ids, values};
"""


@pytest.fixture(scope="module")
def comparison():
    return diptych.open(FOLDERS.built / "bundles/reviews")


@pytest.fixture(scope="module")
def sentences():
    return read_test(FOLDERS)


def test_the_bundle_holds_every_test_sentence(comparison, sentences):
    view = comparison.view({"order": {"by": "id", "descending": False}}, {"rows": {"start": 0, "stop": 5000}})
    assert view["ids"] == sentences.ids
    assert view["rows"]["truth"] == sentences.classes.tolist()
    assert view["counts"]["total"] >= 2_000


def test_the_bundle_tells_of_every_layer(comparison):
    layers = {model.id: [layer.name for layer in model.layers] for model in comparison.models}
    assert layers == {
        "cnn": ["embedding", "conv3", "conv4", "conv5", "hidden", "output"],
        "lstm": ["embedding", "lstm", "hidden", "output"],
    }


@pytest.mark.parametrize("name", NAMES)
def test_hidden_activations_lead_to_the_probabilities(name, comparison):
    model = next(model for model in comparison.models if model.id == name)
    weights = np.load(FOLDERS.root / f"models/{name}/weights.npz")
    folder = FOLDERS.built / "bundles/reviews"
    hidden = np.load(folder / f"{name}.hidden.instances.npy").astype(np.float64)
    np.testing.assert_array_equal(np.load(folder / f"{name}.hidden.neurons.npy"), hidden.T)
    scores = hidden @ weights["output/kernel"] + weights["output/bias"]
    expected = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    np.testing.assert_allclose(model.probabilities, expected, atol=0.005)


@pytest.mark.parametrize("name", NAMES)
def test_a_layer_has_a_column_of_weights_for_each_unit(name):
    bundle = json.loads((FOLDERS.built / "bundles/reviews/bundle.json").read_text("utf-8"))
    model = next(model for model in bundle["models"] if model["id"] == name)
    for layer in model["layers"]:
        assert layer["weights"]["shape"][1] == layer["units"]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_gives_the_same_answers(name, page, dist_url, run_module, sentences):
    texts = ["", "Unforgettable 👍", *sentences.texts[:30]]
    page.goto(dist_url + "blank.html")
    found = run_module(page, dist_url + "vendor/tfjs.js", ANSWER, name=name, texts=texts)
    path = FOLDERS.root / f"models/{name}/weights.npz"
    with quiet():
        ids = found["ids"].reshape(len(texts), -1)
        expected = load_network(name, path, ids.shape[1])(ids)
    assert found["values"].keys() - {"probabilities"} == expected.keys() - {"output"}
    np.testing.assert_allclose(
        found["values"]["probabilities"].reshape(-1, 2), expected["output"], atol=0.0005
    )
    for key in expected.keys() - {"output"}:
        np.testing.assert_allclose(
            found["values"][key].reshape(expected[key].shape), expected[key], atol=0.0005
        )
