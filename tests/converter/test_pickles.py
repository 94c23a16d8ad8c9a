"""A pickle may hold arrays; anything else in it is refused before it runs."""

import os
import pickle

import numpy as np
import pytest

from converter.errors import ConverterError
from converter.pickles import load_arrays


class _Runs:
    """Unpickling this makes a folder."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("protocol", [3, 4])
def test_arrays_in_plain_containers_come_back_as_they_were(protocol):
    kernel, bias = np.random.default_rng(0).normal(size=(3, 3, 4)).astype("f4"), np.arange(5.0)
    read = load_arrays(pickle.dumps({"conv1": [kernel, bias], "empty": ()}, protocol))
    np.testing.assert_array_equal(read["conv1"][0], kernel)
    np.testing.assert_array_equal(read["conv1"][1], bias)
    assert read["empty"] == ()


def test_a_pickle_that_would_run_code_is_refused_and_nothing_runs(tmp_path):
    content = pickle.dumps({"conv1": _Runs(tmp_path / "made")})
    with pytest.raises(ConverterError, match=r"asks for posix\.mkdir"):
        load_arrays(content)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", [b"cbuiltins\neval\n.", b"cnumpy\nload\n.", b"cnumpy\nfromfile\n."])
def test_a_name_beyond_the_array_functions_is_refused(name):
    with pytest.raises(ConverterError, match="was not loaded"):
        load_arrays(name)


def test_an_array_of_python_objects_is_refused():
    with pytest.raises(ConverterError, match="Python objects"):
        load_arrays(pickle.dumps(np.array([1, "a"], dtype=object), 3))


def test_a_class_in_place_of_an_array_is_refused():
    with pytest.raises(ConverterError, match="holds a type"):
        load_arrays(b"cnumpy\nndarray\n.")


@pytest.mark.parametrize(
    "content",
    [b"", b"not a pickle", pickle.dumps({"a": np.zeros(9)}, 3)[:-20]],
    ids=["empty", "text", "cut short"],
)
def test_a_broken_pickle_is_named_as_such(content):
    with pytest.raises(ConverterError, match="broken"):
        load_arrays(content)
