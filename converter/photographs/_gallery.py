"""The bundle of the gallery: its photographs stay where Probe has them, and open there by their id."""

import json
import tempfile

import diptych

from converter.errors import ConverterError
from converter.photographs._stream import load_recorders, record
from converter.photographs.classes import read_classes
from converter.photographs.models import choose_models
from converter.photographs.pictures import PictureError


def build(folders, report):
    """Write `built/bundles/photographs`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    gallery = folders.built / "gallery"
    if not (gallery / "gallery.json").exists():
        raise ConverterError("there is no gallery yet: run `python -m converter gallery`.")
    photos = json.loads((gallery / "gallery.json").read_text())
    models = choose_models(None)
    report(f"{len(photos)} photographs, {len(models)} models, about 20 seconds …")

    def taken(index, picture):
        if isinstance(picture, PictureError):
            raise ConverterError(f"the photograph of {photos[index]['title']!r} {picture}.")

    with tempfile.TemporaryDirectory() as folder:
        paths = [gallery / photo["file"] for photo in photos]
        recorders = load_recorders(models, folders)
        recorded, count = record(paths, recorders, folder, 25, lambda done: None, taken)
        diptych.write_bundle(
            folders.built / "bundles/photographs",
            task={
                "name": "Photographs",
                "description": "What is in the picture? 100 photographs of 100 of ImageNet's 1000 classes; "
                "the third model is SqueezeNet with its colour channels in the order of Cabrera et al. 2018.",
                "kind": "image",
            },
            classes=read_classes(folders),
            instances={
                "title": [photo["title"] for photo in photos],
                "image": [f"../../gallery/{photo['file']}" for photo in photos],
                "thumbnail": [f"../../gallery/{photo['thumbnail']}" for photo in photos],
                "photo": [photo["id"] for photo in photos],
            },
            truth=[photo["classIndex"] for photo in photos],
            ids=[photo["id"] for photo in photos],
            models=[each.describe(count, folders) for each in recorded],
        )
    size = sum(path.stat().st_size for path in (folders.built / "bundles/photographs").iterdir())
    report(f"{count} photographs, {len(models)} models: {size / 1e6:.1f} MB")
