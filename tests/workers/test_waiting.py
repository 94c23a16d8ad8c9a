"""Who waits for files learns which ones, and every second that they still come."""

import pytest


@pytest.fixture
def run(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body: run_module(page, site_url + "workers/waiting.js", body)


def test_files_are_named_from_their_request_until_they_are_there_or_failed(run):
    told = run("""
    const told = [];
    const waiting = module.waitingList((files) => told.push(files));
    const ends = {};
    const a = waiting.until("a", new Promise((resolve) => (ends.a = resolve)));
    const b = waiting.until("b", new Promise((_, reject) => (ends.b = reject)));
    ends.b(new Error("gone"));
    const failed = await b.catch(({ message }) => message);
    ends.a("here");
    return { told, failed, a: await a };
    """)
    assert told == {"told": [["a"], ["a", "b"], ["a"], []], "failed": "gone", "a": "here"}


def test_what_comes_in_many_pieces_is_told_once_a_second(run):
    times = run("""
    const times = [];
    const waiting = module.waitingList(() => times.push(performance.now()));
    waiting.until("a", new Promise(() => {}));
    const start = performance.now();
    while (performance.now() - start < 2500) {
      waiting.came();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return times.map((time) => time - times[0]);
    """)
    assert len(times) == 3
    assert times[1] >= 1000
    assert times[2] >= 2000
