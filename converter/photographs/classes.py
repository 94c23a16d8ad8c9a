"""ImageNet's classes in a bundle, and which of them a person means by a name."""

import json
import re

from converter.models import read_labels


def read_classes(folders):
    """The classes as `diptych.write_bundle` takes them, in class order.

    Parameters
    ----------
    folders : converter.folders.Folders

    Returns
    -------
    list of dict
        `id`, the class's in WordNet 3.0, and `title`.
    """
    ids = json.loads((folders.root / "models/imagenet/wordnet.json").read_text())
    return [{"id": id, "title": title} for id, title in zip(ids, read_labels(folders), strict=True)]


class Names:
    """What people call the classes: by title, by WordNet id or by index.

    Parameters
    ----------
    classes : list of dict
        As from `read_classes`.
    own : dict of str to str
        Further names → what those are called here.
    """

    def __init__(self, classes, own=None):
        """Index the titles and ids."""
        self._count = len(classes)
        self._ids = {each["id"]: index for index, each in enumerate(classes)}
        self._titles = {_plain(each["title"]): index for index, each in enumerate(classes)}
        self._own = {_plain(name): called for name, called in (own or {}).items()}

    def find(self, name):
        """The class of a name: "golf_ball", "n03445777", "n03445777-golf_ball", "574" or "574 golf ball".

        Parameters
        ----------
        name : str
            Upper and lower case, and what stands between words, do not matter.

        Returns
        -------
        int or None
            The class's index; None where the name is none of a class.
        """
        plain = _plain(name)
        plain = _plain(self._own.get(plain, plain))
        if plain in self._titles:
            return self._titles[plain]
        first, _, rest = plain.partition(" ")
        if first in self._ids:
            return self._ids[first]
        if rest and first.isdecimal():  # only numbered, if the title is one
            return self._titles.get(rest)
        if re.fullmatch(r"[0-9]{1,6}", plain) and int(plain) < self._count:
            return int(plain)
        return None


def _plain(name):
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
