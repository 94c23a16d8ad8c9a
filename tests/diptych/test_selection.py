import diptych
import pytest

NEURON = {"model": "cnn", "layer": "hidden", "index": 2}


@pytest.mark.parametrize(
    ("selection", "reason"),
    [
        ({"colour": 1}, 'selection: "colour" is not one of its fields'),
        ([], r"selection: \[\] is not an object"),
        ({"truth": [2]}, r"truth\[0\]: 2 is not a class from -1 to 1"),
        ({"truth": [True]}, r"truth\[0\]: true is not a class"),
        ({"truth": 1}, "truth: 1 is not a list"),
        ({"predicted": {"gru": [0]}}, 'predicted: "gru" is not one of its fields, which are cnn, lstm'),
        ({"predicted": {"cnn": [-1]}}, r"predicted.cnn\[0\]: -1 is not a class from 0 to 1"),
        ({"agreement": "only:gru"}, 'agreement: "only:gru" is not one of any, agree'),
        ({"correct": {"cnn": "yes"}}, 'correct.cnn: "yes" is not true or false'),
        ({"models": ["cnn"]}, r'models: \["cnn"\] is not a list of two or more'),
        ({"models": ["cnn", "cnn"]}, "models: .* is not a list of two or more different models"),
        ({"models": ["cnn", ["x"]]}, r'models\[1\]: \["x"\] is not one of the models cnn, lstm'),
        ({"words": [3]}, r"words\[0\]: 3 is not a text"),
        ({"search": 3}, "search: 3 is not a text"),
        ({"neuron": {"model": "cnn", "layer": "x"}}, 'neuron.layer: "x" is not one of the layers hidden'),
        ({"neuron": {**NEURON, "index": 50}}, "neuron.index: 50 is not a neuron from 0 to 49"),
        ({"neuron": {**NEURON, "range": [2, 1]}}, r"neuron.range: \[2, 1\] is not \[low, high\]"),
        ({"neuron": {**NEURON, "range": [0, float("nan")]}}, r"neuron.range: \[0, NaN\] is not"),
        ({"ids": ["nobody"]}, r'ids\[0\]: "nobody" is not the id of an instance'),
        ({"order": {"by": "colour"}}, 'order.by: "colour" is not one of id, truth, text'),
        ({"order": {"by": "activation"}}, 'order.by: "activation" needs a neuron'),
        ({"order": {"by": "id", "descending": 1}}, "order.descending: 1 is not true or false"),
        ({"ids": {1, 2}}, "selection: holds what JSON cannot say"),
    ],
    ids=str,
)
def test_a_selection_that_makes_no_sense_is_refused_with_the_reason(two_classes, selection, reason):
    with pytest.raises(diptych.SelectionError, match=f"^{reason}"):
        two_classes.view(selection)


@pytest.mark.parametrize(
    ("show", "reason"),
    [
        ({"colour": 1}, 'show: "colour" is not one of its fields'),
        ({"parts": ["rows", "sky"]}, 'parts: "sky" is not one of'),
        ({"rows": {"start": -1}}, "rows.start: -1 is not a whole number from 0 on"),
        ({"rows": {"start": 5, "stop": 4}}, "rows.stop: 4 is not a whole number from 5 on"),
        ({"words": {"count": 0}}, "words.count: 0 is not a whole number from 1 on"),
        ({"words": {"by": "length"}}, 'words.by: "length" is not one of count, z'),
        ({"words": {"against": {"truth": [9]}}}, r"truth\[0\]: 9 is not a class"),
        ({"bins": 0}, "bins: 0 is not a whole number"),
        ({"rank": {"model": "cnn"}}, "rank.layer: null is not one of the layers hidden"),
        ({"instance": "nobody"}, 'instance.id: "nobody" is not the id of an instance'),
        ({"instance": {"id": "i1", "layers": {"cnn": ["x"]}}}, r'instance.layers.cnn\[0\]: "x" is not one'),
    ],
    ids=str,
)
def test_a_wish_that_makes_no_sense_is_refused_with_the_reason(two_classes, show, reason):
    with pytest.raises(diptych.SelectionError, match=f"^{reason}"):
        two_classes.view({}, show)


def test_words_are_refused_where_there_is_no_text(tmp_path):
    from tests.diptych.generate import make_bundle

    comparison = make_bundle(tmp_path / "b", instances=5, text=False)
    for selection in ({"words": ["good"]}, {"search": "good"}, {"order": {"by": "text"}}):
        with pytest.raises(diptych.SelectionError, match="text"):
            comparison.view(selection)


def test_a_refused_selection_does_not_spoil_the_next(two_classes):
    with pytest.raises(diptych.SelectionError):
        two_classes.view({"truth": [9]})
    assert two_classes.view({})["counts"]["selected"] == 300


def test_the_empty_selection_comes_back_with_every_field(two_classes):
    assert two_classes.view()["selection"] == {
        "models": ["cnn", "lstm"],
        "truth": [],
        "predicted": {},
        "agreement": "any",
        "outcome": "any",
        "correct": {},
        "correct5": {},
        "words": [],
        "search": "",
        "neuron": None,
        "ids": [],
        "order": None,
    }
