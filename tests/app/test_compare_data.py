"""Compare before Python is awake, on broken bundles, and when Python itself fails."""

import json
import shutil

import diptych
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.diptych.generate import make_bundle
from tests.overlay import lay_over
from tests.server import serve

PATIENCE = 120_000

READY = "html[data-ready=compare]"

ONLY = {"truth": [0], "agreement": "only:cnn"}


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


@pytest.fixture(scope="module")
def url(folder):
    url, stop = serve(folder, "/some/where/")
    yield url
    stop()


@pytest.fixture
def good(folder):
    return diptych.open(folder / "bundles/good")


@pytest.fixture
def status(page):
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page.get_by_test_id("compare").get_by_test_id("status")
    expect.set_options(timeout=5_000)


def tell(page, type, **facts):
    page.wait_for_selector("diptych-compare")
    script = "(action) => document.querySelector('diptych-compare').store.dispatch(action)"
    page.evaluate(script, {"type": type, **facts})


def state(page, path):
    return page.evaluate(f"document.querySelector('diptych-compare').store.get().{path}")


def link(bundle, selection=None):
    return f"#compare?bundle={bundle}" + (f"&select={json.dumps(selection)}" if selection else "")


def wait_for(page, condition):
    """Wait until Compare is there and an expression of `state` holds."""
    page.wait_for_selector("diptych-compare")
    page.wait_for_function(
        f"(state => {condition})(document.querySelector('diptych-compare').store.get())",
    )


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


def busy(page):
    """What says that it waits for an answer."""
    return page.locator('[data-testid="compare"] [aria-busy="true"]')


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


def opacity(locator):
    """How far something shows, all that it lies in included."""
    return locator.evaluate(
        """(node) => {
          let product = 1;
          for (; node instanceof Element; node = node.parentNode) product *= getComputedStyle(node).opacity;
          return product;
        }"""
    )


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


def test_a_question_that_kills_python_is_not_asked_again(page, url, good, status):
    source = (ROOT / "site/workers/analysis.py").read_text()
    start = "def view(bundle, selection, show):\n"
    beyond_memory = "__import__('ctypes').string_at(0xFFFFFFF0, 64)"
    deadly = f"{start}    if selection['search'] == 'die':\n        {beyond_memory}\n"
    assert source.count(start) == 1
    page.route("**/analysis.py", lambda route: route.fulfill(body=source.replace(start, deadly)))
    page.expected_errors += ["memory access out of bounds", "fatal error"]
    page.goto(url + link("good"))
    page.wait_for_selector(READY)
    tell(page, "searched", text="die")
    expect(status).to_contain_text('Python stopped at {"search":"die"}')
    tell(page, "undone")
    tell(page, "selectionChanged", patch=ONLY)
    wait_for(page, "state.python.status === 'awake' && state.view.selection.agreement === 'only:cnn'")
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def refuse(route):
    route.abort()


def answer(status=200, body="", type="text/plain"):
    return lambda route: route.fulfill(status=status, body=body, content_type=type)


def halve(route):
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


LOG_IN = answer(body="<!doctype html><title>Log in</title>", type="text/html")

# What keeps Python from starting: the file, what comes instead of it, and what is said.
NO_PYTHON = {
    "no network for Pyodide": (
        "pyodide/pyodide.asm.wasm",
        refuse,
        "pyodide.asm.wasm can't be fetched: no network",
    ),
    "Pyodide cut short": ("pyodide/pyodide.asm.wasm", halve, "pyodide.asm.wasm"),
    "another page for Pyodide": ("pyodide/pyodide.asm.wasm", LOG_IN, "pyodide.asm.wasm"),
    "no package": ("pyodide/numpy-*.whl", answer(404), "numpy-"),
    "a package cut short": ("py/diptych-*.whl", halve, "-py3-none-any.whl has "),
    "no PyScript": ("pyscript/core.js", answer(404), "pyscript/core.js"),
    "no list of files": ("py/python.json", answer(404), "py/python.json can't be fetched: 404"),
    "no worker": ("workers/analysis.js", answer(404), "workers/analysis.js"),
    "a worker that throws": (
        "workers/analysis.js",
        answer(body="throw new Error('thrown at start')", type="text/javascript"),
        "thrown at start",
    ),
    "no analysis": ("workers/analysis.py", answer(404), "analysis.py is not there, or not whole"),
    "an analysis that raises": (
        "workers/analysis.py",
        answer(body="raise RuntimeError('raised at start')"),
        "analysis.py can't be run: raised at start",
    ),
}


@pytest.mark.parametrize("case", NO_PYTHON)
def test_python_that_does_not_start_is_told_and_nothing_waits_for_it(page, url, good, status, case):
    file, spoil, said = NO_PYTHON[case]
    expect.set_options(timeout=30_000)
    page.route(f"**/{file}", spoil)
    page.expected_errors += ["fetch", "load", "wasm", "MessageEvent", "Aborted", "at start", "Traceback"]
    page.goto(url + link("good") + "&instance=i3")
    rows = page.get_by_test_id("instances").locator("[data-id]")
    expect(rows.first).to_be_visible()
    tell(page, "tableAsked")
    expect(status).to_contain_text("Python does not start (")
    expect(status).to_contain_text(said)
    expect(status).to_contain_text("check the connection, then try again or reload the page")
    expect(busy(page)).to_have_count(0)
    compare = page.get_by_test_id("compare")
    expect(compare.locator(".detail")).to_have_text("Not read: Python failed.")

    # What needs no Python goes on; what does says that it won't come.
    tell(page, "neuronChosen", model="cnn", layer="hidden", index=3)
    tell(page, "filterChosen", patch={"truth": [1]})
    tell(page, "rankAsked", rank={"model": "cnn", "layer": "hidden", "against": "rest"})
    page.get_by_test_id("agreement").locator('[data-agreement="disagree"]').click()
    page.get_by_test_id("save-table").click()
    expect(page.get_by_test_id("sentence")).to_contain_text("Not counted: Python failed.")
    expect(page.get_by_test_id("activation-histogram")).to_have_text("Not counted: Python failed.")
    expect(compare.get_by_text("Not ranked: Python failed.")).to_be_visible()
    page.wait_for_timeout(500)
    assert opacity(page.get_by_test_id("metrics")) < 0.5  # these figures are not of what is selected
    expect(busy(page)).to_have_count(0)
    expect(status).to_contain_text(said)
    assert [line for line in compare.inner_text().splitlines() if line.endswith(" …")] == []
    compare.get_by_test_id("undo").click()
    assert state(page, "selection.agreement") == "any"


def test_python_that_did_not_start_can_be_tried_again(page, url, good, status):
    page.route("**/pyodide.asm.wasm", refuse)
    page.expected_errors += ["net::ERR_FAILED", "Failed to fetch", "fetch failed", "Aborted", "wasm"]
    page.goto(url + link("good", ONLY) + "&instance=i3")
    expect(status).to_contain_text("Python does not start")
    page.unroute("**/pyodide.asm.wasm")
    page.get_by_role("button", name="Try again").click()
    expect(status).not_to_contain_text("Python does not start")
    page.wait_for_selector(READY)
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]
    wait_for(page, "state.instanceData?.id === 'i3'")
