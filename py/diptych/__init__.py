"""Diptych: where, how and why two neural networks differ on one test set."""

__version__ = "0.1.0"
