import numpy as np
import pytest
from diptych._metrics import auc, dense_codes, metrics
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, precision_recall_fscore_support, roc_auc_score

from tests.diptych.generate import make_probabilities


def ask(truth, probabilities):
    codes = dense_codes(np.ascontiguousarray(probabilities.T))
    return metrics(truth, probabilities.argmax(axis=1), codes, probabilities.shape[1])


def assert_like_scikit_learn(truth, probabilities):
    classes = probabilities.shape[1]
    labels = np.arange(classes)
    predicted = probabilities.argmax(axis=1)
    got = ask(truth, probabilities)
    columns = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=np.nan)
    for name, expected in zip(("precision", "recall", "f1", "support"), columns, strict=True):
        np.testing.assert_allclose(got["classes"][name], expected, rtol=1e-12, err_msg=name)
    macro = precision_recall_fscore_support(
        truth, predicted, labels=labels, average="macro", zero_division=np.nan
    )
    for name, expected in zip(("precision", "recall", "f1"), macro[:3], strict=True):
        np.testing.assert_allclose(got["macro"][name], expected, rtol=1e-12, err_msg=f"macro {name}")
    assert got["accuracy"] == pytest.approx(accuracy_score(truth, predicted), abs=1e-12)
    for c in labels:
        if 0 < (truth == c).sum() < len(truth):
            expected = roc_auc_score(truth == c, probabilities[:, c])
            assert got["classes"]["auc"][c] == pytest.approx(expected, abs=1e-12)
        else:
            assert np.isnan(got["classes"]["auc"][c])


@pytest.mark.parametrize("classes", [2, 3, 10, 200])
def test_every_figure_is_scikit_learns(classes):
    rng = np.random.default_rng(classes)
    truth = rng.integers(0, classes, 500)
    assert_like_scikit_learn(truth, make_probabilities(rng, truth, classes, 1.0))


@given(st.data())
def test_figures_agree_on_small_odd_cases(data):
    # Few instances and rounded scores: ties, classes nobody predicts, classes without instances.
    count = data.draw(st.integers(1, 12))
    classes = data.draw(st.integers(2, 4))
    numbers = st.integers(0, 3)
    truth = np.array(data.draw(st.lists(st.integers(0, classes - 1), min_size=count, max_size=count)))
    row = st.lists(numbers, min_size=classes, max_size=classes)
    scores = np.array(data.draw(st.lists(row, min_size=count, max_size=count)), float) + 0.25
    probabilities = scores / scores.sum(axis=1, keepdims=True)
    assert_like_scikit_learn(truth, probabilities)


def test_macro_auc_is_the_mean_over_classes_as_scikit_learn_has_it():
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 4, 300)
    probabilities = make_probabilities(rng, truth, 4, 1.0).astype(np.float64)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    expected = roc_auc_score(truth, probabilities, multi_class="ovr", average="macro")
    assert ask(truth, probabilities)["macro"]["auc"] == pytest.approx(expected, abs=1e-12)


def test_a_hundred_thousand_on_each_side_do_not_outgrow_the_numbers():
    above, below = np.array([0, 100_000], np.int32), np.array([100_000, 0], np.int32)
    assert auc(above, below) == 1.0
    assert auc(below, above) == 0.0
    assert auc(above, above) == 0.5


def test_no_instances_have_no_figures():
    got = ask(np.zeros(0, int), np.zeros((0, 3)))
    assert got["support"] == 0
    assert np.isnan(got["accuracy"])
    assert all(np.isnan(value) for value in got["macro"].values())
