import numpy as np
import pandas as pd
from diptych._mistakes import mistakes


def test_mistakes_are_ranked_as_pandas_counts_them():
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 12, 600)
    predicted = {m: np.where(rng.random(600) < 0.4, truth, rng.integers(0, 12, 600)) for m in ("a", "b")}
    among = {m: (predicted[m] == truth) | (rng.random(600) < 0.5) for m in predicted}
    got = mistakes(truth, predicted, among, 12, most=20)
    tables = {}
    for m, said in predicted.items():
        data = pd.DataFrame({"truth": truth, "said": said, "among": among[m]})
        data = data[data["said"] != data["truth"]]
        tables[m] = data.groupby(["truth", "said"])["among"].agg(["size", "sum"])
    every = pd.concat(tables, axis=1).fillna(0).astype(int)
    every["all"] = every["a", "size"] + every["b", "size"]
    named = list(zip(got["truth"].tolist(), got["predicted"].tolist(), strict=True))
    assert len(named) == len(set(named)) == 20
    for m in predicted:
        assert got["count"][m].tolist() == [every[m, "size"][pair] for pair in named]
        assert got["among5"][m].tolist() == [every[m, "sum"][pair] for pair in named]
        rest = every.drop(index=named)
        assert got["rest"]["count"][m] == rest[m, "size"].sum()
        assert got["rest"]["among5"][m] == rest[m, "sum"].sum()
    assert got["rest"]["mistakes"] == len(every) - 20
    of_named = [every["all"][pair] for pair in named]
    assert of_named == sorted(of_named, reverse=True)
    assert min(of_named) >= every.drop(index=named)["all"].max()


def test_models_without_a_mistake_have_an_empty_list():
    truth = np.array([1, 2])
    got = mistakes(truth, {"a": truth}, {"a": truth >= 0}, 3)
    assert got["truth"].tolist() == got["predicted"].tolist() == []
    assert got["rest"] == {"mistakes": 0, "count": {"a": 0}, "among5": {"a": 0}}


def test_a_mistake_filters_the_instances_that_it_counts(pictures):
    found = pictures.view({"truth": list(range(20))})["mistakes"]
    for i in (0, 7, len(found["truth"]) - 1):
        for m, count in found["count"].items():
            asked = {"truth": [found["truth"][i]], "predicted": {m: [found["predicted"][i]]}}
            view = pictures.view(asked)
            assert view["counts"]["selected"] == count[i]
            still = pictures.view(asked | {"correct5": {m: True}})
            assert still["counts"]["selected"] == found["among5"][m][i]


def test_few_classes_have_a_matrix_and_no_list(seven_classes):
    assert seven_classes.view({})["mistakes"] is None
