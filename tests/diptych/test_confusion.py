import numpy as np
import pytest
from diptych._confusion import confusion, count_codes
from sklearn.metrics import confusion_matrix


@pytest.mark.parametrize("classes", [2, 5, 30])
def test_few_classes_give_scikit_learns_matrix(classes):
    rng = np.random.default_rng(0)
    truth, predicted = rng.integers(0, classes, (2, 400))
    expected = confusion_matrix(truth, predicted, labels=np.arange(classes))
    np.testing.assert_array_equal(confusion(truth, predicted, classes)["matrix"], expected)


@pytest.mark.parametrize("classes", [31, 200, 2000])
def test_many_classes_give_the_cells_that_are_not_zero(classes):
    rng = np.random.default_rng(0)
    truth, predicted = rng.integers(0, classes, (2, 400), dtype=np.int32)
    matrix = confusion_matrix(truth, predicted, labels=np.arange(classes))
    expected = [(t, p, matrix[t, p]) for t, p in zip(*np.nonzero(matrix), strict=True)]
    np.testing.assert_array_equal(confusion(truth, predicted, classes)["cells"], expected)


def test_counting_with_and_without_a_table_agree():
    codes = np.random.default_rng(0).integers(0, 50, 1000)
    for few, many in zip(count_codes(codes, 50), count_codes(codes, 10**9), strict=True):
        np.testing.assert_array_equal(few, many)
