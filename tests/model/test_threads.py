"""WASM on several threads where the page is cross-origin isolated, on one where it is not."""

import numpy as np
import pytest

from tests.model.conftest import DIST
from tests.server import serve

CLASSIFY = """
const {wantThreads, threads} = await import(new URL("backend.js", args.base + "model/"));
wantThreads(args.threads);
const classifier = await module.loadClassifier(args.name, {backend: "wasm"});
const answers = [];
for (const i of args.indices) answers.push((await classifier.classify(await get(i))).probabilities);
const cores = navigator.hardwareConcurrency;
return {answers, isolated: crossOriginIsolated, threads: await threads(), cores};
"""

EVERY = 20


@pytest.fixture
def isolated_url():
    url, stop = serve(DIST, "/some/where/", isolated=True)
    yield url
    stop()


@pytest.fixture
def classify(run_module, page, photographs, gallery):
    """Probabilities of some photographs, and on what they were computed."""

    def run(url, name, threads, every=EVERY):
        page.goto(url + "blank.html")
        page.evaluate(
            """() => {
              window.started = 0;
              window.Worker = class extends Worker {
                constructor(...args) {
                  super(...args);
                  this.addEventListener("message", ({data}) => (window.started += data.cmd === "loaded"));
                }
              };
            }"""
        )
        args = {"name": name, "threads": threads, "indices": list(range(0, len(gallery.pixels), every))}
        found = run_module(page, url + "model/classifier.js", photographs + CLASSIFY, base=url, **args)
        return {**found, "started": page.evaluate("window.started")}

    return run


@pytest.mark.parametrize("name", ["squeezenet", "mobilenet"])
@pytest.mark.parametrize("threads", [1, 2])
def test_an_isolated_page_runs_the_threads_it_is_asked_for(threads, name, classify, isolated_url, reference):
    found = classify(isolated_url, name, threads)
    assert found["isolated"]
    assert found["threads"] == threads
    assert (found["started"] > 0) == (threads > 1)
    expected = reference(name)["probabilities"][::EVERY]
    assert np.abs(np.stack(found["answers"]) - expected).max() < 1e-4


def test_a_page_that_is_not_isolated_runs_one_thread(classify, dist_url, reference):
    found = classify(dist_url, "squeezenet", 2, every=50)
    assert not found["isolated"]
    assert found["threads"] == 1
    assert found["started"] == 0
    expected = reference("squeezenet")["probabilities"][::50]
    assert np.abs(np.stack(found["answers"]) - expected).max() < 1e-4


def test_the_page_is_told_the_true_number_of_cores_again(classify, isolated_url, page):
    page.goto(isolated_url + "blank.html")
    cores = page.evaluate("navigator.hardwareConcurrency")
    assert classify(isolated_url, "squeezenet", 3, every=50)["cores"] == cores
