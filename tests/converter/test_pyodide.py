"""Python for the page: the pinned files and no others, and a wheel that holds the analysis alone."""

import hashlib
import json
import subprocess
import sys
import zipfile

import pytest

from converter import bundles, pyodide
from converter.errors import ConverterError
from converter.folders import Folders
from tests.diptych.generate import make_bundle


@pytest.fixture(scope="module")
def wheel(folders, tmp_path_factory):
    return pyodide.build_wheel(folders.root, tmp_path_factory.mktemp("wheel"))


def test_every_built_wheel_is_the_one_that_pyodide_itself_names(folders):
    lock = json.loads((folders.root / "node_modules/pyodide/pyodide-lock.json").read_text())
    named = {package["file_name"]: package["sha256"] for package in lock["packages"].values()}
    wheels = list((folders.built / "pyodide").glob("*.whl"))
    assert {path.name.split("-")[0] for path in wheels} == {
        "numpy",
        "pandas",
        "python_dateutil",
        "pytz",
        "six",
    }
    for path in wheels:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == named[path.name]


def test_a_wheel_that_differs_from_the_lock_file_is_refused(tmp_path):
    archive = tmp_path / "archive.whl"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(f"{pyodide.WHEEL_FOLDER}/six.whl", b"changed")
    right = hashlib.sha256(b"right").hexdigest()
    lock = {"packages": {"six": {"file_name": "six.whl", "sha256": right}}}
    with pytest.raises(ConverterError, match=f"six.whl has the SHA-256 .*, not {right}"):
        pyodide.read_wheels(lock, archive)
    lock["packages"]["six"]["sha256"] = hashlib.sha256(b"changed").hexdigest()
    assert pyodide.read_wheels(lock, archive) == {"six.whl": b"changed"}


def test_the_list_for_the_page_names_what_is_there_and_how_large_it_is(folders):
    about = json.loads((folders.built / "py/python.json").read_text())
    assert (folders.built / "py" / about["wheel"]).exists()
    for name, size in about["bytes"].items():
        folder = "py" if name == about["wheel"] else "pyodide"
        assert (folders.built / folder / name).stat().st_size == size


def test_the_wheel_holds_the_analysis_and_nothing_else(wheel, folders):
    with zipfile.ZipFile(wheel) as opened:
        code = {name for name in opened.namelist() if ".dist-info/" not in name}
    sources = {f"diptych/{path.name}" for path in (folders.root / "py/diptych").glob("*.py")}
    assert code == sources


def test_the_wheel_answers_without_being_installed(wheel, tmp_path):
    make_bundle(tmp_path / "bundle", instances=10)
    code = "import sys, diptych; print(diptych.open(sys.argv[1]).view()['counts']['total'], diptych.__file__)"
    environment = {"PYTHONPATH": str(wheel)}
    command = [sys.executable, "-c", code, str(tmp_path / "bundle")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    count, file = done.stdout.split()
    assert count == "10"
    assert file.startswith(str(wheel))


def test_a_missing_package_is_told_with_what_to_do(tmp_path):
    with pytest.raises(ConverterError, match=r"pyodide lacks pyodide\.mjs: run `make setup`"):
        pyodide.build(Folders(tmp_path, tmp_path / "cache"), print)


def test_the_list_of_bundles_names_each_that_was_built(empty_folders):
    for id in ("b", "a"):
        make_bundle(empty_folders.built / "bundles" / id, instances=3)
    told = []
    bundles.build(empty_folders, told.append)
    listed = json.loads((empty_folders.built / "bundles/index.json").read_text())
    assert listed == [{"id": id, "title": "Made up", "path": id} for id in ("a", "b")]
    assert told == ["2 bundles: a, b"]
