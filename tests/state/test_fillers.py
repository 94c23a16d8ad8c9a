"""One hole under every filler: what is asked for next, in which order, and what is dropped."""

import numpy as np
import pytest

BEGIN = """
const {createStore} = await import(new URL("store.js", args.base));
const {initialProbe, probeReducers} = await import(new URL("probe.js", args.base));
const store = createStore(initialProbe([{id: "a", name: "A"}, {id: "b", name: "B"}]), probeReducers);
const tell = (type, facts) => store.dispatch({type, ...facts});
const pixels = new ImageData(8, 8);
const answer = (key, ...p) => ({key, probabilities: Float32Array.from(p)});
const {isSeeded} = await import(new URL("fillers.js", args.base));
const key = (method) => ["p@512", 1, method, 3, 8, isSeeded(method) ? store.get().seed : ""].join("|");
tell("galleryArrived", {gallery: [], labels: ["x", "y", "z"]});
tell("pictureChosen", {source: {id: "p", title: "P"}});
tell("pictureOpened", {key: "p@512", pixels, natural: {width: 8, height: 8}, note: ""});
for (const network of ["a", "b"]) {
  tell("networkReady", {network});
  for (const which of ["original", "modified"]) {
    tell("answerArrived", {network, which, answer: answer("p@512", 0.7, 0.2, 0.1)});
  }
}
const edit = {action: "fill", shape: "rectangle", points: [0, 0, 0.5, 0.5]};
const stroke = () => tell("strokeFinished", {edit});
const filled = () => tell("fillArrived", {key: key("telea"), pixels, milliseconds: 1});
const now = () => answer(key("telea"), 0.1, 0.8, 0.1);
const answered = (network) => tell("answerArrived", {network, which: "modified", answer: now()});
"""


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body: run_module(
        page, site_url + "state/probe-fillers.js", BEGIN + body, base=site_url + "state/"
    )


def test_the_main_picture_and_its_tables_come_first(js):
    seen = js("""
    const seen = [];
    const next = () => seen.push(module.nextFiller(store.get()));
    tell("fillersShown", {shown: true}); next();
    stroke(); next();
    filled(); next();
    answered("a"); next();
    answered("b"); next();
    tell("strokeStarted"); next();
    tell("strokeDropped"); next();
    tell("fillersStopped"); next();
    tell("fillersResumed"); next();
    tell("undone"); next();
    return seen;""")
    assert seen == [None, None, None, None, "telea", None, "telea", None, "telea", None]


def test_every_method_is_filled_once_and_seen_by_every_network(js):
    seen = js("""
    tell("fillersShown", {shown: true});
    stroke(); filled(); answered("a"); answered("b");
    const seen = {order: [], asked: [], progress: []};
    for (let method; (method = module.nextFiller(store.get())); ) {
      seen.order.push(method);
      tell("fillerArrived", {method, key: key(method), pixels});
      for (const network of ["a", "b"]) {
        const asked = module.nextUnanswered(store.get(), network);
        seen.asked.push(asked.method === method && asked.key === key(method));
        tell("fillerAnswered", {network, method, answer: answer(asked.key, 0.1, 0.8, 0.1)});
        seen.asked.push(module.nextUnanswered(store.get(), network) === null);
      }
      seen.progress.push(module.progressOf(store.get()));
    }
    return seen;""")
    assert sorted(seen["order"]) == sorted(set(seen["order"]))
    assert set(seen["order"]) == {"telea", "biharmonic", "patchmatch", "mean", "grey", "noise", "blur"}
    assert seen["order"][0] == "telea"
    assert all(seen["asked"])
    assert seen["progress"] == [{"done": i + 1, "failed": 0, "of": 7, "complete": i == 6} for i in range(7)]


def test_what_arrives_for_a_hole_that_is_no_more_is_dropped(js):
    kept = js("""
    tell("fillersShown", {shown: true});
    stroke();
    tell("fillerArrived", {method: "grey", key: key("grey"), pixels});
    const first = module.filledBy(store.get(), "grey") !== null;
    stroke();
    tell("fillerArrived", {method: "mean", key: key("mean"), pixels});
    return [first, module.filledBy(store.get(), "grey"), module.filledBy(store.get(), "mean")];""")
    assert kept == [True, None, None]


def test_what_cant_be_filled_ends_the_comparison_and_is_counted_apart(js):
    seen = js("""
    tell("fillersShown", {shown: true});
    stroke();
    tell("fillFailed", {key: key("telea"), message: "Nothing is left."});
    const {modified, networks} = store.get();
    const dropped = [modified.pixels, networks.a.modified, networks.b.modified];
    for (let method; (method = module.nextFiller(store.get())); ) {
      const able = method === "grey" || method === "blur";
      if (!able) tell("fillerFailed", {method, key: key(method), message: "Nothing is left."});
      else tell("fillerArrived", {method, key: key(method), pixels});
      for (const network of able ? ["a", "b"] : []) {
        tell("fillerAnswered", {network, method, answer: answer(key(method), 0.1, 0.8, 0.1)});
      }
    }
    const reasons = [...module.unableByReason(store.get())].map(([why, {length}]) => [why, length]);
    const words = module.fillerRows(store.get(), "a").map((row) => row.words.facts);
    return {dropped, progress: module.progressOf(store.get()), reasons, words};""")
    assert seen["dropped"] == [None, None, None]
    assert seen["progress"] == {"done": 2, "failed": 5, "of": 7, "complete": True}
    assert seen["reasons"] == [["Nothing is left.", 5]]
    assert all(words.endswith("with each of 2 methods") for words in seen["words"])


def test_another_preprocessing_asks_that_network_again(js):
    again = js("""
    tell("fillersShown", {shown: true});
    stroke(); filled(); answered("a"); answered("b");
    tell("fillerArrived", {method: "grey", key: key("grey"), pixels});
    for (const network of ["a", "b"]) {
      tell("fillerAnswered", {network, method: "grey", answer: answer(key("grey"), 1, 0, 0)});
    }
    tell("preprocessingChosen", {network: "a", preprocessing: "other"});
    return Object.keys(module.filledBy(store.get(), "grey").answers);""")
    assert again == ["b"]


def test_rows_are_the_tables_whatever_leads_and_the_class_on_show(js):
    found = js("""
    tell("fillersShown", {shown: true});
    stroke();
    tell("rowsChanged", {rows: 5});
    const ten = (at) => Array.from({length: 10}, (_, i) => i === at ? 0.55 : 0.05);
    const original = answer("p@512", 0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.04, 0.03, 0.02, 0.01);
    tell("answerArrived", {network: "a", which: "original", answer: original});
    for (const [method, at] of [["grey", 7], ["mean", 8]]) {
      tell("fillerArrived", {method, key: key(method), pixels});
      tell("fillerAnswered", {network: "a", method, answer: answer(key(method), ...ten(at))});
    }
    tell("classChosen", {network: "a", classIndex: 9});
    return module.fillerRows(store.get(), "a");""")
    assert {row["classIndex"] for row in found} == {0, 1, 2, 3, 4, 7, 8, 9}
    seven = next(row for row in found if row["classIndex"] == 7)
    assert seven["changes"] == pytest.approx({"grey": 52, "mean": 2}, abs=1e-4)
    assert seven["verdict"]["spread"] == pytest.approx(np.std([52, 2]), abs=1e-4)
    assert all(row["words"] is None for row in found)
