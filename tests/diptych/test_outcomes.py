from collections import Counter

import numpy as np
import pytest
from diptych._outcomes import OUTCOMES, outcome_tree, outcomes
from hypothesis import given
from hypothesis import strategies as st

triples = st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 4), st.integers(0, 4)), max_size=60)


def told(t, a, b):
    """What is said of one instance, in plain words."""
    if t < 0:
        return "unknown-same" if a == b else "unknown-different"
    if a == b:
        return "both-right" if a == t else "both-wrong-same"
    return "only-a" if a == t else "only-b" if b == t else "both-wrong-different"


@given(triples)
def test_every_instance_has_the_outcome_that_plain_words_give_it(triples):
    truth, a, b = np.array(triples, np.int32).reshape(-1, 3).T
    assert [OUTCOMES[i] for i in outcomes(truth, a, b)] == [told(*each) for each in triples]


@given(triples, st.integers(0, 7))
def test_the_tree_counts_outcome_and_class_and_folds_the_smallest(triples, most):
    truth, a, b = np.array(triples, np.int32).reshape(-1, 3).T
    tree = outcome_tree(truth, a, b, 5, most=most)
    expected = Counter((told(t, a, b), t if t >= 0 else a) for t, a, b in triples)
    shown = {}
    for node in tree["children"]:
        counts = [child["count"] for child in node["children"]]
        assert node["count"] == sum(counts)
        named = [child for child in node["children"] if child["class"] is not None]
        assert [c["count"] for c in named] == sorted((c["count"] for c in named), reverse=True)
        shown |= {(node["outcome"], child["class"]): child["count"] for child in named}
        folded = [child for child in node["children"] if child["class"] is None]
        of_outcome = sum(outcome == node["outcome"] for outcome, _ in expected)
        assert [child["classes"] for child in folded] == [of_outcome - len(named)] * (of_outcome > len(named))
    assert tree["count"] == sum(node["count"] for node in tree["children"]) == len(triples)
    assert all(expected[key] == count for key, count in shown.items())
    assert sum(shown.values()) == sum(count for _, count in expected.most_common(most))
    order = [node["outcome"] for node in tree["children"]]
    assert order == [outcome for outcome in OUTCOMES if outcome in {key for key, _ in expected}]


@pytest.mark.parametrize("pair", [("cnn", "lstm"), ("mlp", "cnn")])
def test_an_outcome_filters_the_instances_that_its_cell_counts(pictures, pair):
    others = [m.id for m in pictures.models if m.id not in pair]
    models = [*pair, *others]
    tree = pictures.view({"models": models})["treemap"]
    assert tree["models"] == list(pair)
    counted = 0
    for node in tree["children"]:
        asked = {"models": models, "outcome": node["outcome"]}
        found = pictures.view(asked)
        assert found["counts"]["selected"] == node["count"]
        assert [child["outcome"] for child in found["treemap"]["children"]] == [node["outcome"]]
        child = node["children"][0]
        by = "truth" if not node["outcome"].startswith("unknown") else "predicted"
        chosen = [child["class"]] if by == "truth" else {pair[0]: [child["class"]]}
        assert pictures.view(asked | {by: chosen})["counts"]["selected"] == child["count"]
        counted += node["count"]
    assert counted == 400
