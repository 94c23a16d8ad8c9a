"""Compare on hosts of every kind: without a network after the first visit, and cross-origin isolated."""

import json
import threading

import diptych
import pytest

from tests.conftest import ROOT
from tests.server import serve

PATIENCE = 120_000

READY = "html[data-ready=compare]"

SELECTION = {
    "agreement": "disagree",
    "neuron": {"model": "lstm", "layer": "hidden", "index": 3, "range": [0.0, 1.0]},
}

_KEPT = """async () => {
  const {compare} = await (await fetch("files.json")).json();
  const kept = await Promise.all(compare.map((file) => caches.match(file)));
  return kept.every(Boolean);
}"""


@pytest.fixture(scope="module")
def view():
    return json.loads(json.dumps(diptych.open(ROOT / "dist/bundles/reviews").view(SELECTION)))


def answer(page):
    """Ask for SELECTION, which needs a neuron that was not read before, and return what came."""
    action = {"type": "selectionChanged", "patch": SELECTION}
    page.evaluate("(action) => document.querySelector('diptych-compare').store.dispatch(action)", action)
    page.wait_for_function(
        """() => {
          const {live, view} = document.querySelector("diptych-compare").store.get();
          return live && view.selection.agreement === "disagree" && view.histogram;
        }"""
    )
    return page.evaluate("document.querySelector('diptych-compare').store.get().view")


def await_kept(page):
    for _ in range(120):
        if page.evaluate(_KEPT):
            return
        page.wait_for_timeout(500)


def test_the_second_visit_needs_no_server(browser, view):
    url, stop = serve(ROOT / "dist", "/some/where/")
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url + "#compare?bundle=reviews")
    page.wait_for_selector(READY)
    await_kept(page)
    stop()
    context.set_offline(True)  # connections that are open already would still be answered
    page.reload()
    page.wait_for_selector(READY)
    assert page.evaluate("crossOriginIsolated")
    found = answer(page)
    context.close()
    assert (found["counts"], found["histogram"]) == (view["counts"], view["histogram"])


def test_what_is_kept_for_the_next_visit_comes_on_screen_bit_by_bit_all_the_same(browser):
    rest = threading.Event()
    url, stop = serve(ROOT / "dist", "/some/where/", halved=("python_stdlib.zip", rest))
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.goto(url + "blank.html")
    page.evaluate("navigator.serviceWorker.register('sw.js?version=test')")
    page.wait_for_function("navigator.serviceWorker.controller")
    first = page.evaluate(
        """async () => {
          const read = ({ body }) => (window.body = body.getReader()).read();
          const asked = fetch("pyodide/python_stdlib.zip").then(read);
          const late = new Promise((resolve) => setTimeout(() => resolve({ value: [] }), 10_000));
          return (await Promise.race([asked, late])).value.length;
        }"""
    )
    assert first > 0
    rest.set()
    page.evaluate("async () => { while (!(await window.body.read()).done); }")
    page.wait_for_function("async () => Boolean(await caches.match('pyodide/python_stdlib.zip'))")
    context.close()
    stop()


def test_the_photographs_are_there_without_a_network_whatever_was_opened_first(browser, dist_url):
    context = browser.new_context(service_workers="allow", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(dist_url + "#compare?bundle=reviews")
    page.wait_for_selector(READY)
    await_kept(page)
    context.set_offline(True)
    page.goto(dist_url + "?again#compare?bundle=photographs&instance=airliner")
    page.wait_for_selector(READY)
    page.wait_for_selector(".detail img")
    page.wait_for_function(
        "[...document.querySelectorAll('.tile img, .detail img')].every((i) => i.complete && i.naturalWidth)"
    )
    assert page.locator(".photo[data-missing]").count() == 0
    context.close()


def test_it_works_cross_origin_isolated_too(page, view):
    url, stop = serve(ROOT / "dist", isolated=True)
    page.set_default_timeout(PATIENCE)
    page.goto(url + "#compare?bundle=reviews")
    page.wait_for_selector(READY)
    assert page.evaluate("crossOriginIsolated")
    found = answer(page)
    stop()
    assert (found["counts"], found["histogram"]) == (view["counts"], view["histogram"])
