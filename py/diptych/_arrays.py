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
        self._wanted = shape, [np.dtype(d) for d in dtypes]
        self.row = functools.lru_cache(64)(self._row)
        if folder.near:
            self._head  # noqa: B018 - checks the file's size and shape

    def _fail(self, what):
        raise BundleError(f"{self.where}: {self.name} {what}.")

    @functools.cached_property
    def _head(self):
        """Dtype, shape and the byte where the values begin."""
        head = self.folder.read_range(self.name, 0, _HEAD)
        start = self._start(head)
        if start > len(head):
            head = self.folder.read_range(self.name, 0, start)
        return self._parse(head, start, self.folder.size(self.name))

    def _start(self, head):
        if head[:6] != b"\x93NUMPY" or len(head) < 12:
            self._fail("is no .npy array")
        wide = 4 if head[6] > 1 else 2
        return 8 + wide + int.from_bytes(head[8 : 8 + wide], "little")

    def _parse(self, head, start, size):
        stream = io.BytesIO(head[8:start])
        version_1 = head[6] == 1
        read = np.lib.format.read_array_header_1_0 if version_1 else np.lib.format.read_array_header_2_0
        try:
            found, fortran, dtype = read(stream)
        except ValueError:
            self._fail("has a header that is no .npy header")
        shape, dtypes = self._wanted
        if dtype not in dtypes:
            self._fail(f"holds {dtype.str} values, wanted is {' or '.join(d.str for d in dtypes)}")
        if fortran and len(found) > 1:
            self._fail("is stored column by column, wanted is row by row")
        if len(found) != len(shape) or any(a not in (None, b) for a, b in zip(shape, found, strict=True)):
            self._fail(f"holds {times(found)} values for {times(shape)}")
        held = (size - start) // dtype.itemsize
        if held < math.prod(found):
            self._fail(f"holds {held:,} values for {times(found)}")
        return dtype, found, start

    def _values(self, data, first, rows):
        """Turn the bytes of some rows into values, all of them finite."""
        dtype, shape, _ = self._head
        missing = rows * self._row_bytes - len(data)
        if missing > 0:
            self._fail(f"ends {missing:,} bytes too early")
        values = np.frombuffer(data, dtype, rows * math.prod(shape[1:])).reshape((rows, *shape[1:]))
        if dtype.kind == "f" and not is_finite(values):
            at = np.unravel_index(int(np.argmin(np.isfinite(values))), values.shape)
            place = ", ".join(str(int(i)) for i in (first + at[0], *at[1:]))
            self._fail(f"holds {values[at]} at {place}")
        return values

    @property
    def _row_bytes(self):
        dtype, shape, _ = self._head
        return dtype.itemsize * math.prod(shape[1:])

    def _rows(self, first, last):
        start = self._head[2]
        data = self.folder.read_range(
            self.name, start + first * self._row_bytes, start + last * self._row_bytes
        )
        return self._values(data, first, last - first)

    def _row(self, index):
        return self._rows(index, index + 1)[0]

    def all(self):
        """Return the whole array, read only; one request where nothing of it was read."""
        data = self.folder.read(self.name)
        if "_head" not in self.__dict__:
            self._head = self._parse(data, self._start(data), len(data))
        _, shape, start = self._head
        return self._values(memoryview(data)[start:], 0, shape[0])

    def blocks(self, size=1 << 24):
        """Yield the array in pieces of whole rows of about so many bytes."""
        count = self._head[1][0]
        rows = max(1, size // max(1, self._row_bytes))
        for first in range(0, count, rows):
            yield self._rows(first, min(first + rows, count))


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
