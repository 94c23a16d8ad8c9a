"""The analysis in the page's worker says what it says in CPython, and outlives what goes wrong."""

import io
import json

import diptych
import numpy as np
import pandas as pd
import pytest

from tests.diptych.generate import make_bundle
from tests.overlay import lay_over
from tests.server import serve

CONNECT = """
async (base) => {
  const {connect} = await import(base + "workers/call.js");
  const {pyWorker} = await import(base + "workers/pyscript.js");
  window.told = [];
  window.python = connect(base + "workers/analysis.js", {
    make: pyWorker, onEvent: ({event, fraction}) => event === "progress" && window.told.push(fraction),
  });
  window.ask = async (op, args) => {
    try {
      const {text, arrays} = await window.python.call(op, args);
      return {text, arrays: Object.fromEntries(Object.entries(arrays).map(([k, a]) => [k, [...a]]))};
    } catch ({name, message, stack}) {
      return {name, message, stack};
    }
  };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analysis")
    make_bundle(folder / "bundles/made", instances=120, neurons=50, unknown=0.1)
    return lay_over(folder, ["made"])


@pytest.fixture(scope="module")
def comparison(folder):
    return diptych.open(folder / "bundles/made")


@pytest.fixture(scope="module")
def python(folder, browser):
    """One awake Python for all tests of this file: `python(op, **args)`."""
    url, stop = serve(folder, "/some/where/")
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.goto(url + "blank.html")
    page.evaluate(CONNECT, url)

    def ask(op, bundle="made", **args):
        args = {"bundle": f"{url}bundles/{bundle}/", **args} if bundle else args
        return page.evaluate("([op, args]) => window.ask(op, args)", [op, args])

    ask.page = page
    assert "text" in ask("versions", None)
    yield ask
    page.close()
    stop()


SELECTIONS = [
    {},
    {"truth": [0], "agreement": "only:cnn"},
    {"words": ["good"], "order": {"by": "disagreement", "descending": True}},
    {"neuron": {"model": "lstm", "layer": "hidden", "index": 2, "range": [0.5, 2.0]}, "search": "o"},
    {"ids": ["i5", "i7"], "predicted": {"cnn": [0]}},
]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_view_is_that_of_cpython(python, comparison, selection):
    show = {"rank": {"model": "cnn", "layer": "hidden"}, "instance": "i3"}
    found = json.loads(python("view", selection=selection, show=show)["text"])
    assert found == json.loads(json.dumps(comparison.view(selection, show)))


def test_the_versions_are_those_that_were_pinned(python):
    assert json.loads(python("versions", None)["text"]) == {"python": "3.12.7", "numpy": "2.0.2"}


def test_the_share_of_bytes_that_are_there_rises_to_all(python):
    told = python.page.evaluate("window.told")
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 10


def test_activations_of_an_instance_are_those_that_were_written(python, comparison):
    found = python("instance", id="i3", layers={"lstm": ["hidden"]})
    layer = comparison.models[1].layer("hidden")
    assert list(found["arrays"]) == ["lstm/hidden"]
    np.testing.assert_array_equal(found["arrays"]["lstm/hidden"], layer.instances.all()[3].astype(np.float32))
    assert json.loads(found["text"])["text"] == comparison.bundle.columns["text"][3]


def test_the_table_is_that_of_cpython(python, comparison):
    selection = {"agreement": "disagree", "order": {"by": "confidence:cnn", "descending": True}}
    found = pd.read_csv(io.StringIO(python("table", selection=selection)["text"]), index_col="id")
    ids = comparison.view(selection, {"parts": ["ids"]})["ids"]
    wanted = comparison.instances.loc[ids]
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False, check_exact=False)


@pytest.mark.parametrize(
    "selection", [{"truth": [7]}, {"colour": "red"}, {"ids": ["nobody"]}, {"words": "good"}]
)
def test_a_refusal_is_that_of_cpython_with_the_way_there(python, comparison, selection):
    with pytest.raises(diptych.SelectionError) as refused:
        comparison.view(selection)
    found = python("view", selection=selection, show={})
    assert (found["name"], found["message"]) == ("SelectionError", str(refused.value))
    assert "Traceback" in found["stack"]


def test_a_bundle_that_is_not_there_leaves_the_one_that_is(python, comparison):
    found = python("view", "nowhere", selection={}, show={})
    assert found["name"] == "BundleError"
    assert "bundle.json" in found["message"]
    counts = json.loads(python("view", selection={}, show={"parts": []})["text"])["counts"]
    assert counts == comparison.view({}, {"parts": []})["counts"]


def test_an_operation_that_does_not_exist_is_refused_by_name(python):
    assert python("guess")["message"].startswith("unknown operation: guess")


def test_after_its_death_the_next_question_starts_python_anew(python, comparison):
    died = python.page.evaluate("""() => {
      const waiting = window.python.call("versions").catch(({name}) => name);
      window.python.terminate();
      return waiting;
    }""")
    assert died == "WorkerError"
    counts = json.loads(python("view", selection={}, show={"parts": []})["text"])["counts"]
    assert counts == comparison.view({}, {"parts": []})["counts"]
