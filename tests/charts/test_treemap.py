"""The treemap: areas are counts, cells lie inside their parents and never on each other."""

import itertools

import numpy as np
import pytest

CELLS = "return module.treemapCells(args.tree, args)"


def make_tree(rng, classes, most=200):
    """A hierarchy truth → A → B with random counts, as a view tells it."""
    counts = rng.integers(0, most, (classes, classes, classes))

    def level(values, depth):
        if depth == 3:
            return int(values)
        children = []
        for c in range(classes):
            if values[c].sum():
                inner = level(values[c], depth + 1)
                node = {"class": c, "count": int(values[c].sum())}
                children.append(node if depth == 2 else node | {"children": inner})
        return children

    return {"count": int(counts.sum()), "children": level(counts, 0)}, counts


@pytest.mark.parametrize("classes", [2, 3, 8])
def test_areas_of_leaves_are_proportional_to_counts(chart, classes):
    tree, counts = make_tree(np.random.default_rng(classes), classes)
    cells = chart("treemap", CELLS, tree=tree, width=400, height=300, gap=0)
    leaves = [c for c in cells if c["leaf"]]
    assert len(leaves) == np.count_nonzero(counts)
    for leaf in leaves:
        expected = counts[tuple(leaf["path"])] / counts.sum() * 400 * 300
        assert leaf["width"] * leaf["height"] == pytest.approx(expected, rel=1e-6)


def test_every_cell_lies_within_its_parent_and_beside_its_siblings(chart):
    tree, _ = make_tree(np.random.default_rng(5), 3)
    cells = chart("treemap", CELLS, tree=tree, width=360, height=200, header=18)
    by_path = {tuple(c["path"]): c for c in cells}
    for path, cell in by_path.items():
        parent = by_path.get(path[:-1], {"x": 0, "y": 0, "width": 360, "height": 200})
        assert cell["x"] >= parent["x"] - 1e-9
        assert cell["y"] >= parent["y"] - 1e-9 + (18 if len(path) == 2 else 0)
        assert cell["x"] + cell["width"] <= parent["x"] + parent["width"] + 1e-9
        assert cell["y"] + cell["height"] <= parent["y"] + parent["height"] + 1e-9
    for a, b in itertools.combinations([c for c in cells if c["leaf"]], 2):
        apart = (
            a["x"] + a["width"] <= b["x"] + 1e-9
            or b["x"] + b["width"] <= a["x"] + 1e-9
            or a["y"] + a["height"] <= b["y"] + 1e-9
            or b["y"] + b["height"] <= a["y"] + 1e-9
        )
        assert apart, (a, b)


def test_the_count_below_a_path_is_that_of_its_instances(chart):
    tree, counts = make_tree(np.random.default_rng(9), 4, most=3)
    paths = [[2], [1, 3], [0, 1, 2], [3, 0], [9], []]
    found = chart(
        "treemap", "return args.paths.map((p) => module.countAt(args.tree, p))", tree=tree, paths=paths
    )
    assert found == [int(counts[tuple(p)].sum()) if p != [9] else 0 for p in paths]
