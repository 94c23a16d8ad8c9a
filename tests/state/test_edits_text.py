"""Every kind of edit through a link and back."""

import pytest


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body, **args: run_module(page, site_url + "state/edits-text.js", body, **args)


EDITS = [
    {"action": "fill", "erase": False, "shape": "brush", "size": 0.0547, "points": [0.1, 0.2, -0.01, 1]},
    {"action": "blur", "erase": False, "shape": "whole", "size": 0, "points": []},
    {
        "action": "fill",
        "erase": True,
        "shape": "wand",
        "tolerance": 12.5,
        "contiguous": True,
        "points": [0.1, 0.25],
    },
    {
        "action": "fill",
        "erase": False,
        "shape": "wand",
        "tolerance": 0,
        "contiguous": False,
        "points": [0, 1],
    },
    {"action": "fill", "erase": False, "shape": "invert", "size": 0, "points": []},
    {"action": "fill", "erase": False, "shape": "grow", "size": 0.007813},
    {"action": "blur", "erase": False, "shape": "shrink", "size": 0.001953},
    {"action": "fill", "erase": False, "shape": "feather", "size": 0.03125},
    {"action": "fill", "erase": False, "shape": "bitmap", "width": 4, "height": 3, "runs": [5, 2, 4, 1]},
]


def test_every_kind_of_edit_comes_back(js):
    edits = [{"id": i + 1, **edit} for i, edit in enumerate(EDITS)]
    assert js("return module.decodeEdits(module.encodeEdits(args.edits))", edits=edits) == edits


def test_only_what_comes_after_the_last_reset_is_kept(js):
    edits = [{"id": 1, **EDITS[0]}, {"id": 2, "action": "reset"}, {"id": 3, **EDITS[1]}]
    back = js("return module.decodeEdits(module.encodeEdits(args.edits))", edits=edits)
    assert back == [{"id": 1, **EDITS[1]}]


def test_what_is_too_long_gives_no_link(js):
    runs = [1] * 4000
    edits = [{"id": 1, "action": "fill", "shape": "bitmap", "width": 80, "height": 50, "runs": runs}]
    assert js("return module.encodeEdits(args.edits, 6000)", edits=edits) is None
    assert len(js("return module.encodeEdits(args.edits, 9000)", edits=edits)) > 8000


@pytest.mark.parametrize(
    "text",
    [
        "f+4zz",
        "f+4zz.1",
        "f+a2.2.9",
        "f+a0.0.0",
        "f+azzzz.zzzz.1",
        "f+a2.2.-1.2",
        "f+7zzzzz",
        "f+7--",
        "f+b1",
    ],
)
def test_an_edit_that_cannot_be_is_left_out(js, text):
    assert js("return module.decodeEdits(args.text)", text=text) == []
