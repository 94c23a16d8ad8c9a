"""The built site with bundles of a test's own in place of the published ones."""

import json

from tests.conftest import ROOT


def lay_over(folder, ids):
    """Link everything of `dist/` but its bundles into a folder that holds `bundles/<id>/` already.

    Parameters
    ----------
    folder : Path
    ids : list of str
        The bundles to list, the first of which the page opens.

    Returns
    -------
    Path
        The same folder.
    """
    for path in (ROOT / "dist").iterdir():
        if path.name != "bundles":
            (folder / path.name).symlink_to(path)
    bundles = folder / "bundles"
    bundles.mkdir(exist_ok=True)
    index = [{"id": id, "title": f"The {id} one", "path": id} for id in ids]
    (bundles / "index.json").write_text(json.dumps(index))
    return folder
