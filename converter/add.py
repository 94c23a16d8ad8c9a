"""Take a bundle of one's own into the page."""

import re
import shutil

import diptych

from converter import bundles
from converter.errors import ConverterError


def add(folder, folders, report):
    """Check a bundle and copy it to where the build finds it; the page offers it by its folder's name.

    Parameters
    ----------
    folder : Path
        What `diptych.write_bundle` wrote.
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.

    Raises
    ------
    ConverterError
        The bundle is broken, or its folder's name can't be a part of an address.
    """
    name = folder.resolve().name
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise ConverterError(f"{name!r} can't be a bundle's name: use letters, digits, - and _ only.")
    try:
        comparison = diptych.open(folder)
    except (diptych.BundleError, OSError) as error:
        raise ConverterError(f"{folder} can't be added: {error}") from error
    target = folders.built / "bundles" / name
    if folder.resolve() != target.resolve():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
    bundles.build(folders, report)
    names = " and ".join(model.name for model in comparison.models)
    report(f"{name} compares {names}: see it with `make serve`, under Compare")
