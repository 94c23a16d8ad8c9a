"""A few small pictures in folders, and the networks loaded once."""

import numpy as np
import pytest
from PIL import Image

from converter.photographs import _folder, _stream
from converter.photographs.models import choose_models


def make_picture(seed, size=(96, 80)):
    """A picture of soft coloured blotches, so that networks have something to see."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (6, 6, 3), np.uint8))
    return coarse.resize(size, Image.Resampling.BICUBIC)


@pytest.fixture(scope="session")
def recorders(folders):
    """Model id → (model, recorder)."""
    return {
        model.id: (model, recorder)
        for model, recorder in _stream.load_recorders(choose_models(None), folders)
    }


@pytest.fixture
def loaded(recorders, monkeypatch):
    """Lets the command use the networks that are loaded already."""
    monkeypatch.setattr(_folder, "load_recorders", lambda models, _: [recorders[m.id] for m in models])


@pytest.fixture
def pictures(tmp_path):
    """Six pictures: two golf balls, two of n02123045 (tabby), one numbered 404, one of no class."""
    folder = tmp_path / "pictures"
    names = [
        "Golf_Ball/a.jpg",
        "Golf_Ball/b.png",
        "n02123045/a.jpg",
        "n02123045/c.webp",
        "404/x.jpg",
        "gizmo/y.JPG",
    ]
    for seed, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        make_picture(seed).save(folder / name)
    return folder
