import diptych
import numpy as np
import pytest
from diptych._data import Data
from sklearn.metrics import top_k_accuracy_score

from tests.diptych.generate import make_bundle, make_parts


def test_top_five_is_scikit_learns(pictures):
    truth = pictures.bundle.truth
    known = truth >= 0
    view = pictures.view({})
    for model in pictures.models:
        expected = top_k_accuracy_score(truth[known], model.probabilities[known], k=5, labels=np.arange(40))
        assert view["metrics"][model.id]["top5"] == pytest.approx(expected)
        right = pictures.view({"correct5": {model.id: True}})["counts"]["selected"]
        assert right == round(expected * known.sum())
        wrong = pictures.view({"correct5": {model.id: False}})["counts"]["selected"]
        assert right + wrong == known.sum()


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_among_equal_probabilities_the_first_classes_come_first(tmp_path, dtype):
    # scikit-learn lets the last of equals win, so that the classes are turned round for it.
    rng = np.random.default_rng(4)
    scores = rng.integers(1, 4, (300, 9)) / 32
    scores[:, 0] += 1 - scores.sum(axis=1)
    parts = make_parts(instances=300, classes=9)
    for model in parts["models"]:
        model["probabilities"] = scores.astype(dtype)
    data = Data(diptych.write_bundle(tmp_path / "b", **parts).bundle)
    backwards = scores[:, ::-1]
    for k, right in ((5, data.right5("cnn")), (1, data.right["cnn"])):
        expected = top_k_accuracy_score(8 - data.truth, backwards, k=k, labels=np.arange(9))
        assert right.mean() == pytest.approx(expected)


def test_an_instance_tells_the_five_likeliest_classes_of_each_model(pictures):
    told = pictures.view({}, {"instance": "i7"})["instance"]
    for model in pictures.models:
        expected = sorted(range(40), key=lambda c, p=model.probabilities[7]: (-p[c], c))[:5]
        assert told["top5"][model.id] == expected


def test_five_classes_or_fewer_have_no_top_five(two_classes, tmp_path):
    assert two_classes.view({})["metrics"]["cnn"]["top5"] is None
    with pytest.raises(diptych.SelectionError, match="the first five of 2 classes are all of them"):
        two_classes.view({"correct5": {"cnn": True}})
    empty = make_bundle(tmp_path / "b", instances=0, classes=40).view({})
    assert empty["metrics"]["cnn"]["top5"] is None
