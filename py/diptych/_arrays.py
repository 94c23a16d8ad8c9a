"""Arrays in a bundle: little-endian .npy files, checked against what bundle.json says of them."""

import functools
import io
import math

import numpy as np

from diptych._errors import BundleError

_HEAD = 128  # numpy pads the header of an ordinary array to this many bytes


def times(shape):
    """Write a shape as people do: (2000, 300) → "2,000 × 300"."""
    return " × ".join("any" if size is None else f"{size:,}" for size in shape) or "one"


class Array:
    """One .npy file of which single rows can be read.

    Parameters
    ----------
    folder : Folder
    name : str
        The file.
    where : str
        The field of bundle.json that names it, for error messages.
    shape : tuple of int
        What the file must hold; None stands for any size.
    dtypes : sequence of str
        The dtypes that will do, such as ``("<f2", "<f4")``.

    Raises
    ------
    BundleError
        Where the file is missing, no array, too short, or of another dtype or shape.
    """

    def __init__(self, folder, name, where, shape, dtypes):
        self.folder, self.name, self.where = folder, name, where
        self.dtype, self.shape, self._start = self._header(shape, [np.dtype(d) for d in dtypes])
        self._row_bytes = self.dtype.itemsize * math.prod(self.shape[1:])
        self.row = functools.lru_cache(64)(self._row)

    def _fail(self, what):
        raise BundleError(f"{self.where}: {self.name} {what}.")

    def _header(self, shape, dtypes):
        head = self.folder.read_range(self.name, 0, _HEAD)
        if head[:6] != b"\x93NUMPY" or len(head) < 10:
            self._fail("is no .npy array")
        version, wide = head[6], 4 if head[6] > 1 else 2
        start = 8 + wide + int.from_bytes(head[8 : 8 + wide], "little")
        if start > len(head):
            head = self.folder.read_range(self.name, 0, start)
        stream = io.BytesIO(head[8:])
        read = np.lib.format.read_array_header_1_0 if version == 1 else np.lib.format.read_array_header_2_0
        try:
            found, fortran, dtype = read(stream)
        except ValueError:
            self._fail("has a header that is no .npy header")
        if dtype not in dtypes:
            self._fail(f"holds {dtype.str} values, wanted is {' or '.join(d.str for d in dtypes)}")
        if fortran and len(found) > 1:
            self._fail("is stored column by column, wanted is row by row")
        if len(found) != len(shape) or any(a not in (None, b) for a, b in zip(shape, found, strict=True)):
            self._fail(f"holds {times(found)} values for {times(shape)}")
        held = (self.folder.size(self.name) - start) // dtype.itemsize
        if held < math.prod(found):
            self._fail(f"holds {held:,} values for {times(found)}")
        return dtype, found, start

    def _read(self, start, stop, shape):
        data = self.folder.read_range(self.name, start, stop)
        if len(data) < stop - start:
            self._fail(f"ends {stop - start - len(data):,} bytes too early")
        values = np.frombuffer(data, self.dtype).reshape(shape)
        if self.dtype.kind == "f" and not is_finite(values):
            at = np.unravel_index(int(np.argmin(np.isfinite(values))), values.shape)
            self._fail(f"holds {values[at]} at {', '.join(map(str, self._place(start, at)))}")
        return values

    def _place(self, start, at):
        """Where in the array something is that was found in what began at a byte."""
        row = (start - self._start) // self._row_bytes if self._row_bytes else 0
        return (row + at[0], *at[1:])

    def _row(self, index):
        start = self._start + index * self._row_bytes
        return self._read(start, start + self._row_bytes, (1, *self.shape[1:]))[0]

    def all(self):
        """Return the whole array, read only."""
        return self._read(self._start, self._start + self.shape[0] * self._row_bytes, self.shape)

    def blocks(self, size=1 << 24):
        """Yield the array in pieces of whole rows of about so many bytes."""
        rows = max(1, size // max(1, self._row_bytes))
        for first in range(0, self.shape[0], rows):
            last = min(first + rows, self.shape[0])
            start, stop = (self._start + at * self._row_bytes for at in (first, last))
            yield self._read(start, stop, (last - first, *self.shape[1:]))


def is_finite(values):
    """Tell whether no value is NaN or infinite; float16 by its bits, which is ten times as fast."""
    if values.dtype == np.float16:
        return not ((values.view(np.uint16) & 0x7C00) == 0x7C00).any()
    return bool(np.isfinite(values).all())


def ordered_codes(values):
    """Whole numbers in the order of some float16 values: equal where those are equal.

    Returns
    -------
    uint16 array of the same shape
        Sorting these is a radix sort, and counting them a table of 65,536.
    """
    bits = values.view(np.uint16)
    codes = bits ^ ((bits >> 15) * np.uint16(0x7FFF) + np.uint16(0x8000))
    codes += bits == 0x8000  # −0 is +0
    return codes
