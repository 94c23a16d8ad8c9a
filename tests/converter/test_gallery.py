"""The gallery that `make build` wrote: 100 photographs, each with its truth and at both sizes."""

import collections
import csv
import io
import json

import numpy as np
import pytest
from PIL import Image

from converter import gallery
from converter.errors import ConverterError


def _open(path):
    with Image.open(path) as image:
        image.load()
        return image


@pytest.fixture(scope="module")
def photos(folders):
    """The entries of the built `gallery.json`."""
    return json.loads((folders.built / "gallery/gallery.json").read_text())


def test_every_labelled_photograph_is_there_once(photos, folders):
    with (folders.root / "models/gallery/labels.csv").open(newline="") as stream:
        truth = sorted(int(row["imagenet_index"]) for row in csv.DictReader(stream))
    assert sorted(photo["classIndex"] for photo in photos) == truth
    assert max(collections.Counter(photo["id"] for photo in photos).values()) == 1


def test_titles_are_the_labels_of_the_true_class(photos):
    # Seen by eye on the photographs themselves.
    titles = {photo["id"]: photo["title"] for photo in photos}
    assert [photo["title"] for photo in photos[:2]] == ["golf ball", "airliner"]
    assert titles["crane-bird"] == "crane (bird)"
    assert {"giant-panda", "dial-telephone", "hammerhead", "proboscis-monkey", "grand-piano"} <= titles.keys()


def test_photographs_are_512_pixels_and_thumbnails_small(photos, folders):
    for photo in photos:
        full, small = (folders.built / "gallery" / photo[key] for key in ("file", "thumbnail"))
        assert _open(full).size == (photo["width"], photo["height"]) == (512, 512)
        assert full.stat().st_size <= 100_000
        assert _open(small).size == (120, 120)
        assert small.stat().st_size <= 6_000


def test_a_thumbnail_shows_its_photograph(photos, folders):
    for photo in photos[:10]:
        full, small = (_open(folders.built / "gallery" / photo[key]) for key in ("file", "thumbnail"))
        shrunk = full.resize((15, 15), Image.Resampling.BOX)
        difference = np.asarray(shrunk, "f4") - np.asarray(small.resize((15, 15), Image.Resampling.BOX), "f4")
        assert np.abs(difference).mean() < 3


def test_a_photograph_of_512_pixels_keeps_its_bytes(photos, folders):
    contents = {about["id"]: content for about, content in gallery.read_photos(folders)}
    kept = [p for p in photos if (folders.built / "gallery" / p["file"]).read_bytes() == contents[p["id"]]]
    sizes = [Image.open(io.BytesIO(content)).size for content in contents.values()]
    assert len(kept) == sizes.count((512, 512)) == 98


def test_a_photograph_that_cannot_be_read_is_named(empty_folders, monkeypatch):
    monkeypatch.setattr(gallery, "read_photos", lambda folders: [({"id": "jay", "title": "jay"}, b"no JPEG")])
    with pytest.raises(ConverterError, match="photograph of 'jay' can't be read"):
        gallery.build(empty_folders, print)
    assert not (empty_folders.built / "gallery").exists()
