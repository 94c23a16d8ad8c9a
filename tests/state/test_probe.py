"""Probe's reducers, rows and links, each against what can be said without them."""

import numpy as np
import pytest


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(page, site_url + file, body, **args)


STORE = """
const {createStore} = await import(new URL("store.js", args.base));
const store = createStore(module.initialProbe([{id: "a", name: "A"}]), module.probeReducers);
const tell = (type, facts) => store.dispatch({type, ...facts});
tell("pictureChosen", {source: {id: "p", title: "P"}});
const pixels = new ImageData(8, 8);
tell("pictureOpened", {key: "p@512", pixels, natural: {width: 8, height: 8}, note: ""});
"""


def test_undo_and_redo_walk_through_all_edits_and_a_new_edit_ends_redo(js, site_url):
    body = (
        STORE
        + """
    const seen = [];
    const now = () => seen.push([store.get().cursor, store.get().edits.length]);
    for (let i = 0; i < 300; i++) tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    now();
    for (let i = 0; i < 301; i++) tell("undone");
    now();
    for (let i = 0; i < 200; i++) tell("redone");
    now();
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    now();
    return seen;"""
    )
    seen = js("state/probe.js", body, base=site_url + "state/")
    assert seen == [[300, 300], [0, 300], [200, 300], [201, 201]]


def test_reset_can_be_undone(js, site_url):
    body = (
        STORE
        + """
    const key = () => module.modifiedKey(store.get());
    const keys = [key()];
    for (const type of ["strokeFinished", "resetRequested", "undone"]) {
      tell(type, {edit: {action: "fill", shape: "whole"}});
      keys.push(key());
    }
    return keys;"""
    )
    fresh, edited, reset, undone = js("state/probe.js", body, base=site_url + "state/")
    assert fresh == reset != edited == undone


def test_a_picture_comes_with_edits_that_were_undone_and_the_next_edit_is_new(js, site_url):
    body = (
        STORE
        + """
    const edits = [1, 2, 3].map((id) => ({id, action: "fill", shape: "whole"}));
    tell("pictureChosen", {source: {id: "own-1", title: "Own"}, edits, cursor: 1});
    tell("pictureOpened", {key: "own-1@512", pixels, natural: {width: 8, height: 8}, note: ""});
    const seen = [store.get().cursor];
    tell("redone");
    seen.push(store.get().cursor);
    tell("longSideChosen", {longSide: 256});
    tell("pictureOpened", {key: "own-1@256", pixels, natural: {width: 8, height: 8}, note: ""});
    seen.push(store.get().cursor);
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    return [...seen, store.get().edits.map(({id}) => id)];"""
    )
    assert js("state/probe.js", body, base=site_url + "state/") == [1, 2, 2, [1, 2, 4]]


def test_an_answer_to_a_question_nobody_asks_any_more_is_dropped(js, site_url):
    body = (
        STORE
        + """
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    const old = module.modifiedKey(store.get());
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    tell("fillArrived", {key: old, pixels, milliseconds: 1});
    const dropped = store.get().modified.key;
    tell("fillArrived", {key: module.modifiedKey(store.get()), pixels, milliseconds: 1});
    return [dropped, store.get().modified.key === module.modifiedKey(store.get())];"""
    )
    assert js("state/probe.js", body, base=site_url + "state/") == ["p@512", True]


def test_progress_and_failure_of_a_fill_that_nobody_waits_for_are_dropped(js, site_url):
    body = (
        STORE
        + """
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    const key = module.modifiedKey(store.get());
    const seen = [];
    const now = () => seen.push(module.fillProgress(store.get()));
    tell("fillProgressed", {key, fraction: 0.5}); now();
    tell("undone"); now();
    tell("fillProgressed", {key, fraction: 0.6}); now();
    tell("fillFailed", {key, message: "It failed."});
    return [...seen, store.get().status.text];"""
    )
    assert js("state/probe.js", body, base=site_url + "state/") == [0.5, None, None, ""]


def test_a_region_is_what_has_pixels_not_what_has_edits(js, site_url):
    body = (
        STORE
        + """
    const {hasRegion, isEmptied} = await import(new URL("edits.js", args.base));
    const seen = [];
    const now = () => {
      const state = store.get();
      const isOriginal = module.modifiedKey(state) === state.originalKey;
      seen.push([hasRegion(state, "fill"), hasRegion(state, "blur"), isEmptied(state), isOriginal]);
    };
    now();
    tell("strokeFinished", {edit: {action: "fill", shape: "rectangle", points: [0, 0, 0.25, 0.25]}}); now();
    tell("maskShrunk"); now();
    tell("undone"); now();
    tell("strokeFinished", {edit: {action: "blur", shape: "whole"}}); now();
    tell("strokeFinished", {edit: {action: "fill", shape: "whole", erase: true}}); now();
    tell("strokeFinished", {edit: {action: "blur", shape: "whole", erase: true}}); now();
    tell("undone");
    tell("resetRequested"); now();
    return seen;"""
    )
    none, filled, shrunk, again, both, blur, erased, reset = js(
        "state/probe.js", body, base=site_url + "state/"
    )
    assert none == reset == [False, False, False, True]
    assert filled == again == [True, False, False, False]
    assert both == [True, True, False, False]
    assert blur == [False, True, False, False]
    assert shrunk == erased == [False, False, True, True]


def test_a_picture_that_is_refused_changes_nothing_but_the_status(js, site_url):
    body = (
        STORE
        + """
    tell("strokeFinished", {edit: {action: "fill", shape: "whole"}});
    tell("pictureChosen", {source: {id: "q", title: "Q"}});
    tell("pictureRefused", {key: "q@512", message: "Q is empty."});
    const {source, edits, status} = store.get();
    return [source.id, edits.length, status.kind, status.text];"""
    )
    assert js("state/probe.js", body, base=site_url + "state/") == ["p", 1, "error", "Q is empty."]


def test_an_unknown_action_is_refused_by_name(js, site_url):
    body = STORE + "try { tell('nonsense') } catch (error) { return error.message }"
    assert js("state/probe.js", body, base=site_url + "state/") == "unknown action: nonsense"


def network(before, after, search=""):
    answers = {"original": {"probabilities": before}, "modified": {"probabilities": after}}
    return {**answers, "search": search}


def test_rows_are_the_first_by_confidence_with_their_change(js):
    rng = np.random.default_rng(2)
    before, after = (rng.dirichlet(np.ones(50)).astype(np.float32) for _ in range(2))
    labels = [f"class {i}" for i in range(50)]
    rows = js(
        "state/rows.js",
        "return module.tableRows(args.network, args.labels, {rows: 5, sort: 'confidence'})",
        network=network(before, after),
        labels=labels,
    )
    assert [r["classIndex"] for r in rows["original"]] == np.argsort(-before)[:5].tolist()
    assert [r["classIndex"] for r in rows["modified"]] == np.argsort(-after)[:5].tolist()
    for row in rows["modified"]:
        i = row["classIndex"]
        assert row["change"] == pytest.approx(100 * (float(after[i]) - float(before[i])), abs=1e-4)


def test_in_the_originals_order_a_new_leader_joins_at_the_end(js):
    before = np.array([0.5, 0.3, 0.1, 0.06, 0.03, 0.01], np.float32)
    after = np.array([0.05, 0.05, 0.1, 0.05, 0.05, 0.7], np.float32)
    rows = js(
        "state/rows.js",
        "return module.tableRows(args.network, args.labels, {rows: 3, sort: 'original'})",
        network=network(before, after),
        labels=list("abcdef"),
    )
    assert [r["classIndex"] for r in rows["original"]] == [0, 1, 2, 5]
    assert [r["joined"] for r in rows["modified"]] == [False, False, False, True]


def test_a_search_finds_any_class_by_a_part_of_its_name(js):
    p = np.full(4, 0.25, np.float32)
    rows = js(
        "state/rows.js",
        "return module.tableRows(args.network, args.labels, {rows: 5, sort: 'original'})",
        network=network(p, p, "BALL"),
        labels=["golf ball", "airliner", "ballpoint", "goose"],
    )
    assert [r["classIndex"] for r in rows["original"]] == [0, 2]


def test_a_link_brings_back_the_same_edits(js):
    edits = [
        {
            "id": 1,
            "action": "fill",
            "erase": False,
            "shape": "brush",
            "size": 0.0547,
            "points": [0.1, 0.2, -0.01, 1],
        },
        {
            "id": 2,
            "action": "blur",
            "erase": False,
            "shape": "rectangle",
            "size": 0,
            "points": [0, 0, 0.5, 0.5],
        },
        {
            "id": 3,
            "action": "fill",
            "erase": True,
            "shape": "lasso",
            "size": 0,
            "points": [0, 0, 0.5, 0.5, 0, 1],
        },
    ]
    assert (
        js("state/permalink.js", "return module.decodeEdits(module.encodeEdits(args.edits))", edits=edits)
        == edits
    )


@pytest.mark.parametrize("text", ["", "nonsense", "f+9zz", "f+0!!", "<script>", "f+0" + "9" * 5000])
def test_a_broken_link_is_no_trouble(js, text):
    for edit in js("state/permalink.js", "return module.decodeEdits(args.text)", text=text):
        assert edit["action"] in {"fill", "blur"}
