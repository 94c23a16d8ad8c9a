"""The static server: whole files, ranges, and what is not there."""

import urllib.error
import urllib.request

import pytest

from tests.server import serve


@pytest.fixture
def ask(tmp_path):
    (tmp_path / "numbers.bin").write_bytes(bytes(range(100)))
    url, stop = serve(tmp_path, "/below/", isolated=True)

    def get(path, **headers):
        request = urllib.request.Request(url + path, headers=headers)
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()

    yield get
    stop()


def test_a_range_is_answered_with_just_its_bytes(ask):
    status, headers, body = ask("numbers.bin", Range="bytes=10-19")
    assert (status, body) == (206, bytes(range(10, 20)))
    assert headers["Content-Range"] == "bytes 10-19/100"


@pytest.mark.parametrize(("wanted", "start"), [("bytes=90-", 90), ("bytes=95-500", 95)])
def test_a_range_ends_where_the_file_ends(ask, wanted, start):
    assert ask("numbers.bin", Range=wanted)[::2] == (206, bytes(range(start, 100)))


def test_without_a_range_the_whole_file_comes_isolated(ask):
    status, headers, body = ask("numbers.bin")
    assert (status, len(body)) == (200, 100)
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "wanted", "status"),
    [("numbers.bin", "bytes=200-300", 416), ("missing.bin", "bytes=0-3", 404), ("missing.bin", "", 404)],
)
def test_what_is_not_there_is_refused(ask, path, wanted, status):
    with pytest.raises(urllib.error.HTTPError) as caught:
        ask(path, Range=wanted)
    assert caught.value.code == status
    caught.value.close()
