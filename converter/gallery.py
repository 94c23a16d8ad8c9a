"""The photographs of Probe: at the size that is edited, and as small pictures to choose from."""

import csv
import io
import json
import re
import shutil

from PIL import Image, UnidentifiedImageError

from converter import fetch
from converter.errors import ConverterError
from converter.models import read_labels

INPUTS = ["converter/gallery.py", "models/gallery", "models/imagenet", "models/sources.json"]
OUTPUTS = ["gallery/gallery.json"]

SIDE = 512  # pixels; also the long side at which the page edits
THUMBNAIL = 120
LARGEST = 100_000  # bytes of a photograph that is passed on as it came


def build(folders, report):
    """Write `built/gallery/`: `gallery.json`, `full/<id>.jpg` and `thumb/<id>.jpg`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    part = folders.cache / "parts/gallery"
    shutil.rmtree(part, ignore_errors=True)
    for folder in ("full", "thumb"):
        (part / folder).mkdir(parents=True)
    photos = [_write_photo(part, *photo) for photo in read_photos(folders)]
    (part / "gallery.json").write_text(json.dumps(photos, indent=1, ensure_ascii=False) + "\n")
    target = folders.built / "gallery"
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.rename(target)
    full, thumb = (
        sum(path.stat().st_size for path in (target / folder).iterdir()) / 1e6 for folder in ("full", "thumb")
    )
    report(f"{len(photos)} photographs: {full:.1f} MB, small ones {thumb:.1f} MB")


def read_photos(folders):
    """The photographs in the order of the gallery.

    Parameters
    ----------
    folders : converter.folders.Folders

    Returns
    -------
    list of (dict, bytes)
        `id`, `title`, `classIndex` and `licence`, and the JPEG file.
    """
    folder = folders.root / "models/gallery"
    about = json.loads((folder / "gallery.json").read_text())
    labels = read_labels(folders)
    with (folder / "labels.csv").open(newline="") as stream:
        truth = {row["file"]: int(row["imagenet_index"]) for row in csv.DictReader(stream)}
    first = {class_index: place for place, class_index in enumerate(about["first"])}
    names = sorted(truth, key=lambda name: first.get(truth[name], len(first)))
    members = {name: f"{about['folder']}/{name}" for name in names}
    contents = fetch.read_members(fetch.archive(about["package"], folders), members.values())
    return [
        (
            {
                "id": _slug(labels[truth[name]]),
                "title": labels[truth[name]],
                "classIndex": truth[name],
                "licence": f"{about['licence']}, from {about['package']}",
            },
            contents[members[name]],
        )
        for name in names
    ]


def _write_photo(part, about, content):
    """Write one photograph twice and return its entry in `gallery.json`."""
    try:
        photo = Image.open(io.BytesIO(content)).convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise ConverterError(f"the photograph of {about['title']!r} can't be read: {error}.") from error
    file, thumbnail = f"full/{about['id']}.jpg", f"thumb/{about['id']}.jpg"
    if photo.size == (SIDE, SIDE) and len(content) <= LARGEST:
        (part / file).write_bytes(content)
    else:
        photo = photo.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        photo.save(part / file, quality=90, optimize=True)
    small = photo.resize((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    small.save(part / thumbnail, quality=72, optimize=True, progressive=True)
    return {**about, "file": file, "thumbnail": thumbnail, "width": SIDE, "height": SIDE}


def _slug(title):
    """Letters and digits, the rest a hyphen: for file names and addresses."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
