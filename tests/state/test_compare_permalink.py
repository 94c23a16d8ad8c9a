"""Compare's links: what goes in comes out, and what a link should not hold is left out and named."""

import json
from urllib.parse import quote

import pytest

MANIFEST = {"models": [{"id": "cnn"}, {"id": "lstm"}]}
EMPTY = {
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
CHANGED = {
    "truth": [-1, 1],
    "predicted": {"cnn": [0]},
    "agreement": "only:cnn",
    "outcome": "only-b",
    "correct": {"lstm": False},
    "correct5": {"cnn": True},
    "words": ["it's", "naïve"],
    "search": '100 % #1 & "a=b"?',
    "neuron": {"model": "cnn", "layer": "conv3", "index": 17, "range": [-0.5, 1e-7]},
    "ids": ["1,2", "ü/:"],
    "order": {"by": "confidence:cnn", "descending": True},
}


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body, **args: run_module(page, site_url + "state/compare-permalink.js", body, **args)


def state(**changes):
    return {
        "bundle": "re views",
        "manifest": MANIFEST,
        "selection": {**EMPTY, **changes},
        "layers": {"cnn": "conv3", "lstm": "hidden"},
        "instance": "a&b",
    }


@pytest.mark.parametrize("fields", [[], *([name] for name in CHANGED), list(CHANGED)])
def test_a_link_brings_everything_back(js, page, fields):
    changes = {name: CHANGED[name] for name in fields}
    body = """
    location.hash = module.writeCompare(args.state);
    return module.readCompare(location.hash);"""
    assert js(body, state=state(**changes)) == {
        "bundle": "re views",
        "selection": changes,
        "layers": {"cnn": "conv3", "lstm": "hidden"},
        "instance": "a&b",
        "left": [],
    }


@pytest.mark.parametrize("look", ["table", "grid"])
def test_how_photographs_are_laid_out_is_part_of_the_link(js, look):
    body = "return module.readCompare(module.writeCompare({...args.state, look: args.look})).look"
    assert js(body, state=state(), look=look) == look


def test_a_selection_too_long_for_a_link_stays_out_of_it(js):
    link = js("return module.writeCompare(args.state)", state=state(ids=[str(i) for i in range(5000)]))
    assert "select" not in link
    assert "instance" in link


@pytest.mark.parametrize(
    ("select", "kept", "left"),
    [
        ("{broken", {}, ["select"]),
        ("[1]", {}, ["select"]),
        ("null", {}, ["select"]),
        (json.dumps({"truth": "0", "words": ["a"]}), {"words": ["a"]}, ["truth"]),
        (json.dumps({"truth": [0.5], "predicted": [1], "ids": [1]}), {}, ["truth", "predicted", "ids"]),
        (json.dumps({"neuron": {"model": "cnn"}, "order": "text"}), {}, ["neuron", "order"]),
        (json.dumps({"correct": {"cnn": 1}, "search": None}), {}, ["correct", "search"]),
        (json.dumps({"correct5": [1], "outcome": 3}), {}, ["correct5", "outcome"]),
        (json.dumps({"colour": "red", "toString": [1]}), {}, ["colour", "toString"]),
    ],
)
def test_what_a_link_should_not_hold_is_left_out_and_named(js, select, kept, left):
    found = js("return module.readCompare(args.hash)", hash=f"#compare?bundle=b&select={quote(select)}")
    assert (found["selection"], found["left"]) == (kept, left)


def test_a_bare_link_names_nothing(js):
    assert js('return module.readCompare("#compare")') == {
        "bundle": None,
        "selection": {},
        "layers": {},
        "instance": None,
        "left": [],
    }
