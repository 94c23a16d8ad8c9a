"""The treemap of many classes: areas are counts, small classes are one cell, and no instance is lost."""

import numpy as np
import pytest
from diptych._outcomes import outcome_tree

CELLS = "return module.outcomeCells(args.tree, args)"
COUNTS = """const cells = module.outcomeCells(args.tree, args);
return cells.map((cell) => {
  const siblings = cells.flatMap(({outcome, leaf}) => (outcome === cell.outcome && leaf ? [leaf] : []));
  const count = module.countIn(args.part, cell, siblings);
  return [cell.outcome, cell.leaf?.class, cell.leaf?.members ?? [], count];
});"""


def draw(rng, count, classes=60):
    """Instances of unequal classes: truth, A's and B's answers."""
    truth = np.minimum(rng.geometric(0.08, count) - 1, classes - 1)
    truth[rng.random(count) < 0.05] = -1
    said = [np.where(rng.random(count) < 0.6, truth, rng.integers(0, classes, count)) for _ in "ab"]
    return truth, *(np.where(s < 0, 0, s) for s in said)


def test_areas_are_counts_and_classes_too_small_to_read_are_one_cell(chart):
    tree = outcome_tree(*draw(np.random.default_rng(0), 900), 60)
    cells = chart("outcomes", CELLS, tree=tree, width=400, height=200, gap=0, least=500)
    each = 400 * 200 / 900
    for node in tree["children"]:
        own = [c for c in cells if c["outcome"] == node["outcome"]]
        frame, *leaves = own
        assert frame["leaf"] is None
        assert frame["width"] * frame["height"] == pytest.approx(node["count"] * each)
        assert all(c["width"] * c["height"] == pytest.approx(c["count"] * each) for c in leaves)
        named = {child["class"]: child["count"] for child in node["children"]}
        large = {c: n for c, n in named.items() if n * each >= 500}
        small = {c: n for c, n in named.items() if c not in large}
        shown = {c["leaf"]["class"]: c["count"] for c in leaves if c["leaf"]["class"] is not None}
        folded = [c["leaf"] for c in leaves if c["leaf"]["class"] is None]
        if len(small) <= 1:
            assert (shown, folded) == (named, [])
        else:
            assert shown == large
            assert [(f["classes"], f["count"]) for f in folded] == [(len(small), sum(small.values()))]
            assert sorted(folded[0]["members"]) == sorted(small)


def test_what_the_analysis_folded_is_part_of_the_others(chart):
    tree = outcome_tree(*draw(np.random.default_rng(1), 400), 60, most=12)
    cells = chart("outcomes", CELLS, tree=tree, width=400, height=200)
    for node in tree["children"]:
        leaves = [c["leaf"] for c in cells if c["outcome"] == node["outcome"] and c["leaf"]]
        assert sum(leaf["count"] for leaf in leaves) == node["count"]
        assert sum(leaf["classes"] for leaf in leaves) == sum(c.get("classes", 1) for c in node["children"])
        assert all(leaf["members"] == [] for leaf in leaves if leaf["class"] is None)


@pytest.mark.parametrize("least", [0, 500, 1e9])
def test_the_selected_part_of_each_cell_is_that_of_its_classes(chart, least):
    rng = np.random.default_rng(2)
    drawn = draw(rng, 700)
    chosen = rng.random(700) < 0.3
    whole, part = outcome_tree(*drawn, 60), outcome_tree(*(d[chosen] for d in drawn), 60)
    counts = {
        (node["outcome"], child["class"]): child["count"]
        for node in part["children"]
        for child in node["children"]
    }
    totals = {node["outcome"]: node["count"] for node in part["children"]}
    found = chart("outcomes", COUNTS, tree=whole, part=part, width=380, height=160, least=least)
    for outcome, label, members, count in found:
        of = [label] if label is not None else members
        if members:
            assert count == sum(counts.get((outcome, c), 0) for c in of)
        else:
            assert count == totals.get(outcome, 0)


def test_a_selection_that_folds_a_shown_class_has_no_count_for_it(chart):
    drawn = draw(np.random.default_rng(3), 500)
    whole = outcome_tree(*drawn, 60)
    part = outcome_tree(*drawn, 60, most=3)
    found = chart("outcomes", COUNTS, tree=whole, part=part, width=380, height=160)
    assert any(count is None for _, _, _, count in found)
    frames = {outcome: count for outcome, _, members, count in found if not members}
    assert frames == {node["outcome"]: node["count"] for node in whole["children"]}
