"""The photographs as pixels, what TensorFlow in Python makes of them, and a page to run modules in."""

import functools
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from converter.folders import Folders
from converter.networks import build_network, preprocess
from converter.quiet import quiet

DIST = Path(__file__).parents[2] / "dist"


class Gallery:
    """All photographs, in the gallery's order."""

    def __init__(self):
        entries = json.loads((DIST / "gallery/gallery.json").read_text())
        self.truth = np.array([entry["classIndex"] for entry in entries])
        self.pixels = []
        for entry in entries:
            with Image.open(DIST / "gallery" / entry["file"]) as image:
                self.pixels.append(np.asarray(image.convert("RGB")))

    def rgba(self, i):
        """uint8 [H, W, 4], opaque."""
        return np.dstack([self.pixels[i], np.full(self.pixels[i].shape[:2], 255, np.uint8)])


@pytest.fixture(scope="session")
def dist():
    """The folder of the built site."""
    return DIST


@pytest.fixture(scope="session")
def gallery():
    return Gallery()


@pytest.fixture(scope="session")
def card():
    return lambda name: json.loads((DIST / f"models/{name}/card.json").read_text())


@pytest.fixture(scope="session")
def inputs(gallery, card):
    """`inputs(name, preprocessing, every)` → what a network reads of every so manieth photograph."""

    @functools.cache
    def prepare(name, preprocessing=None, every=1):
        with quiet():
            images = [preprocess(image[None], card(name), preprocessing) for image in gallery.pixels[::every]]
        return np.concatenate(images)

    return prepare


@pytest.fixture(scope="session")
def reference(inputs):
    """`reference(name, ...)` → {probabilities, features} of every so manieth photograph, by TensorFlow."""

    @functools.cache
    def predict(name, preprocessing=None, every=1, float16=True):
        with quiet():
            network = build_network(name, Folders.default(), float16=float16)
            outputs = network.predict(inputs(name, preprocessing, every), batch_size=10, verbose=0)
        return {key: np.asarray(value) for key, value in outputs.items()}

    return predict


@pytest.fixture
def js(run_module, page, dist_url):
    """`js(file, body, **args)` runs JavaScript against a module of the built site."""
    page.goto(dist_url + "blank.html")
    return lambda file, body, **args: run_module(page, dist_url + file, body, **args)


@pytest.fixture
def photographs(page, gallery):
    """Lets the page fetch `photographs/<i>`: the raw RGBA bytes of photograph i, all of them 512×512.

    `get(i)` in the page's JavaScript, after `PHOTOGRAPHS`, makes an ImageData of it.
    """

    def answer(route):
        data = gallery.rgba(int(route.request.url.rsplit("/", 1)[1]))
        assert data.shape == (512, 512, 4)
        route.fulfill(body=data.tobytes(), content_type="application/octet-stream")

    page.route("**/photographs/*", answer)
    return """
    const get = async (i) => {
      const response = await fetch("photographs/" + i);
      return new ImageData(new Uint8ClampedArray(await response.arrayBuffer()), 512, 512);
    };
    """
