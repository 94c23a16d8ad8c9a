"""The command line: what runs, what is skipped, and how errors are told."""

import types

import pytest

from converter import cli, stamps
from converter.errors import ConverterError
from converter.folders import Folders


@pytest.fixture
def steps(empty_folders, monkeypatch):
    """Two steps in an empty repository: one with declared inputs, one that always runs."""
    ran = []

    def build_models(folders, report):
        ran.append("models")
        folders.built.mkdir(parents=True, exist_ok=True)
        (folders.built / "out.txt").write_text((folders.root / "models/in.txt").read_text())
        report("wrote out.txt")

    modules = {
        "models": types.SimpleNamespace(INPUTS=["models"], OUTPUTS=["out.txt"], build=build_models),
        "site": types.SimpleNamespace(build=lambda folders, report: ran.append("site")),
    }
    (empty_folders.root / "models/in.txt").write_text("one")
    monkeypatch.setattr(cli, "STEPS", dict.fromkeys(modules, "a test"))
    monkeypatch.setattr(cli, "_load", modules.__getitem__)
    monkeypatch.setattr(Folders, "default", classmethod(lambda cls: empty_folders))
    return types.SimpleNamespace(ran=ran, folders=empty_folders, modules=modules)


def test_a_second_build_skips_what_is_unchanged(steps, capsys):
    assert cli.main(["all"]) == 0
    assert cli.main(["all"]) == 0
    assert steps.ran == ["models", "site", "site"]
    said = capsys.readouterr().out
    assert "1/2 models: wrote out.txt" in said
    assert "1/2 models: unchanged" in said


def test_a_changed_input_or_a_missing_output_runs_the_step_again(steps):
    cli.main(["all"])
    (steps.folders.root / "models/in.txt").write_text("two")
    cli.main(["all"])
    assert (steps.folders.built / "out.txt").read_text() == "two"
    (steps.folders.built / "out.txt").unlink()
    cli.main(["all"])
    assert steps.ran.count("models") == 3


def test_a_step_asked_for_by_name_runs_even_if_unchanged(steps):
    cli.main(["models"])
    cli.main(["models"])
    assert steps.ran == ["models", "models"]


def test_an_error_is_one_sentence_and_the_step_is_not_remembered(steps, capsys):
    def fail(folders, report):
        raise ConverterError("the archive is broken.")

    steps.modules["models"].build = fail
    assert cli.main(["all"]) == 1
    assert capsys.readouterr().err == "error: the archive is broken.\n"
    assert steps.ran == []
    assert not stamps.is_unchanged("models", steps.modules["models"], steps.folders)


def test_a_step_that_does_not_exist_lists_those_that_do(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["paint"])
    assert stop.value.code == 2
    assert "gallery" in capsys.readouterr().err


def test_a_renamed_file_changes_the_digest_even_with_the_same_content(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.txt").write_text("text")
    before = stamps.digest(tmp_path, ["a"])
    (tmp_path / "a/one.txt").rename(tmp_path / "a/two.txt")
    assert stamps.digest(tmp_path, ["a"]) != before


def test_the_cache_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    assert Folders.default().built == tmp_path / "built"
    monkeypatch.delenv("DIPTYCH_CACHE")
    assert Folders.default().cache == Folders.default().root / ".cache"
