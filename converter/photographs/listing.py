"""The pictures of a folder or a CSV file, each with the class that its label names."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from converter.errors import ConverterError

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}


@dataclass(frozen=True)
class Listing:
    """Pictures to record.

    Attributes
    ----------
    paths : list of Path
    ids : list of str
        Where each lies, from the folder or the CSV file.
    labels : list of str
        As given; "" where none is.
    truth : list of int
        Class indices, −1 where the label is no class's.
    """

    paths: list
    ids: list
    labels: list
    truth: list

    def first(self, limit):
        """So many of them, evenly spread, so that all classes have their share."""
        if limit is None or limit >= len(self.paths):
            return self
        places = [i * len(self.paths) // limit for i in range(limit)]
        columns = (self.paths, self.ids, self.labels, self.truth)
        return Listing(*([column[place] for place in places] for column in columns))

    @property
    def unknown(self):
        """Labels that are no class's → how many pictures have them, the most frequent first."""
        pairs = zip(self.labels, self.truth, strict=True)
        return dict(Counter(label for label, truth in pairs if truth < 0).most_common())


def list_pictures(source, names):
    """The pictures of `source`.

    Parameters
    ----------
    source : Path
        A folder of folders with the classes' names, at any depth; or a CSV file with the columns "path"
        (from the file's own folder) and "label".
    names : converter.photographs.classes.Names

    Returns
    -------
    Listing

    Raises
    ------
    ConverterError
        There is nothing of that kind, or no picture in it.
    """
    if source.is_dir():
        found = sorted(
            (path for path in source.rglob("*") if _is_picture(path, source)), key=lambda p: p.parts
        )
        ids = [path.relative_to(source).as_posix() for path in found]
        labels = [_label(path.relative_to(source), names) for path in found]
    elif source.is_file():
        ids, labels = read_pairs(source, "path", "label")
        found = [source.parent / id for id in ids]
    else:
        raise ConverterError(f"{source} is neither a folder nor a file.")
    if not found:
        raise ConverterError(f"{source} has no pictures: wanted are {', '.join(sorted(ENDINGS))}.")
    classes = {label: names.find(label) for label in set(labels)}
    return Listing(found, ids, labels, [-1 if classes[x] is None else classes[x] for x in labels])


def read_pairs(path, first, second):
    """Two columns of a CSV file, the first without duplicates.

    Parameters
    ----------
    path : Path
    first, second : str
        The columns' names in the file's first line.

    Returns
    -------
    (list of str, list of str)

    Raises
    ------
    ConverterError
        A column is missing, or the first one holds something twice.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            columns, rows = reader.fieldnames or (), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConverterError(f"{path} can't be read as CSV: {error}.") from error
    for column in (first, second):
        if column not in columns:
            raise ConverterError(
                f"{path} has no column {column!r}: its first line must name {first},{second}."
            )
    keys = [(row[first] or "").strip() for row in rows]
    if len(set(keys)) < len(keys):
        twice = Counter(keys).most_common(1)[0][0]
        raise ConverterError(f"{path} has {twice!r} more than once in its column {first!r}.")
    return keys, [(row[second] or "").strip() for row in rows]


def _is_picture(path, source):
    hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
    return path.suffix.lower() in ENDINGS and not hidden and path.is_file()


def _label(path, names):
    """The nearest folder above a picture that names a class, else the nearest."""
    above = [parent.name for parent in path.parents if parent != Path()]
    return next((name for name in above if names.find(name) is not None), above[0] if above else "")
