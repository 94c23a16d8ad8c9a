"""The bundle of any labelled pictures, with copies of them that the page can show."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import diptych

from converter.errors import ConverterError
from converter.photographs._progress import Progress
from converter.photographs._stream import load_recorders, record
from converter.photographs.classes import Names, read_classes
from converter.photographs.listing import list_pictures, read_pairs
from converter.photographs.models import choose_models
from converter.photographs.pictures import Picture

TOLD = 10  # broken pictures and unknown labels by name; of the rest only how many


@dataclass(frozen=True)
class Options:
    """What a person can choose.

    Attributes
    ----------
    labels : Path or None
        A CSV file with the columns "name" and "class": own names of classes → ImageNet's.
    models : list of str or None
        Ids; None for all.
    title : str or None
        On screen; the source's name by default.
    batch : int
        Pictures at once.
    limit : int or None
        So many pictures, evenly spread.
    """

    labels: Path | None = None
    models: list | None = None
    title: str | None = None
    batch: int = 32
    limit: int | None = None


def convert(source, out, folders, report, options):
    """Write the bundle of a folder's or a CSV file's pictures.

    Parameters
    ----------
    source, out : Path
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    options : Options

    Raises
    ------
    ConverterError
        There is nothing to convert, or `out` is something else.
    """
    for name, value in (("--batch", options.batch), ("--limit", options.limit)):
        if value is not None and value < 1:
            raise ConverterError(f"{name} {value} makes no sense: it is 1 or more.")
    if out.exists() and not (out / "bundle.json").exists() and (out.is_file() or any(out.iterdir())):
        raise ConverterError(f"{out} is no bundle and not empty, so it is not replaced: choose another name.")
    models = choose_models(options.models)
    classes = read_classes(folders)
    listing = _list(source, classes, options, report)
    recorders = load_recorders(models, folders)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as work:
        kept = _Kept(listing, Path(work))
        progress = Progress(len(listing.paths), report, sys.stderr)
        arrays = Path(work) / "arrays"
        arrays.mkdir()
        recorded, count = record(listing.paths, recorders, arrays, options.batch, progress, kept.take)
        _tell(report, "skipped", kept.broken)
        if not count:
            raise ConverterError(f"none of the {len(listing.paths):,} pictures of {source} can be used.")
        report(f"writing {out} …")
        title = options.title or source.resolve().stem
        diptych.write_bundle(
            out,
            task={
                "name": title,
                "description": f"What is in the picture? {count:,} pictures from {source.name}, "
                "recorded by image networks with ImageNet's 1000 classes.",
                "kind": "image",
            },
            classes=classes,
            instances=kept.columns(),
            truth=[listing.truth[i] for i in kept.places],
            ids=[listing.ids[i] for i in kept.places],
            models=[each.describe(count, folders) for each in recorded],
            files=kept.folder,
        )
    report(f"{count:,} pictures: see them with `python -m converter add {out}`")


def _list(source, classes, options, report):
    own = dict(zip(*read_pairs(options.labels, "name", "class"), strict=True)) if options.labels else None
    names = Names(classes, own)
    for name, called in (own or {}).items():
        if names.find(name) is None:
            raise ConverterError(
                f"{options.labels} calls {name!r} {called!r}, which is no class of ImageNet."
            )
    listing = list_pictures(source, names).first(options.limit)
    unknown = [f"{label or 'no label'!r} ({count:,})" for label, count in listing.unknown.items()]
    report(f"{len(listing.paths):,} pictures of {len(set(listing.truth) - {-1})} known classes")
    _tell(report, "no class of ImageNet, so without ground truth", unknown)
    return listing


def _tell(report, what, items):
    if items:
        more = f" and {len(items) - TOLD:,} more" if len(items) > TOLD else ""
        report(f"{what}: {', '.join(items[:TOLD])}{more}")


class _Kept:
    """The pictures that could be used, written into a folder as they come, and those that could not."""

    def __init__(self, listing, work):
        self.listing, self.folder = listing, work / "files"
        for name in ("images", "thumbnails"):
            (self.folder / name).mkdir(parents=True)
        self.places, self.files, self.broken = [], [], []

    def take(self, index, picture):
        if not isinstance(picture, Picture):
            self.broken.append(f"{self.listing.ids[index]} {picture}")
            return
        name = f"{len(self.places):06d}"
        self.places.append(index)
        self.files.append((f"images/{name}.{picture.kind}", f"thumbnails/{name}.jpg"))
        for file, content in zip(self.files[-1], (picture.content, picture.thumbnail), strict=True):
            (self.folder / file).write_bytes(content)

    def columns(self):
        listing = self.listing
        columns = {
            "title": [listing.paths[i].name for i in self.places],
            "image": [image for image, _ in self.files],
            "thumbnail": [thumbnail for _, thumbnail in self.files],
        }
        if any(listing.truth[i] < 0 for i in self.places):
            columns["label"] = [listing.labels[i] for i in self.places]
        return columns
