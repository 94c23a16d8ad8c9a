"""The comparison of a folder of pictures, built at the speed of plain prediction: the whole against a part.

The peer is Keras' `predict` alone: the same networks on the same pictures, which are decoded, resized and
preprocessed beforehand and lie in memory. Ours reads files, decodes and reduces, predicts with every
recorded layer, keeps maps and writes the bundle. TensorFlow is loaded before both.
"""

import json
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from converter.cards import read_card
from converter.folders import Folders
from converter.networks import build_network, preprocess
from converter.photographs import convert
from converter.photographs.models import choose_models
from converter.quiet import quiet
from tests.bench.table import row

VARIANTS = 10  # of each of the gallery's 100 photographs
BATCH = 32
REPEATS = 3
TARGET = 1.2


def measure():
    """Measure the command against `predict`, in turns.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    folders = Folders.default()
    with tempfile.TemporaryDirectory() as work:
        pictures, out = Path(work) / "pictures", Path(work) / "bundle"
        count = _make_pictures(folders, pictures)
        predict = _predictor(folders, pictures)
        ours, peer = [], []
        for _ in range(REPEATS):
            peer.append(_seconds(predict))
            ours.append(_seconds(lambda: convert(pictures, out, folders, lambda text: None, batch=BATCH)))
        bundle = sum(path.stat().st_size for path in out.glob("*")) / 1e6
    ratios = [a / b for a, b in zip(ours, peer, strict=True)]
    middle = ratios.index(statistics.median_low(ratios))
    name = f"Photographs: bundle of {count:,} pictures, 3 models"
    return [
        row(name, ours[middle], "s", TARGET, peer[middle], "Keras' predict"),
        row(f"{name}: pictures a second", count / ours[middle], "/s"),
        row(f"{name}: its arrays", bundle, "MB"),
    ]


def _make_pictures(folders, target):
    """The gallery's photographs, each cropped and mirrored in several ways; returns how many there are."""
    rng = np.random.default_rng(0)
    gallery = folders.built / "gallery"
    photos = json.loads((gallery / "gallery.json").read_text())
    for photo in photos:
        image = Image.open(gallery / photo["file"]).convert("RGB")
        (target / photo["title"]).mkdir(parents=True)
        for variant in range(VARIANTS):
            width, height = rng.integers(400, 513, 2).tolist()
            left, top = int(rng.integers(0, 513 - width)), int(rng.integers(0, 513 - height))
            cut = image.crop((left, top, left + width, top + height))
            cut = ImageOps.mirror(cut) if variant % 2 else cut
            cut.save(target / photo["title"] / f"{variant}.jpg", quality=90)
    return len(photos) * VARIANTS


def _predictor(folders, pictures):
    """What predicts with every model, once warm, on inputs made ready here."""
    images = [np.asarray(Image.open(path))[None] for path in sorted(pictures.glob("*/*.jpg"))]
    pairs = []
    with quiet():
        for model in choose_models(None):
            card = read_card(model.network, folders)
            inputs = np.concatenate([preprocess(image, card, model.preprocessing) for image in images])
            network = build_network(model.network, folders, float16=True)
            network.predict(inputs[:BATCH], batch_size=BATCH, verbose=0)
            pairs.append((network, inputs))

    def predict():
        for network, inputs in pairs:
            network.predict(inputs, batch_size=BATCH, verbose=0)

    return predict


def _seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
