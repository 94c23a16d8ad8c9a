"""Made-up comparisons that tests only look at."""

import pytest
from hypothesis import settings

from tests.diptych.generate import make_bundle

# The same examples every time, however slow the machine.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def two_classes(tmp_path_factory):
    """Two models, two classes, 300 instances, one in ten without ground truth."""
    return make_bundle(tmp_path_factory.mktemp("two") / "bundle", instances=300, unknown=0.1)


@pytest.fixture(scope="session")
def seven_classes(tmp_path_factory):
    """Three models, seven classes, 200 instances."""
    return make_bundle(
        tmp_path_factory.mktemp("seven") / "bundle",
        instances=200,
        classes=7,
        neurons=7,
        models=("cnn", "lstm", "mlp"),
        seed=1,
    )


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Three models, 40 classes, 400 pictures with feature maps, one in twenty without ground truth."""
    return make_bundle(
        tmp_path_factory.mktemp("pictures") / "bundle",
        instances=400,
        classes=40,
        neurons=6,
        models=("cnn", "lstm", "mlp"),
        seed=3,
        unknown=0.05,
        pictures=True,
    )
