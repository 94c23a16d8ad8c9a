"""Constants come out of a frozen graph; nothing in it is run."""

import numpy as np
import pytest

from converter.errors import ConverterError
from converter.graphdef import read_constants
from converter.quiet import quiet


@pytest.fixture(scope="module")
def content():
    """A graph with constants of two families and an operation that would write a file."""
    with quiet():
        import tensorflow as tf
    with tf.Graph().as_default() as graph:
        tf.constant(np.arange(6, dtype="f4").reshape(2, 3), name="Net/weights")
        tf.constant([1.5, 2.5], name="Net/biases")
        tf.constant([9.0], name="Other/weights")
        tf.io.write_file("/proc/no/such/place", "text", name="Net/write")
    return graph.as_graph_def().SerializeToString()


def test_only_constants_with_the_prefix_are_read(content):
    constants = read_constants(content, "Net/")
    assert {"Net/weights", "Net/biases"} <= set(constants)
    assert not any(name.startswith("Other/") or name == "Net/write" for name in constants)
    np.testing.assert_array_equal(constants["Net/weights"], [[0, 1, 2], [3, 4, 5]])
    np.testing.assert_array_equal(constants["Net/biases"], np.float32([1.5, 2.5]))


def test_a_graph_without_such_constants_is_refused(content):
    with pytest.raises(ConverterError, match=r"no constant named MobilenetV1/\*"):
        read_constants(content, "MobilenetV1/")


def test_bytes_that_are_no_graph_are_refused(content):
    with pytest.raises(ConverterError, match="broken"):
        read_constants(content[: len(content) // 2], "Net/")
