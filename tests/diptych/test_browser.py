"""Bundles behind an address, with hosts of all kinds."""

import re

import diptych
import pytest
from diptych.browser import WebFolder

from tests.diptych.generate import make_bundle


class Host:
    """Answers requests from a folder, and remembers them; `ranges` says whether it knows ranges."""

    def __init__(self, folder, ranges=True):
        self.folder, self.ranges, self.asked = folder, ranges, []

    def __call__(self, url, start, stop):
        name = url.removeprefix("http://host/data/")
        self.asked.append((name, start, stop))
        path = self.folder / name
        if not path.exists():
            return 404, b"<h1>not found</h1>", None
        data = path.read_bytes()
        if start is None or not self.ranges:
            return 200, data, None
        if start >= len(data):
            return 416, b"", None
        return 206, data[start:stop], len(data)


@pytest.fixture
def folder(tmp_path):
    make_bundle(tmp_path / "b", instances=50, neurons=6)
    return tmp_path / "b"


def open_at(host):
    return diptych.open(WebFolder("http://host/data", host))


SELECTION = {"neuron": {"model": "cnn", "layer": "hidden", "index": 4}}
SHOW = {"instance": "i3", "rank": {"model": "lstm", "layer": "hidden"}}


@pytest.mark.parametrize("ranges", [True, False])
def test_a_view_is_the_same_from_any_host(folder, ranges):
    expected = diptych.open(folder).view(SELECTION, SHOW)
    assert open_at(Host(folder, ranges)).view(SELECTION, SHOW) == expected


def test_opening_reads_no_activations_and_each_file_once(folder):
    host = Host(folder)
    open_at(host)
    names = [name for name, _, _ in host.asked]
    assert len(names) == len(set(names))
    assert not [name for name in names if "hidden" in name]


def test_a_neuron_is_one_range_and_asked_for_once(folder):
    host = Host(folder)
    comparison = open_at(host)
    host.asked.clear()
    comparison.view(SELECTION)
    ranges = [asked for asked in host.asked if asked[0] == "cnn.hidden.neurons.npy"]
    assert ranges == [("cnn.hidden.neurons.npy", 0, 128), ("cnn.hidden.neurons.npy", 128 + 400, 128 + 500)]
    host.asked.clear()
    comparison.view(SELECTION | {"truth": [0]})
    assert host.asked == []


def test_a_host_without_ranges_is_asked_for_a_file_once(folder):
    host = Host(folder, ranges=False)
    comparison = open_at(host)
    host.asked.clear()
    for index in range(4):
        comparison.view({"neuron": {**SELECTION["neuron"], "index": index}})
    assert [name for name, _, _ in host.asked] == ["cnn.hidden.neurons.npy", "cnn.hidden.bounds.npy"]


def assert_refused(call, reason):
    with pytest.raises(diptych.BundleError, match=f"^{re.escape(reason)}"):
        call()


def test_a_missing_file_is_named_with_its_address(folder):
    (folder / "truth.npy").unlink()
    assert_refused(lambda: open_at(Host(folder)), "truth.npy: there is no such file at http://host/data/.")


@pytest.mark.parametrize("ranges", [True, False])
def test_a_short_file_says_how_much_it_holds(folder, ranges):
    file = folder / "cnn.hidden.neurons.npy"
    file.write_bytes(file.read_bytes()[:-3])
    comparison = open_at(Host(folder, ranges))
    reason = "models[0].layers[0].activations.neurons: cnn.hidden.neurons.npy holds 298 values for 6 × 50."
    assert_refused(lambda: comparison.view(SELECTION), reason)


def test_a_range_that_comes_short_is_refused(folder):
    class Short(Host):
        def __call__(self, url, start, stop):
            status, data, size = super().__call__(url, start, stop)
            return status, data[:-10] if start else data, size

    comparison = open_at(Short(folder))
    reason = "models[0].layers[0].activations.neurons: cnn.hidden.neurons.npy ends 10 bytes too early."
    assert_refused(lambda: comparison.view(SELECTION), reason)


def test_a_host_that_fails_or_does_not_answer_is_named(folder):
    def failing(url, start, stop):
        return 503, b"", None

    def silent(url, start, stop):
        raise OSError("no answer")

    assert_refused(lambda: open_at(failing), "bundle.json: status 503 from http://host/data/.")
    assert_refused(
        lambda: open_at(silent), "bundle.json: cannot be fetched from http://host/data/ (no answer)."
    )


def test_a_page_in_place_of_a_bundle_is_refused(folder):
    (folder / "bundle.json").write_text("<!doctype html>")
    assert_refused(lambda: open_at(Host(folder)), "bundle.json: broken JSON in line 1, column 1")
