"""Read a pickle that may hold numpy arrays in plain containers, and nothing else."""

import io
import pickle

import numpy as np
from numpy._core.multiarray import _reconstruct

from converter.errors import ConverterError

# What numpy's own pickles call; `numpy.core` is the module's name before numpy 2.
ADMITTED = {
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
}


class _ArrayUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        """Look a name up in the short list alone; a pickle can do nothing without a name."""
        try:
            return ADMITTED[module, name]
        except KeyError:
            raise ConverterError(
                f"the pickle asks for {module}.{name}, which is no numpy array: it was not loaded."
            ) from None

    def persistent_load(self, pid):
        raise ConverterError(f"the pickle refers to something outside itself ({pid!r}): it was not loaded.")


def load_arrays(content):
    """Unpickle arrays without running anything that the pickle names.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    object
        Arrays in dicts, lists and tuples. Arrays of Python objects are refused.

    Raises
    ------
    ConverterError
        The pickle is broken or holds anything else.
    """
    try:
        value = _ArrayUnpickler(io.BytesIO(content)).load()
    except ConverterError:
        raise
    except Exception as error:  # a broken pickle raises nearly anything
        raise ConverterError(f"the pickle is broken ({type(error).__name__}: {error}).") from error
    _check(value)
    return value


def _check(value):
    if isinstance(value, dict):
        for part in value.values():
            _check(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif isinstance(value, np.ndarray):
        if value.dtype.hasobject:
            raise ConverterError("the pickle holds an array of Python objects: it was not loaded.")
    elif not isinstance(value, str | bytes | int | float | None):
        raise ConverterError(f"the pickle holds a {type(value).__name__}, which is no numpy array.")
