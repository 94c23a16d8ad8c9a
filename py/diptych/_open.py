"""Where a bundle becomes a comparison."""

from diptych._comparison import Comparison
from diptych._read import read_bundle
from diptych._reader import LocalFolder


def open(folder, check=None):
    """Open a bundle.

    Parameters
    ----------
    folder : str, path or Folder
        A local folder, an address beginning with ``http``, or anything that reads files by name.
    check : bool, optional
        Look for NaN in every activation now. By default where reading is cheap, that is for a local folder;
        otherwise activations are checked when they are asked for.

    Returns
    -------
    Comparison

    Raises
    ------
    BundleError
        With file, field and value, where something is missing or broken.
    """
    if isinstance(folder, str) and folder.startswith(("http://", "https://")):
        from diptych.browser import WebFolder

        folder = WebFolder(folder)
    elif not hasattr(folder, "read_range"):
        folder = LocalFolder(folder)
    return Comparison(read_bundle(folder, folder.near if check is None else check))
