"""The built bundle of the gallery: what the page's own networks answer is what was recorded."""

import json

import diptych
import numpy as np
import pytest
from PIL import Image

from converter.cards import read_card
from converter.folders import Folders
from converter.networks import build_network, preprocess
from converter.photographs.models import MODELS
from converter.quiet import quiet
from tests.diptych.test_write import validate

FOLDERS = Folders.default()
FOLDER = FOLDERS.built / "bundles/photographs"
EVERY = 5  # of the photographs are asked about in the page; test_parity.py goes through all
CLASSIFY = """
const classifier = await module.loadClassifier(args.network, args.options);
const answers = [];
for (const file of args.files) {
  const response = await fetch("bundles/photographs/" + file);
  const bitmap = await createImageBitmap(await response.blob());
  answers.push((await classifier.classify(bitmap)).probabilities);
  bitmap.close();
}
classifier.dispose();
return answers;
"""


@pytest.fixture(scope="module")
def comparison():
    return diptych.open(FOLDER)


def decode(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def check(recorded, live):
    """Within a hundredth, and the same class first."""
    assert np.abs(recorded - live).max() < 0.01
    np.testing.assert_array_equal(recorded.argmax(1), live.argmax(1))


def test_it_tells_of_100_photographs_of_100_classes_and_three_models(comparison):
    bundle = comparison.bundle
    validate(json.loads((FOLDER / "bundle.json").read_text()))
    assert (bundle.kind, bundle.count, len(bundle.classes)) == ("image", 100, 1000)
    assert len(set(bundle.truth.tolist())) == 100
    assert [bundle.classes[truth].title for truth in bundle.truth] == bundle.columns["title"]
    assert [model.id for model in bundle.models] == ["squeezenet", "mobilenet", "squeezenet-cabrera"]
    for model in bundle.models:
        outputs = json.loads((FOLDER / model.live).read_text())["signature"]["outputs"]
        assert all(layer.live in outputs for layer in model.layers)
        assert all(layer.maps and layer.weights for layer in model.layers)
        assert (FOLDER / model.live).resolve().is_file()


def test_its_pictures_are_those_of_the_gallery_and_open_in_probe(comparison):
    columns = comparison.bundle.columns
    gallery = json.loads((FOLDERS.built / "gallery/gallery.json").read_text())
    assert columns["photo"] == [photo["id"] for photo in gallery]
    for column, key in (("image", "file"), ("thumbnail", "thumbnail")):
        wanted = [(FOLDERS.built / "gallery" / photo[key]).resolve() for photo in gallery]
        assert [(FOLDER / address).resolve() for address in columns[column]] == wanted


@pytest.mark.parametrize("id", MODELS)
def test_recorded_probabilities_are_those_of_the_networks_in_python(id, comparison):
    model = MODELS[id]
    card = read_card(model.network, FOLDERS)
    files = [FOLDER / address for address in comparison.bundle.columns["image"]]
    images = np.stack([decode(file) for file in files])
    with quiet():
        network = build_network(model.network, FOLDERS, float16=True)
        live = network.predict(preprocess(images, card, model.preprocessing), verbose=0)["probabilities"]
    check(next(m for m in comparison.models if m.id == id).probabilities, live)


@pytest.mark.parametrize("id", MODELS)
def test_recorded_probabilities_are_those_of_the_networks_in_the_page(
    id, comparison, page, dist_url, run_module
):
    page.goto(dist_url + "blank.html")
    options = {"backend": "wasm"} | (
        {"preprocessing": MODELS[id].preprocessing} if MODELS[id].preprocessing else {}
    )
    live = run_module(
        page,
        dist_url + "lib/vision.js",
        CLASSIFY,
        network=MODELS[id].network,
        options=options,
        files=comparison.bundle.columns["image"][::EVERY],
    )
    check(next(m for m in comparison.models if m.id == id).probabilities[::EVERY], np.stack(live))
