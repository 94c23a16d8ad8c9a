import numpy as np
import pandas as pd
import pytest
from diptych._words import log_odds


def table(comparison):
    data = pd.DataFrame({"truth": comparison.bundle.truth}, index=comparison.bundle.ids)
    for model in comparison.models:
        data[model.id] = model.probabilities.argmax(axis=1)
    return data


def counted(labels):
    labels = labels[labels >= 0]
    return labels.value_counts().to_dict()


ASKED = {"agreement": "only:cnn"}


def test_labels_are_counted_in_the_selection_and_in_the_rest(pictures):
    data = table(pictures)
    view = pictures.view(ASKED, {"words": {"count": 1000}})
    here = data.index.isin(view["ids"])
    for column, listed in [("truth", view["labels"]["truth"]), *view["labels"]["predicted"].items()]:
        own, rest = counted(data[here][column]), counted(data[~here][column])
        assert {label["class"]: label["count"] for label in listed} == own
        assert all(label["rest"] == rest.get(label["class"], 0) for label in listed)
        assert all(label["rate"] == pytest.approx(label["count"] / here.sum()) for label in listed)
        assert [x["count"] for x in listed] == sorted((x["count"] for x in listed), reverse=True)


def test_how_telling_a_label_is_comes_from_the_log_odds_of_words(pictures):
    data = table(pictures)
    view = pictures.view(ASKED, {"words": {"count": 5, "by": "z"}})
    here = data.index.isin(view["ids"])
    counts = [np.bincount(data[at]["mlp"], minlength=40) for at in (here, ~here)]
    every = sum(counts)
    held = every > 0
    z = np.full(40, np.nan)
    z[held] = log_odds(counts[0][held], counts[1][held], every[held], 400)
    listed = view["labels"]["predicted"]["mlp"]
    assert len(listed) == 5
    assert [x["z"] for x in listed] == pytest.approx(np.sort(z[counts[0] > 0])[::-1][:5])
    assert [x["z"] for x in listed] == pytest.approx(z[[x["class"] for x in listed]])


def test_groups_tell_what_each_model_has_right_and_what_it_says_instead(pictures):
    data = table(pictures)
    data = data[data["truth"] >= 0]
    groups = pictures.view({}, {"words": {"count": 1000}})["labels"]["groups"]
    for model, group in groups.items():
        right = data[data[model] == data["truth"]]
        wrong = data[data[model] != data["truth"]]

        def listed(labels):
            return {label["class"]: label["count"] for label in labels}

        assert listed(group["right"]) == counted(right["truth"])
        assert listed(group["wrong"]["truth"]) == counted(wrong["truth"])
        assert listed(group["wrong"]["predicted"]) == counted(wrong[model])


def test_instances_with_text_have_words_and_others_labels(two_classes, pictures):
    assert two_classes.view({})["labels"] is None
    view = pictures.view({"agreement": "all-correct"}, {"words": {"against": {"truth": [1]}}})
    assert view["words"] is None
    assert all(label["rest"] == 0 for label in view["labels"]["truth"] if label["class"] != 1)


def test_everything_selected_has_no_rest_to_be_told_from(pictures):
    labels = pictures.view({})["labels"]["truth"]
    assert all(label["z"] is None and label["rest"] == 0 for label in labels)
