"""The folders of this repository, whose cache `make build` filled."""

import pytest

from converter.folders import Folders


@pytest.fixture(scope="session")
def folders():
    """The real folders."""
    return Folders.default()


@pytest.fixture
def empty_folders(tmp_path):
    """Folders of an empty repository."""
    (tmp_path / "models").mkdir()
    return Folders(tmp_path, tmp_path / "cache")
