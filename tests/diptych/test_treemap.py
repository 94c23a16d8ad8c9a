from collections import Counter

import numpy as np
from diptych._treemap import treemap
from hypothesis import given
from hypothesis import strategies as st


def leaves(node, path=()):
    """Counts of the paths to the leaves of a hierarchy."""
    if "children" not in node:
        return {path: node["count"]}
    out = {}
    for child in node["children"]:
        out |= leaves(child, (*path, child["class"]))
    return out


def assert_adds_up(node):
    if "children" in node:
        assert node["count"] == sum(child["count"] for child in node["children"])
        for child in node["children"]:
            assert_adds_up(child)


triples = st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 3), st.integers(0, 3)), max_size=60)


@given(triples)
def test_leaves_count_the_triples_and_every_node_adds_up(triples):
    truth, a, b = np.array(triples, np.int32).reshape(-1, 3).T
    tree = treemap(truth, a, b, 4)
    assert leaves(tree) == Counter(triples)
    assert tree["count"] == len(triples)
    assert_adds_up(tree)


@given(triples, st.integers(0, 5))
def test_what_is_too_small_to_show_is_one_node_of_its_truth(triples, most):
    truth, a, b = np.array(triples, np.int32).reshape(-1, 3).T
    tree = treemap(truth, a, b, 4, most=most)
    assert_adds_up(tree)
    assert tree["count"] == len(triples)
    shown = {path: count for path, count in leaves(tree).items() if None not in path}
    counts = Counter(triples)
    assert len(shown) == min(most, len(counts))
    assert all(counts[path] == count for path, count in shown.items())
    assert sum(shown.values()) == sum(count for _, count in counts.most_common(most))
    per_truth = Counter(t for t, _, _ in triples)
    assert {child["class"]: child["count"] for child in tree["children"]} == per_truth
