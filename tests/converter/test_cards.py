"""Cards are as the schema says, and a wrong one is refused with the place that is wrong."""

import copy
import json
import shutil

import pytest

from converter.cards import check_card, complete_card, read_card
from converter.errors import ConverterError
from converter.networks import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_the_committed_card_is_valid_and_its_source_is_pinned(name, folders):
    card = read_card(name, folders)
    pins = json.loads((folders.root / "models/sources.json").read_text())
    assert card["id"] == name
    assert card["source"]["package"] in {pin["package"] for pin in pins}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": "227"}, "wrong at size"),
        ({"licence": None}, "wrong at licence"),
        ({"defaultPreprocessing": "torch"}, "no preprocessing 'torch'"),
        ({"surprise": 1}, "'surprise' was unexpected"),
        ({"downloadBytes": 5}, "'files' is a dependency"),
        ({"outputs": {"probabilities": [1000], "features": [13, 13, 256]}}, "do not fit its outputs"),
        ({"preprocessing": {"caffe": {"channels": "gbr", "subtract": [0, 0, 0], "divide": 1}}}, "'gbr'"),
        ({"preprocessing": {"caffe": {"channels": "rgb", "subtract": [0, 0, 0], "divide": 0}}}, "divide"),
    ],
)
def test_a_wrong_card_is_refused_with_the_reason(change, said, folders):
    card = {**read_card("squeezenet", folders), **change}
    with pytest.raises(ConverterError, match=said):
        check_card(card, folders)


@pytest.mark.parametrize("key", ["size", "preprocessing", "licence", "source", "parameters"])
def test_a_card_that_lacks_something_is_refused(key, folders):
    card = copy.deepcopy(read_card("mobilenet", folders))
    del card[key]
    with pytest.raises(ConverterError, match=f"'{key}' is a required property"):
        check_card(card, folders)


def test_a_network_without_a_card_is_named(folders):
    with pytest.raises(ConverterError, match="no network 'resnet'"):
        read_card("resnet", folders)


def test_a_completed_card_counts_what_is_downloaded_and_stays_valid(tmp_path, folders):
    shutil.copy(folders.root / "LICENSE", tmp_path / "model.json")
    (tmp_path / "class-weights.bin").write_bytes(b"abc")
    card = complete_card(read_card("mobilenet", folders), tmp_path)
    check_card(card, folders)
    assert card["downloadBytes"] == (folders.root / "LICENSE").stat().st_size
    assert card["files"][0] == {
        "name": "class-weights.bin",
        "bytes": 3,
        # SHA-256 of "abc", from FIPS 180-2, appendix B.1
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    }
