"""Compare before Python is awake, and on broken bundles."""

import json
import shutil

import diptych
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.app.conftest import ONLY, PATIENCE, READY, busy, link, opacity, state, tell, wait_for
from tests.diptych.generate import make_bundle
from tests.overlay import lay_over


def edit_json(name, change):
    def spoil(folder):
        content = json.loads((folder / name).read_text())
        change(content)
        (folder / name).write_text(json.dumps(content))

    return spoil


def edit_array(name, change):
    def spoil(folder):
        np.save(folder / name, change(np.load(folder / name)))

    return spoil


def cut(name, count):
    def spoil(folder):
        (folder / name).write_bytes((folder / name).read_bytes()[:-count])

    return spoil


def put(position, value):
    def change(array):
        array[position] = value
        return array

    return change


# What Python finds: the page must say what CPython says of the same folder.
BROKEN = {
    "short": cut("cnn.probabilities.npy", 9),
    "dtype": edit_array("truth.npy", lambda a: a.astype(np.float32)),
    "shape": edit_array("cnn.probabilities.npy", lambda a: a[:-1]),
    "nan": edit_array("lstm.probabilities.npy", put((4, 1), np.nan)),
    "sum": edit_array("lstm.probabilities.npy", put((4, 1), 3)),
    "classless": edit_array("truth.npy", put(7, 99)),
    "twins": edit_json("instances.json", lambda table: table["ids"].__setitem__(1, table["ids"][0])),
    "text": lambda folder: (folder / "instances.json").write_text('{"ids": ['),
}

# What the page finds itself, with a part of the reason.
UNREADABLE = {
    "absent": (shutil.rmtree, "absent/bundle.json can't be fetched: there is no such file (404)."),
    "json": (cut("bundle.json", 40), "json/bundle.json is broken JSON: "),
    "version": (
        edit_json("bundle.json", lambda bundle: bundle.update(version=7)),
        "version/bundle.json: version: 7 is unknown, this Diptych reads version 1.",
    ),
    "lonely": (
        edit_json("bundle.json", lambda bundle: bundle["models"].pop()),
        "lonely/bundle.json: models: 1 of them, at least 2 are wanted.",
    ),
}

# What the page finds itself and says as Python does.
WRONG = {
    "nameless": edit_json("bundle.json", lambda bundle: bundle["models"][0].pop("name")),
    "kindless": edit_json("bundle.json", lambda bundle: bundle["task"].update(kind="sound")),
    "modelless": edit_json("bundle.json", lambda bundle: bundle.update(models=[None, None])),
}

# Whole but for the activations of one layer, which are read when a neuron is chosen.
NUMB = cut("cnn.hidden.neurons.npy", 9)

# Unusual, and shown all the same: (arguments of make_bundle, what the texts become).
UNUSUAL = {
    "one instance": {"instances": 1},
    "no instances": {"instances": 0},
    "one class": {"classes": 1},
    "two hundred classes": {"classes": 200},
    "no text": {"text": False},
    "no truth": {"unknown": 1.0},
    "three models": {"models": ("cnn", "lstm", "mlp")},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundles")
    good = folder / "bundles/good"
    make_bundle(good, instances=80)
    for id, spoil in BROKEN.items():
        shutil.copytree(good, good.parent / id)
        spoil(good.parent / id)
    for id, (spoil, _) in UNREADABLE.items():
        shutil.copytree(good, good.parent / id)
        spoil(good.parent / id)
    shutil.copytree(good, good.parent / "numb")
    NUMB(good.parent / "numb")
    for id, spoil in WRONG.items():
        shutil.copytree(good, good.parent / id)
        spoil(good.parent / id)
    shutil.copytree(good, good.parent / "unlisted")
    for id, options in UNUSUAL.items():
        make_bundle(good.parent / id.replace(" ", "-"), **{"instances": 80, **options})
    ids = ["good", "numb", *WRONG, *BROKEN, *UNREADABLE, *(id.replace(" ", "-") for id in UNUSUAL)]
    return lay_over(folder, ids)


def test_the_page_is_there_before_python_and_answers_what_was_asked_meanwhile(page, url, good, status):
    held = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(url + link("good"))
    rows = page.get_by_test_id("instances").locator("[data-id]")
    expect(rows.first).to_be_visible()
    shown = good.view({})
    assert rows.first.get_attribute("data-id") == shown["rows"]["id"][0]
    wait_for(page, "Object.keys(state.layerData).length === 2")
    assert state(page, "view.metrics") == json.loads(json.dumps(shown["metrics"]))
    assert page.locator(READY).count() == 0
    assert state(page, "python.status") == "waking"

    tell(page, "filterChosen", patch={"truth": [1]})
    tell(page, "selectionCleared")
    tell(page, "selectionChanged", patch=ONLY)
    while not held:
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    page.wait_for_selector(READY)
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def test_a_link_brings_the_same_view_back(page, url, good, status):
    selection = {**ONLY, "neuron": {"model": "lstm", "layer": "hidden", "index": 4, "range": None}}
    page.goto(url + link("good", selection) + "&instance=i3")
    page.wait_for_selector(READY)
    first = state(page, "view")
    assert first["rows"]["id"] == good.view(selection)["ids"]
    page.wait_for_function("location.hash.includes('layers')")
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_selector(READY, timeout=PATIENCE)
    assert state(again, "view") == first
    assert state(again, "instance") == "i3"


def test_a_link_typed_over_another_is_followed(page, url, good, status):
    page.goto(url + link("good"))
    page.wait_for_selector(READY)
    page.evaluate("(hash) => (location.hash = hash)", link("good", ONLY))
    wait_for(page, "state.live && state.view.selection.agreement === 'only:cnn'")
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def test_a_broken_bundle_is_refused_with_the_reason_and_another_can_be_chosen(page, url, folder, status):
    page.expected_errors += ["404"]
    page.goto(url + link("good"))
    page.wait_for_selector(READY)
    for id, (_, reason) in UNREADABLE.items():
        tell(page, "bundleChosen", id=id)
        expect(status).to_contain_text(reason)
        assert state(page, "bundle") == "good"
    for id in BROKEN:
        with pytest.raises(diptych.BundleError) as refused:
            diptych.open(folder / "bundles" / id)
        tell(page, "bundleChosen", id=id)
        expect(status).to_contain_text(str(refused.value))
    tell(page, "bundleChosen", id="good")
    wait_for(page, "state.bundle === 'good' && state.live")
    expect(status).to_contain_text("Ready")


def test_a_link_to_a_bundle_that_is_not_here_says_so_and_the_first_is_opened(page, url, good, status):
    page.expected_errors += ["404"]
    page.goto(url + link("nowhere", ONLY))
    page.wait_for_selector(READY)
    expect(status).to_contain_text("nowhere/bundle.json can't be fetched")
    assert list_reads(page) == "The good one"
    assert state(page, "view.sentence.text") == good.view({})["sentence"]["text"]
    page.wait_for_function("location.hash.includes('bundle=good')")


def list_reads(page):
    """What the list of bundles reads."""
    return page.get_by_test_id("bundle").evaluate("list => list.selectedOptions[0].text")


def test_a_refused_bundle_leaves_the_list_as_it_was(page, url, status):
    page.goto(url + link("good"))
    page.wait_for_selector(READY)
    page.get_by_test_id("bundle").select_option("version")
    expect(status).to_contain_text("version/bundle.json: version: 7 is unknown")
    assert list_reads(page) == "The good one"


def test_a_bundle_that_only_a_link_names_is_named_in_the_list(page, url, folder, status):
    page.goto(url + link("unlisted"))
    page.wait_for_selector(READY)
    assert list_reads(page) == diptych.open(folder / "bundles/unlisted").bundle.name
    page.get_by_test_id("bundle").select_option("good")
    wait_for(page, "state.bundle === 'good'")
    assert list_reads(page) == "The good one"


@pytest.mark.parametrize("id", WRONG)
def test_a_bundle_that_is_none_is_refused_in_pythons_words_and_drawn_nowhere(page, url, folder, status, id):
    with pytest.raises(diptych.BundleError) as refused:
        diptych.open(folder / "bundles" / id)
    page.goto(url + link(id))
    expect(status).to_contain_text(f"{id}/{refused.value}")
    page.wait_for_selector(READY)
    assert list_reads(page) == "The good one"


@pytest.mark.parametrize("other", ["three-models", "one-instance", "two-hundred-classes", None])
def test_a_view_that_another_bundle_left_is_not_shown(page, url, folder, status, other):
    held = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    text = (folder / f"bundles/{other}/view.json").read_text() if other else '{"counts": {}}'
    page.route("**/good/view.json", lambda route: route.fulfill(body=text))
    page.goto(url + link("good"))
    wait_for(page, "Object.keys(state.layerData).length === 2")
    assert state(page, "view") is None
    expect(status).to_contain_text("Python wakes")


def test_unusual_bundles_are_shown(page, url, folder, status):
    page.goto(url + link("good"))
    wait_for(page, "state.bundle === 'good'")  # or the link would be followed after the first choice
    for id in (id.replace(" ", "-") for id in UNUSUAL):
        tell(page, "bundleChosen", id=id)
        wait_for(page, f"state.bundle === '{id}' && (state.live || state.status.kind === 'error')")
        assert state(page, "status.text") == "", id
        counts = diptych.open(folder / "bundles" / id).view({})["counts"]
        assert state(page, "view.counts") == counts, id


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ({"truth": [9]}, "truth [9]"),
        ({"models": ["cnn", "nope"]}, 'models ["cnn","nope"]'),
        ({"neuron": {"model": "cnn", "layer": "hidden", "index": 999}}, 'neuron {"model":"cnn"'),
    ],
)
def test_the_bad_part_of_a_link_is_left_out_and_said_and_the_rest_is_answered(
    page, url, good, status, bad, named
):
    page.goto(url + link("good", {"agreement": "disagree", **bad}))
    page.wait_for_selector(READY)
    expect(status).to_contain_text(f"Part of the link doesn't fit this test set and is left out: {named}")
    wanted = good.view({"agreement": "disagree"})
    assert state(page, "view.sentence") == wanted["sentence"]
    expect(busy(page)).to_have_count(0)
    names = [model.name for model in good.models]
    heads = page.get_by_test_id("metrics").locator("thead th[title]")
    assert heads.evaluate_all("all => all.map((th) => th.title)")[:2] == names


def test_instances_that_only_python_knows_to_be_missing_are_refused_and_all_are_shown(
    page, url, good, status
):
    page.goto(url + link("good", {"ids": ["i1", "nobody"]}))
    with pytest.raises(diptych.SelectionError) as refused:
        good.view({"ids": ["i1", "nobody"]})
    expect(status).to_contain_text(str(refused.value))
    page.wait_for_selector(READY)
    assert state(page, "selection") == good.view({})["selection"]
    expect(busy(page)).to_have_count(0)


def test_what_a_broken_bundle_cannot_answer_is_taken_back(page, url, folder, status):
    with pytest.raises(diptych.BundleError) as refused:
        diptych.open(folder / "bundles/dtype")
    page.goto(url + link("dtype"))
    expect(status).to_contain_text(str(refused.value))
    disagree = page.get_by_test_id("agreement").locator('[data-agreement="disagree"]')
    disagree.click()
    expect(disagree).to_have_attribute("aria-pressed", "false")
    expect(status).to_contain_text(str(refused.value))
    expect(busy(page)).to_have_count(0)
    assert state(page, "view.counts.selected") == 80


def test_a_neuron_whose_file_is_cut_short_says_so_where_its_histogram_would_be(page, url, folder, status):
    page.goto(url + link("numb"))
    page.wait_for_selector(READY)
    neuron = {"model": "cnn", "layer": "hidden", "index": 3}
    with pytest.raises(diptych.BundleError) as refused:
        diptych.open(folder / "bundles/numb", check=False).view({"neuron": neuron})
    tell(page, "neuronChosen", **neuron)
    histogram = page.get_by_test_id("activation-histogram")
    expect(histogram).to_contain_text(str(refused.value))
    expect(status).to_contain_text(str(refused.value))
    tell(page, "filterChosen", patch={"truth": [1]})
    expect(histogram).to_contain_text("Choose a neuron")


def test_figures_that_do_not_answer_the_link_yet_are_dimmed_until_they_do(page, url, good, status):
    held = []
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(url + link("good", {"agreement": "disagree"}))
    sentence = page.get_by_test_id("sentence")
    expect(sentence).to_contain_text("Waiting for Python")
    figures = [
        sentence.locator("p"),
        page.get_by_test_id("metrics"),
        page.get_by_test_id("words"),
        page.get_by_test_id("treemap"),
        page.get_by_test_id("confusion"),
        page.get_by_test_id("instances"),
    ]
    page.wait_for_timeout(500)
    assert [opacity(each) < 0.5 for each in figures] == [True] * 6
    assert opacity(page.get_by_test_id("agreement")) == 1
    while not held:
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    page.wait_for_selector(READY)
    assert [opacity(each) for each in figures] == [1] * 6
    expect(sentence).not_to_contain_text("Waiting")
