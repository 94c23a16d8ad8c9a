"""Photographs in Compare: the gallery's bundle, and the same of any folder of labelled pictures."""

INPUTS = [
    "converter/gallery.py",
    "converter/networks",
    "converter/photographs",
    "models/gallery",
    "models/imagenet",
    "models/mobilenet",
    "models/sources.json",
    "models/squeezenet",
    "py/diptych",
]
OUTPUTS = ["bundles/photographs/bundle.json"]


def build(folders, report):
    """Write the bundle of the gallery's photographs.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    from converter.photographs import _gallery

    _gallery.build(folders, report)


def convert(source, out, folders, report, **options):
    """Write the bundle of any labelled pictures.

    Parameters
    ----------
    source : Path
        A folder `<class>/*.jpg`, or a CSV file with the columns "path" and "label".
    out : Path
        The bundle's folder.
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    **options
        `labels`, `models`, `title`, `batch` and `limit`, as `converter.photographs._folder.Options` has them.
    """
    from converter.photographs import _folder

    _folder.convert(source, out, folders, report, _folder.Options(**options))
