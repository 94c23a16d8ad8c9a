"""Downloads against a registry on this machine: right, wrong, cut short, gone."""

import functools
import hashlib
import http.server
import io
import json
import tarfile
import threading
import zipfile

import pytest
from pypi_simple import PyPISimple

from converter import fetch
from converter.errors import ConverterError

FILE = "thing-1.0.tar.gz"


def _tar(members):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


CONTENT = _tar({"thing-1.0/data/a.bin": b"alpha", "thing-1.0/data/b.bin": b"beta" * 1000})


@pytest.fixture
def registry(monkeypatch):
    """A registry with one package; `files` is what it serves, `declared` lies about the length."""

    class Handler(http.server.BaseHTTPRequestHandler):
        files, declared, asked = {FILE: CONTENT}, None, []

        def do_GET(self):
            self.asked.append(self.path)
            content = self.files.get(self.path.rpartition("/")[2])
            if self.path == "/simple/thing/":
                links = "".join(f'<a href="/files/{name}">{name}</a>' for name in self.files)
                content = f"<html><body>{links}</body></html>".encode()
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(self.declared or len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/simple/"
    monkeypatch.setattr(fetch, "PyPISimple", functools.partial(PyPISimple, endpoint=address))
    yield Handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def pinned(empty_folders):
    """An empty repository that pins the package."""
    pin = {
        "package": "thing",
        "version": "1.0",
        "file": FILE,
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "licence": "MIT",
        "purpose": "a test",
    }
    (empty_folders.root / "models/sources.json").write_text(json.dumps([pin]))
    return empty_folders


def _left_behind(folders):
    return sorted(path.name for path in folders.downloads.rglob("*"))


def test_an_archive_is_downloaded_once_and_then_taken_from_the_cache(registry, pinned):
    assert fetch.archive("thing", pinned).read_bytes() == CONTENT
    asked = len(registry.asked)
    assert fetch.archive("thing", pinned).read_bytes() == CONTENT
    assert len(registry.asked) == asked == 2
    assert _left_behind(pinned) == [FILE]


def test_a_wrong_digest_is_named_and_leaves_nothing_behind(registry, pinned):
    registry.files = {FILE: CONTENT + b"!"}
    with pytest.raises(ConverterError, match=hashlib.sha256(CONTENT + b"!").hexdigest()):
        fetch.archive("thing", pinned)
    assert _left_behind(pinned) == []


def test_an_archive_cut_short_is_refused_and_leaves_nothing_behind(registry, pinned):
    registry.files = {FILE: CONTENT[:-7]}
    with pytest.raises(ConverterError, match="cut short"):
        fetch.archive("thing", pinned)
    assert _left_behind(pinned) == []


def test_a_connection_that_breaks_off_leaves_nothing_behind(registry, pinned, monkeypatch):
    page = functools.partial(PyPISimple.get_project_page)

    def get_page(self, *args, **options):
        found = page(self, *args, **options)
        registry.declared = len(CONTENT) + 1000
        return found

    monkeypatch.setattr(PyPISimple, "get_project_page", get_page)
    with pytest.raises(ConverterError, match=r"cut short|could not be downloaded"):
        fetch.archive("thing", pinned)
    assert _left_behind(pinned) == []


def test_a_damaged_file_in_the_cache_is_downloaded_again(registry, pinned):
    path = fetch.archive("thing", pinned)
    path.write_bytes(CONTENT[: len(CONTENT) // 2])
    assert fetch.archive("thing", pinned).read_bytes() == CONTENT


def test_no_network_gives_one_sentence_that_says_what_to_do(pinned, monkeypatch):
    closed = functools.partial(PyPISimple, endpoint="http://127.0.0.1:9/simple/")
    monkeypatch.setattr(fetch, "PyPISimple", closed)
    with pytest.raises(ConverterError, match=r"no connection.*check the network") as error:
        fetch.archive("thing", pinned)
    assert "127.0.0.1" not in str(error.value)
    assert _left_behind(pinned) == []


def test_a_file_that_the_registry_no_longer_lists_is_named(registry, pinned):
    registry.files = {"thing-1.1.tar.gz": CONTENT}
    with pytest.raises(ConverterError, match=rf"no {FILE} of thing 1\.0"):
        fetch.archive("thing", pinned)


def test_a_package_without_a_pin_is_named(pinned):
    with pytest.raises(ConverterError, match="pins no package 'other'"):
        fetch.archive("other", pinned)


def test_the_step_reports_each_archive(registry, pinned):
    lines = []
    fetch.build(pinned, lines.append)
    fetch.build(pinned, lines.append)
    assert lines[0].startswith(f"[1 of 1] {FILE}")
    assert "downloaded" in lines[0]
    assert "in the cache" in lines[1]


def test_members_of_a_tar_and_of_a_zip_are_read_by_name(tmp_path):
    tar, wheel = tmp_path / FILE, tmp_path / "thing.whl"
    tar.write_bytes(CONTENT)
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("thing/a.bin", b"alpha")
        archive.writestr("inner.tar.gz", CONTENT)
    assert fetch.read_member(tar, "data/a.bin") == b"alpha"
    assert fetch.read_member(tar, "thing-1.0/data/a.bin") == b"alpha"
    assert fetch.read_member(wheel, "thing/a.bin") == b"alpha"
    assert fetch.read_member(fetch.read_member(wheel, "inner.tar.gz"), "data/b.bin") == b"beta" * 1000


def test_a_member_that_is_not_there_is_named(tmp_path):
    (tmp_path / FILE).write_bytes(CONTENT)
    with pytest.raises(ConverterError, match=r"thing-1\.0\.tar\.gz has no file 'data/c\.bin'"):
        fetch.read_member(tmp_path / FILE, "data/c.bin")


@pytest.mark.parametrize(
    "content", [b"", b"no archive at all", CONTENT[:60]], ids=["empty", "text", "cut short"]
)
def test_a_broken_archive_is_named(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ConverterError, match=r"thing-1\.0\.tar\.gz is broken"):
        fetch.read_member(tmp_path / FILE, "data/a.bin")


def test_every_pin_has_a_digest_and_says_what_it_is_for(folders):
    for source in fetch.read_sources(folders):
        assert len(bytes.fromhex(source["sha256"])) == 32
        assert source["file"].lower().replace("_", "-").startswith(source["package"].lower() + "-")
        assert source["version"] in source["file"]
        assert source["licence"]
        assert source["purpose"]
