"""The gallery's photographs, and what each network says of them."""

import functools
import json

import numpy as np
import pytest
from PIL import Image

from converter.cards import read_card
from converter.networks import build_network, preprocess
from converter.quiet import quiet


@pytest.fixture(scope="session")
def photographs(folders):
    """100 photographs [100, 512, 512, 3] uint8 and their classes [100], as the page has them."""
    photos = json.loads((folders.built / "gallery/gallery.json").read_text())
    images = [Image.open(folders.built / "gallery" / photo["file"]).convert("RGB") for photo in photos]
    return np.stack([np.asarray(image) for image in images]), np.array([p["classIndex"] for p in photos])


@pytest.fixture(scope="session")
def answer(folders, photographs):
    """`answer(name, float16, preprocessing)`: a network's outputs for all photographs, computed once."""

    @functools.cache
    def ask(name, float16=False, preprocessing=None):
        with quiet():
            network = build_network(name, folders, float16)
            images = preprocess(photographs[0], read_card(name, folders), preprocessing)
            return network.predict(images, batch_size=25, verbose=0)

    return ask
