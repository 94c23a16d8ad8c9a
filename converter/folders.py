"""Where the converter reads and writes; every step gets these and nothing else."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """The folders of one build.

    Attributes
    ----------
    root : Path
        The repository.
    cache : Path
        Downloads and everything built; kept between builds.
    """

    root: Path
    cache: Path

    @classmethod
    def default(cls):
        """The repository that holds this file, with its cache in `DIPTYCH_CACHE` or `.cache/`."""
        root = Path(__file__).resolve().parents[1]
        return cls(root, Path(os.environ.get("DIPTYCH_CACHE") or root / ".cache").resolve())

    @property
    def downloads(self):
        """Archives whose digest was right."""
        return self.cache / "downloads"

    @property
    def stamps(self):
        """What each step was made from when it last succeeded."""
        return self.cache / "stamps"

    @property
    def built(self):
        """The steps' output, laid out as in `dist/`."""
        return self.cache / "built"

    @property
    def dist(self):
        """What is published."""
        return self.root / "dist"
