"""Checks of parsed JSON that say where something is wrong, what it is and what was wanted."""

import json

from diptych._errors import BundleError


def show(value):
    """Write a JSON value as it stands in the file, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else text[:57] + "…"


def parse(data, file):
    """Parse the bytes of a JSON file.

    Raises
    ------
    BundleError
        With line and column where it is broken.
    """

    def refuse(constant):
        raise BundleError(f"{file}: holds {constant}, which is not JSON.")

    try:
        return json.loads(data.decode(), parse_constant=refuse)
    except UnicodeDecodeError as error:
        raise BundleError(f"{file}: is not UTF-8 (byte {error.start:,}).") from None
    except json.JSONDecodeError as error:
        raise BundleError(
            f"{file}: broken JSON in line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except RecursionError:
        raise BundleError(f"{file}: broken JSON, nested too deeply.") from None


class Node:
    """A value in a JSON file together with its place, such as ``models[1].layers[0]``."""

    def __init__(self, value, where, file):
        self.value, self.where, self.file = value, where, file

    def fail(self, what):
        """Refuse the file because of this value."""
        place = f"{self.file}: {self.where}" if self.where else self.file
        raise BundleError(f"{place}: {what}.")

    def _want(self, good, what):
        if not good:
            self.fail(f"{show(self.value)} is not {what}")
        return self.value

    def field(self, name):
        """Return a field that must be there."""
        self._want(isinstance(self.value, dict), "an object")
        if name not in self.value:
            self.fail(f'the field "{name}" is missing')
        return Node(self.value[name], f"{self.where}.{name}".lstrip("."), self.file)

    def maybe(self, name):
        """Return a field, or None where it is absent or null."""
        self._want(isinstance(self.value, dict), "an object")
        return None if self.value.get(name) is None else self.field(name)

    def items(self, least=0):
        """Return the items of a list of at least so many."""
        self._want(isinstance(self.value, list), "a list")
        if len(self.value) < least:
            self.fail(f"{len(self.value)} of them, at least {least} are wanted")
        return [Node(item, f"{self.where}[{i}]", self.file) for i, item in enumerate(self.value)]

    def text(self):
        """Return a string."""
        return self._want(isinstance(self.value, str), "a text")

    def whole(self, least=0):
        """Return a whole number of at least so much."""
        good = isinstance(self.value, int) and not isinstance(self.value, bool) and self.value >= least
        return self._want(good, f"a whole number from {least} on")

    def one_of(self, names):
        """Return one of a few words."""
        return self._want(self.value in names, f"one of {', '.join(names)}")

    def name(self):
        """Return an identifier that can be part of a file's name."""
        value = self.text()
        plain = value.replace("_", "").replace("-", "").replace(".", "")
        return self._want(plain.isascii() and plain.isalnum(), "a name of letters, digits, _, - and .")

    def file_name(self):
        """Return the name of a file inside the bundle."""
        value = self.text()
        good = value and not value.startswith("/") and ".." not in value.split("/") and "\\" not in value
        return self._want(bool(good) and ":" not in value, "the name of a file in the bundle")


def no_duplicates(nodes, field):
    """Refuse a list in which two objects have the same value in a field."""
    seen = {}
    for node in nodes:
        own = node.field(field)
        name = own.text()
        if name in seen:
            own.fail(f"{show(name)} is taken by {seen[name]}")
        seen[name] = node.where
