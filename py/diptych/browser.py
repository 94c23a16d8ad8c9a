"""A bundle behind an address: the one file that knows that a browser exists.

Runs in a worker, where a request may wait for its answer.
"""

import re

from diptych._errors import BundleError

TIMEOUT = 30_000  # milliseconds without an answer


class WebFolder:
    """Files below an address, fetched whole or in ranges and kept.

    Parameters
    ----------
    address : str
        Of the folder, absolute.
    request : callable, optional
        ``request(url, start, stop)`` → (status, bytes, whole size or None); the browser's by default.
    """

    near = False

    def __init__(self, address, request=None):
        """Remember the address; nothing is fetched yet."""
        self.address = address.rstrip("/") + "/"
        self._request = request or _request
        self._whole = {}
        self._sizes = {}

    def _get(self, name, start=None, stop=None):
        try:
            status, data, size = self._request(self.address + name, start, stop)
        except OSError as error:
            raise BundleError(f"{name}: cannot be fetched from {self.address} ({error}).") from None
        if status == 416:  # a range that begins behind the end
            return b""
        if status not in (200, 206):
            what = "there is no such file at" if status == 404 else f"status {status} from"
            raise BundleError(f"{name}: {what} {self.address}.")
        if status == 206:
            self._sizes[name] = size
            return data
        if start is None:
            return data
        self._whole[name] = data  # this host knows no ranges
        return data[start:stop]

    def read(self, name):
        """Return a whole file."""
        return self._whole[name] if name in self._whole else self._get(name)

    def read_range(self, name, start, stop):
        """Return the bytes start … stop of a file, fewer where it ends before."""
        if name in self._whole:
            return self._whole[name][start:stop]
        return self._get(name, start, stop) if stop > start else b""

    def size(self, name):
        """Return how many bytes a file has, which the answer to a range tells."""
        if name not in self._whole and self._sizes.get(name) is None:
            self._whole[name] = self._get(name)
        return len(self._whole[name]) if name in self._whole else self._sizes[name]


def _request(url, start, stop):
    """Ask a server for a file, or for a range of it, and wait."""
    from js import XMLHttpRequest
    from pyodide.ffi import JsException

    request = XMLHttpRequest.new()
    request.open("GET", url, False)
    request.responseType = "arraybuffer"
    request.timeout = TIMEOUT
    if start is not None:
        request.setRequestHeader("Range", f"bytes={start}-{stop - 1}")
    try:
        request.send()
    except JsException as error:
        raise OSError(error.message) from None
    if not request.status:
        raise OSError("no answer")
    size = re.search(r"/(\d+)$", request.getResponseHeader("Content-Range") or "")
    return request.status, request.response.to_bytes(), int(size[1]) if size else None
