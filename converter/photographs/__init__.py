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
