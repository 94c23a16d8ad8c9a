import copy

import pytest


def written(comparison, **selection):
    return comparison.view(selection, {"parts": []})["sentence"]


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"truth": [0], "agreement": "only:cnn"}, "class 0, CNN right, LSTM wrong"),
        ({"truth": [0, -1]}, "class 0 or without ground truth"),
        ({"predicted": {"lstm": [1]}}, "LSTM says class 1"),
        ({"agreement": "agree"}, "the models agree"),
        ({"agreement": "all-wrong"}, "both wrong"),
        ({"correct": {"cnn": True}}, "CNN right"),
        ({"words": ["good", "bad"], "search": "film"}, "with “good”, with “bad”, containing “film”"),
        (
            {"neuron": {"model": "cnn", "layer": "hidden", "index": 2, "range": [0, 1.23456]}},
            "CNN Hidden 2 from 0 to 1.235",
        ),
        ({"ids": ["i1", "i2", "i1"]}, "2 chosen"),
    ],
    ids=str,
)
def test_a_selection_is_written_in_words(two_classes, selection, words):
    view = two_classes.view(selection)
    assert view["sentence"]["text"] == f"{view['counts']['selected']} of 300: {words}"


def test_everything_is_called_so(two_classes):
    assert written(two_classes) == {"text": "all 300", "parts": []}


def test_only_one_of_three_models_is_written_shorter(seven_classes):
    assert written(seven_classes, agreement="only:mlp")["parts"][0]["text"] == "only MLP right"
    assert written(seven_classes, truth=[0, 1, 2, 3])["parts"][0]["text"] == "4 classes"


def test_each_part_can_be_taken_away_by_its_field_and_key(two_classes):
    selection = {
        "truth": [0],
        "predicted": {"cnn": [0], "lstm": [1]},
        "agreement": "disagree",
        "correct": {"cnn": True},
        "words": ["good", "the"],
        "search": "o",
        "neuron": {"model": "cnn", "layer": "hidden", "index": 1, "range": [0, 9]},
        "ids": ["i1"],
    }
    parts = written(two_classes, **selection)["parts"]
    assert len(parts) == 10
    for part in parts:
        fewer = copy.deepcopy(selection)
        if part["key"] is None:
            del fewer[part["field"]]
        elif isinstance(fewer[part["field"]], list):
            fewer[part["field"]].remove(part["key"])
        else:
            del fewer[part["field"]][part["key"]]
        assert written(two_classes, **fewer)["parts"] == [other for other in parts if other != part]
