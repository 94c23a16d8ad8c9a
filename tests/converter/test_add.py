"""A bundle of one's own on its way into the page."""

import json

import pytest

from converter.add import add
from converter.errors import ConverterError
from tests.diptych.generate import make_bundle


def test_a_bundle_is_checked_copied_and_listed(tmp_path, empty_folders):
    make_bundle(tmp_path / "mine", instances=12)
    lines = []
    add(tmp_path / "mine", empty_folders, lines.append)
    bundles = empty_folders.built / "bundles"
    assert [entry["id"] for entry in json.loads((bundles / "index.json").read_text())] == ["mine"]
    copied = {p.name for p in (bundles / "mine").iterdir()}
    assert copied == {p.name for p in (tmp_path / "mine").iterdir()}
    assert "make serve" in lines[-1]


def test_a_broken_bundle_is_refused_with_its_reason_and_nothing_is_copied(tmp_path, empty_folders):
    make_bundle(tmp_path / "broken", instances=12)
    (tmp_path / "broken/bundle.json").write_text("{")
    with pytest.raises(ConverterError, match=r"broken can't be added: .*bundle\.json"):
        add(tmp_path / "broken", empty_folders, print)
    assert not (empty_folders.built / "bundles/broken").exists()


def test_a_name_that_no_address_can_hold_is_refused(tmp_path, empty_folders):
    (tmp_path / "my bundle").mkdir()
    with pytest.raises(ConverterError, match="letters, digits"):
        add(tmp_path / "my bundle", empty_folders, print)


def test_a_folder_that_is_no_bundle_is_refused(tmp_path, empty_folders):
    with pytest.raises(ConverterError, match="nothing can't be added"):
        add(tmp_path / "nothing", empty_folders, print)
