"""Whole views: their parts add up, and say what pandas says."""

import json

import diptych
import numpy as np
import pandas as pd
import pytest
from diptych._words_index import tokens
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diptych.generate import make_bundle, make_parts
from tests.diptych.test_treemap import assert_adds_up, leaves

NEURON = {"model": "cnn", "layer": "hidden", "index": 2}


def frame(comparison):
    """The same data as one pandas table, worked out from the models' arrays alone."""
    data = pd.DataFrame({"id": comparison.bundle.ids, "truth": comparison.bundle.truth})
    if "text" in comparison.bundle.columns:
        data["text"] = comparison.bundle.columns["text"]
    for model in comparison.models:
        data[model.id] = np.argmax(model.probabilities, axis=1)
        data[f"{model.id} right"] = data[model.id] == data["truth"]
        data[f"{model.id} sure"] = model.probabilities.max(axis=1)
        data[f"{model.id} hidden 2"] = model.layer("hidden").neurons.all()[2].astype(float)
    return data


def expected_ids(comparison, rows):
    return [comparison.bundle.ids[i] for i in np.flatnonzero(rows)]


def ids(comparison, **selection):
    return comparison.view(selection, {"parts": ["ids"]})["ids"]


def test_filters_choose_what_pandas_chooses(two_classes):
    c, data = two_classes, frame(two_classes)
    right = data["cnn right"], data["lstm right"]
    known = data["truth"] >= 0
    words = data["text"].map(lambda text: set(tokens(text)))
    cases = [
        ({}, known | ~known),
        ({"truth": [0]}, data["truth"] == 0),
        ({"truth": [0, -1]}, data["truth"] <= 0),
        ({"predicted": {"cnn": [1], "lstm": [0]}}, (data["cnn"] == 1) & (data["lstm"] == 0)),
        ({"agreement": "agree"}, data["cnn"] == data["lstm"]),
        ({"agreement": "disagree"}, data["cnn"] != data["lstm"]),
        ({"agreement": "all-correct"}, right[0] & right[1]),
        ({"agreement": "all-wrong"}, known & ~right[0] & ~right[1]),
        ({"agreement": "only:lstm"}, right[1] & ~right[0]),
        ({"correct": {"cnn": False}}, known & ~right[0]),
        ({"words": ["good", "The"]}, words.map(lambda own: {"good", "the"} <= own)),
        ({"words": ["unheard"]}, words.map(lambda own: False)),
        ({"search": "GOOD f"}, data["text"].str.contains("good f", regex=False)),
        ({"search": ".*"}, words.map(lambda own: False)),
        (
            {"neuron": {**NEURON, "range": [0.5, 1]}, "order": {"by": "id"}},
            data["cnn hidden 2"].between(0.5, 1),
        ),
        ({"neuron": NEURON, "order": {"by": "id"}}, known | ~known),
        ({"ids": ["i7", "i3"]}, data["id"].isin(["i3", "i7"])),
        ({"truth": [1], "agreement": "only:cnn"}, (data["truth"] == 1) & right[0] & ~right[1]),
    ]
    for selection, rows in cases:
        got = c.view(selection, {"parts": ["ids"]})
        assert got["ids"] == expected_ids(c, rows), selection
        assert got["counts"]["selected"] == rows.sum()
        assert got["counts"]["unknownTruth"] == (rows & ~known).sum()


def test_agreement_is_over_the_models_compared(seven_classes):
    data = frame(seven_classes)
    a, b, c = (data[f"{m} right"] for m in ("cnn", "lstm", "mlp"))
    assert ids(seven_classes, agreement="only:mlp") == expected_ids(seven_classes, c & ~a & ~b)
    pair = ids(seven_classes, agreement="only:mlp", models=["mlp", "cnn"])
    assert pair == expected_ids(seven_classes, c & ~a)
    view = seven_classes.view({"models": ["mlp", "cnn"]})
    assert view["treemap"]["models"] == ["mlp", "cnn"]
    assert list(view["metrics"]) == list(view["confusion"]) == ["mlp", "cnn"]
    assert leaves(view["treemap"]) == data.groupby(["truth", "mlp", "cnn"]).size().to_dict()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("by", "column"),
    [
        ("truth", "truth"),
        ("text", "text"),
        ("predicted:lstm", "lstm"),
        ("confidence:cnn", "cnn sure"),
        ("activation", "cnn hidden 2"),
    ],
)
def test_orders_are_stable_and_those_of_pandas(two_classes, by, column, descending):
    data = frame(two_classes)
    order = {"by": by, "descending": descending}
    got = ids(two_classes, neuron=NEURON, order=order)
    assert got == data.sort_values(column, ascending=not descending, kind="stable")["id"].tolist()


def test_disagreement_is_the_distance_between_the_probabilities(two_classes):
    a, b = (model.probabilities.astype(np.float64) for model in two_classes.models)
    distance = np.abs(a - b).sum(axis=1) / 2
    got = [int(i[1:]) for i in ids(two_classes, order={"by": "disagreement", "descending": True})]
    assert sorted(got) == list(range(300))
    assert (np.diff(distance[got]) < 1e-6).all()


def test_a_chosen_neuron_orders_by_its_activation(two_classes):
    data = frame(two_classes)
    expected = data.sort_values("cnn hidden 2", ascending=False, kind="stable")["id"].tolist()
    assert ids(two_classes, neuron=NEURON) == expected


def selections(classes, models):
    """Any selection of a made-up comparison."""
    some = st.lists(st.integers(0, classes - 1), max_size=2)
    bounds = st.tuples(st.floats(0, 1), st.floats(1, 4)).map(list)
    neuron = st.fixed_dictionaries(
        {"model": st.sampled_from(models), "layer": st.just("hidden"), "index": st.integers(0, 6)},
        optional={"range": bounds},
    )
    agreements = ["any", "agree", "disagree", "all-correct", "all-wrong", *(f"only:{m}" for m in models)]
    return st.fixed_dictionaries(
        {},
        optional={
            "truth": st.lists(st.integers(-1, classes - 1), max_size=3),
            "predicted": st.dictionaries(st.sampled_from(models), some),
            "agreement": st.sampled_from(agreements),
            "correct": st.dictionaries(st.sampled_from(models), st.booleans()),
            "words": st.lists(st.sampled_from(["good", "the", "film", "word30"]), max_size=2),
            "search": st.sampled_from(["", "good", "Word1", "<b>"]),
            "neuron": neuron,
            "ids": st.lists(st.sampled_from(["i1", "i5", "i77"]), max_size=2),
        },
    )


def assert_parts_agree(comparison, view):
    counts, models = view["counts"], view["selection"]["models"]
    selected, known = counts["selected"], counts["selected"] - counts["unknownTruth"]
    assert counts["total"] == comparison.bundle.count
    assert counts["agree"] + counts["disagree"] == selected
    assert view["treemap"]["count"] == selected
    assert_adds_up(view["treemap"])
    unknown = [child["count"] for child in view["treemap"]["children"] if child["class"] == -1]
    assert sum(unknown) == counts["unknownTruth"]
    for model in models:
        metrics, matrix = view["metrics"][model], np.array(view["confusion"][model]["matrix"])
        assert metrics["support"] == matrix.sum() == known
        assert metrics["classes"]["support"] == matrix.sum(axis=1).tolist()
        assert metrics["classes"]["predicted"] == matrix.sum(axis=0).tolist()
        if known:
            assert metrics["accuracy"] == pytest.approx(np.trace(matrix) / known)
        else:
            assert metrics["accuracy"] is None
    if view["histogram"]:
        assert sum(view["histogram"]["selected"]) == selected
        assert sum(view["histogram"]["all"]) == counts["total"]
    assert len(view["ids"]) == len(set(view["ids"])) == selected
    rows = view["rows"]
    assert rows["id"] == view["ids"][rows["start"] : rows["stop"]]
    for word in view["words"]["selected"]:
        groups = word["count"] + word["rest"]
        assert groups == len(comparison.view({"words": [word["word"]]}, {"parts": ["ids"]})["ids"])


@pytest.mark.parametrize("name", ["two_classes", "seven_classes"])
def test_the_parts_of_any_view_add_up(name, request):
    comparison = request.getfixturevalue(name)
    models = [model.id for model in comparison.models]

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(selections(len(comparison.classes), models))
    def check(selection):
        view = comparison.view(selection, {"rows": {"start": 3, "stop": 8}, "words": {"count": 3}})
        assert_parts_agree(comparison, view)
        json.dumps(view, allow_nan=False)
        again = comparison.view(view["selection"], view["show"])
        assert again == view

    check()


def test_agreement_divides_the_known_instances_into_four(two_classes):
    known = sum(truth >= 0 for truth in two_classes.bundle.truth)
    parts = [
        set(ids(two_classes, agreement=agreement))
        for agreement in ("all-correct", "all-wrong", "only:cnn", "only:lstm")
    ]
    assert sum(map(len, parts)) == len(set.union(*parts)) == known
    counts = two_classes.view({}, {"parts": []})["counts"]
    assert [counts["allCorrect"], counts["allWrong"], counts["only"]["cnn"], counts["only"]["lstm"]] == [
        len(part) for part in parts
    ]


def test_a_filter_and_its_opposite_leave_nothing_out(two_classes):
    everything = set(two_classes.bundle.ids)
    inside, outside = (set(ids(two_classes, agreement=a)) for a in ("agree", "disagree"))
    assert inside | outside == everything
    assert not inside & outside


def test_words_of_the_groups_are_counted_within_the_selection(two_classes):
    data = frame(two_classes)
    data["words"] = data["text"].map(lambda text: set(tokens(text)))
    chosen = data[data["truth"] != 0]
    show = {"words": {"count": 1000, "stopWords": True}, "parts": ["words"]}
    words = two_classes.view({"truth": [1, -1]}, show)["words"]
    known = chosen[chosen["truth"] >= 0]

    def counted(rows):
        counts = rows["words"].explode().value_counts().to_dict()
        return {word: (n, pytest.approx(n / len(rows))) for word, n in counts.items()}

    def listed(entries):
        return {entry["word"]: (entry["count"], entry["rate"]) for entry in entries}

    everything = counted(chosen)
    got = listed(words["selected"])
    assert len(got) == min(1000, len(everything))
    assert all(everything[word] == value for word, value in got.items())
    for model in ("cnn", "lstm"):
        groups = words["groups"][model]
        right = counted(known[known[f"{model} right"]])
        wrong = counted(known[~known[f"{model} right"]])
        assert all(right[word] == value for word, value in listed(groups["right"]).items())
        assert all(wrong[word] == value for word, value in listed(groups["wrong"]).items())
        assert len(groups["right"]) == min(1000, len(right))
        assert len(groups["wrong"]) == min(1000, len(wrong))


def test_stop_words_are_left_out_unless_asked_for(two_classes):
    def words(stop_words):
        show = {"words": {"count": 500, "stopWords": stop_words}}
        return {entry["word"] for entry in two_classes.view({}, show)["words"]["selected"]}

    assert {"the", "it's"} <= words(True)
    assert not {"the", "it's"} & words(False)


def test_words_can_be_set_against_another_selection(two_classes):
    show = {"words": {"count": 30, "by": "z", "against": {"truth": [1], "agreement": "agree"}}}
    view = two_classes.view({"truth": [1]}, show)
    assert all(entry["rest"] == 0 and entry["z"] is None for entry in view["words"]["selected"])
    show["words"]["against"] = {"truth": [0]}
    words = two_classes.view({"truth": [1]}, show)["words"]["selected"]
    assert [entry["z"] for entry in words] == sorted((entry["z"] for entry in words), reverse=True)
    for entry in words[:5]:
        assert entry["rest"] == len(ids(two_classes, truth=[0], words=[entry["word"]]))


def test_the_neuron_that_knows_the_truth_ranks_first(two_classes):
    show = {"parts": ["ranking"], "rank": {"model": "cnn", "layer": "hidden", "against": {"truth": [0]}}}
    ranking = two_classes.view({"truth": [1]}, show)["ranking"]
    neurons = ranking["neurons"]
    assert neurons["index"][0] == 2
    assert neurons["auc"][0] > 0.75
    assert sorted(neurons["index"]) == list(range(50))
    marks = dict(zip(neurons["index"], zip(neurons["dead"], neurons["alwaysOn"], strict=True), strict=True))
    assert marks[0] == (True, False)
    assert marks[1] == (False, True)
    assert marks[2] == (False, False)
    assert neurons["auc"][neurons["index"].index(0)] == 0.5
    assert ranking["counts"] == [len(ids(two_classes, truth=[c])) for c in (1, 0)]


def test_dead_and_always_on_neurons_are_marked_in_the_histogram(two_classes):
    def marks(index):
        histogram = two_classes.view({"neuron": {**NEURON, "index": index}})["histogram"]
        return histogram["dead"], histogram["alwaysOn"]

    assert [marks(index) for index in (0, 1, 2)] == [(True, False), (False, True), (False, False)]


def test_rows_hold_each_instances_columns(two_classes):
    data = frame(two_classes).set_index("id")
    rows = two_classes.view({"neuron": NEURON}, {"rows": {"start": 10, "stop": 14}})["rows"]
    assert len(rows["id"]) == 4
    for i, id in enumerate(rows["id"]):
        row = data.loc[id]
        assert rows["text"][i] == row["text"][:400] + ("…" if len(row["text"]) > 400 else "")
        assert rows["truth"][i] == row["truth"]
        assert rows["predicted"]["lstm"][i] == row["lstm"]
        assert rows["confidence"]["cnn"][i] == pytest.approx(row["cnn sure"], rel=1e-6)
        assert np.float16(rows["activation"][i]) == row["cnn hidden 2"]
        assert rows["position"][i] == int(id[1:])


def test_rows_beyond_the_end_are_none(two_classes):
    rows = two_classes.view({}, {"rows": {"start": 299, "stop": 350}})["rows"]
    assert (rows["start"], rows["stop"], rows["id"]) == (299, 300, ["i299"])
    rows = two_classes.view({}, {"rows": {"start": 900, "stop": 950}})["rows"]
    assert (rows["start"], rows["stop"], rows["id"]) == (300, 300, [])


def test_one_instance_comes_with_its_activations_and_whole_text(two_classes):
    got = two_classes.view({}, {"instance": {"id": "i9", "layers": {"lstm": ["hidden"]}}})["instance"]
    expected = two_classes.models[1].layers[0].neurons.all()[:, 9]
    np.testing.assert_array_equal(np.float16(got["activations"]["lstm"]["hidden"]), expected)
    assert list(got["activations"]) == ["lstm"]
    assert got["text"] == two_classes.bundle.columns["text"][9]
    np.testing.assert_array_equal(
        np.float32(got["probabilities"]["cnn"]), two_classes.models[0].probabilities[9]
    )
    every = two_classes.view({}, {"instance": "i9"})["instance"]
    assert list(every["activations"]) == ["cnn", "lstm"]


def test_only_the_parts_asked_for_are_there(two_classes):
    view = two_classes.view({}, {"parts": ["rows", "metrics"]})
    assert set(view) == {"selection", "show", "sentence", "counts", "rows", "metrics"}


def test_json_in_gives_json_out(two_classes):
    text = two_classes.view_json('{"truth": [0]}', '{"parts": ["confusion"]}')
    assert json.loads(text) == two_classes.view({"truth": [0]}, {"parts": ["confusion"]})
    with pytest.raises(diptych.SelectionError, match="selection: broken JSON in column 2"):
        two_classes.view_json("{")


def test_instances_are_a_pandas_table(two_classes):
    table = two_classes.instances
    assert table.index.tolist() == two_classes.bundle.ids
    data = frame(two_classes)
    assert table["predicted:cnn"].tolist() == data["cnn"].tolist()
    assert table["truth"].tolist() == data["truth"].tolist()


def test_without_ground_truth_there_is_agreement_and_no_metric(tmp_path):
    parts = make_parts(instances=40) | {"truth": None}
    view = diptych.write_bundle(tmp_path / "b", **parts).view({})
    assert view["metrics"]["cnn"]["accuracy"] is None
    assert set(view["metrics"]["cnn"]["macro"].values()) == {None}
    assert view["words"]["groups"] is None
    assert view["counts"]["unknownTruth"] == 40
    assert view["counts"]["agree"] + view["counts"]["disagree"] == 40
    assert [child["class"] for child in view["treemap"]["children"]] == [-1]


@pytest.mark.parametrize(
    "options",
    [{"instances": 0}, {"instances": 1}, {"classes": 1}, {"classes": 200}, {"text": False}, {"neurons": 1}],
    ids=str,
)
def test_small_and_large_extremes_have_views_too(tmp_path, options):
    comparison = make_bundle(tmp_path / "b", **{"instances": 30, **options})
    some = {"agreement": "agree", "neuron": {**NEURON, "index": 0}}
    show = {"rank": {"model": "cnn", "layer": "hidden"}}
    for selection in ({}, some, {"truth": [0]}):
        view = comparison.view(selection, show)
        json.dumps(view, allow_nan=False)
        assert len(view["ids"]) == view["counts"]["selected"] == view["treemap"]["count"]
    assert (view["words"] is None) == ("text" in options)


def test_texts_may_be_long_and_hold_markup(tmp_path):
    markup = "<script>alert(1)</script> & 'quotes' \u2028 😀 \ud83d"
    long = "word " * 20_000
    parts = make_parts(instances=3) | {"instances": {"text": [markup, long, ""]}}
    comparison = diptych.write_bundle(tmp_path / "b", **parts)
    rows = comparison.view({})["rows"]
    assert rows["text"][0] == markup
    assert len(rows["text"][1]) == 401
    assert comparison.view({}, {"instance": "i1"})["instance"]["text"] == long
    assert ids(comparison, search="<SCRIPT>") == ["i0"]


def test_a_search_folds_case_as_unicode_does(tmp_path):
    parts = make_parts(instances=2) | {"instances": {"text": ["Eine STRASSE", "nichts"]}}
    assert ids(diptych.write_bundle(tmp_path / "b", **parts), search="straße") == ["i0"]
