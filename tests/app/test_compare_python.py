"""Compare when Python itself fails: it dies at a question, does not start, or waits without end."""

import threading

import pytest
from playwright.sync_api import expect

from tests.app.conftest import (
    NOTHING_CAME,
    ONLY,
    READY,
    busy,
    hold,
    let_time_pass,
    link,
    opacity,
    state,
    tell,
    wait_for,
)
from tests.conftest import ROOT
from tests.diptych.generate import make_bundle
from tests.overlay import lay_over
from tests.server import serve


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundles")
    make_bundle(folder / "bundles/good", instances=80)
    return lay_over(folder, ["good"])


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


def swap(route):
    response = route.fetch()
    route.fulfill(response=response, body=response.body()[::-1])


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
    "a package of another build": (
        "pyodide/numpy-*.whl",
        swap,
        "is another file than the one that belongs here",
    ),
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


def test_pictures_that_python_would_have_to_name_are_said_not_to_be_read(page, dist_url, status):
    page.route("**/pyodide.asm.wasm", refuse)
    page.expected_errors += ["net::ERR_FAILED", "Failed to fetch", "fetch failed", "Aborted", "wasm"]
    page.goto(dist_url + link("photographs"))
    tiles = page.get_by_test_id("instances-grid").locator(".tile")
    page.get_by_test_id("instances").evaluate("(grid) => grid.scrollTo(0, grid.scrollHeight)")
    expect(status).to_contain_text("Python does not start")
    expect(tiles.last).to_have_text("Not read: Python failed.")
    expect(tiles.last.locator(".instead")).to_be_visible()
    assert all(tiles.evaluate_all("all => all.map((tile) => tile.innerText.trim())"))


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


def test_a_try_that_failed_is_told_until_python_is_awake_and_no_longer(page, url, good, status):
    first = []

    def fail_once(route):
        if first:
            return route.fallback()
        first.append(route)
        return route.abort()

    page.route("**/pyodide.asm.wasm", fail_once)
    page.expected_errors += ["net::ERR_FAILED", "Failed to fetch", "fetch failed", "Aborted", "wasm"]
    page.goto(url + link("good"))
    expect(status).to_contain_text("Python did not start and tries again.")
    page.wait_for_selector(READY)
    expect(status.get_by_role("status")).to_have_text("Ready")


STALLED = f"Python {NOTHING_CAME}"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("pyscript/core.js", "pyscript/core.js"),
        ("workers/analysis.js", "workers/analysis.py or analysis.js"),
        ("pyodide/pyodide.asm.js", "pyodide.asm.js"),
        ("pyodide/pyodide-lock.json", "pyodide-lock.json"),
    ],
)
def test_what_python_waits_for_without_end_is_told_until_it_comes(page, url, good, status, clock, file, said):
    held = hold(page, file)
    page.goto(url + link("good", ONLY))
    let_time_pass(page, clock, held, status)
    expect(status).to_contain_text(STALLED + said)
    expect(status).to_contain_text("It goes on by itself when bytes come")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    held[0].continue_()
    page.wait_for_selector(READY)
    expect(status.get_by_role("status")).to_have_text("Ready")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def test_python_that_waits_without_end_can_be_tried_again(page, url, good, status, clock):
    held = hold(page, "pyodide.asm.wasm")
    page.goto(url + link("good", ONLY))
    let_time_pass(page, clock, held, status)
    expect(status).to_contain_text(STALLED + "pyodide.asm.wasm")
    page.get_by_role("button", name="Try again").click()
    expect(status).not_to_contain_text(STALLED)
    expect(status).not_to_contain_text("did not start")
    page.wait_for_selector(READY)
    expect(status.get_by_role("status")).to_have_text("Ready")
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def test_how_much_has_come_is_told_while_a_package_comes(page, folder, status):
    rest = threading.Event()
    url, stop = serve(folder, halved=("/numpy-", rest))
    page.goto(url + link("good"))
    wait_for(page, "state.python.fraction > 0.85")  # numpy is a fifth of all
    rest.set()
    page.wait_for_selector(READY)
    stop()


def test_python_wakes_where_a_browser_cannot_iterate_streams(page, url, good, status):
    source = (ROOT / "site/workers/analysis.js").read_text()
    without = "delete ReadableStream.prototype[Symbol.asyncIterator];"  # as in Safari
    page.route(
        "**/analysis.js", lambda route: route.fulfill(body=source + without, content_type="text/javascript")
    )
    page.goto(url + link("good", ONLY))
    page.wait_for_selector(READY)
    assert state(page, "view.sentence.text") == good.view(ONLY)["sentence"]["text"]


def test_a_table_that_waits_for_pandas_without_end_says_so_and_can_be_tried_again(page, url, status, clock):
    held = hold(page, "pandas-*.whl")
    page.goto(url + link("good"))
    page.wait_for_selector(READY)
    page.get_by_test_id("save-table").click()
    let_time_pass(page, clock, held, status)
    expect(status).to_contain_text(STALLED + "pandas-")
    with page.expect_download() as download:
        page.get_by_role("button", name="Try again").click()
    assert download.value.path().read_text().startswith("id,")
    expect(status).not_to_contain_text("Python stopped")
