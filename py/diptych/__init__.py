"""Diptych: where, how and why two neural networks differ on one test set."""

from diptych._bundle import Bundle, Class, Layer, Model
from diptych._comparison import Comparison
from diptych._errors import BundleError, SelectionError
from diptych._maps import Maps
from diptych._open import open
from diptych._reader import Folder, LocalFolder
from diptych._write import write_bundle

__version__ = "0.1.0"

__all__ = [
    "Bundle",
    "BundleError",
    "Class",
    "Comparison",
    "Folder",
    "Layer",
    "LocalFolder",
    "Maps",
    "Model",
    "SelectionError",
    "open",
    "write_bundle",
]
