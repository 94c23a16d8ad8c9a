"""Where a bundle's bytes come from: whole files, or one contiguous range of a file."""

from pathlib import Path
from typing import Protocol

from diptych._errors import BundleError


class Folder(Protocol):
    """Something that files can be read from by name: a local folder, or one behind an address."""

    near: bool
    """True where reading everything is cheap, so that `open` may check every array to its end."""

    def read(self, name: str) -> bytes:
        """Return a whole file."""

    def read_range(self, name: str, start: int, stop: int) -> bytes:
        """Return the bytes start … stop of a file, fewer where it ends before."""

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""


class LocalFolder:
    """A folder on this machine."""

    near = True

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.is_dir():
            raise BundleError(f"{self.path}: there is no such folder.")

    def _open(self, name):
        try:
            return (self.path / name).open("rb")
        except FileNotFoundError:
            raise BundleError(f"{name}: there is no such file in {self.path}.") from None
        except OSError as error:
            raise BundleError(f"{name}: cannot be read in {self.path} ({error.strerror}).") from None

    def read(self, name):
        """Return a whole file."""
        with self._open(name) as file:
            return file.read()

    def read_range(self, name, start, stop):
        """Return the bytes start … stop of a file, fewer where it ends before."""
        with self._open(name) as file:
            file.seek(start)
            return file.read(stop - start)

    def size(self, name):
        """Return how many bytes a file has."""
        with self._open(name) as file:
            return file.seek(0, 2)
