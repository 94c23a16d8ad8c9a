"""A bundle over a bad connection: a slow one is waited for, one that gives nothing more is told of."""

import pytest

START = """async (url) => {
  const { fetchBundles } = await import(url);
  const encoder = new TextEncoder();
  window.fetch = (address, { signal }) => new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    window.answer = () => resolve(new Response(new ReadableStream({
      start(stream) {
        signal.addEventListener("abort", () => stream.error(signal.reason));
        window.send = (text) => stream.enqueue(encoder.encode(text));
        window.end = () => stream.close();
        window.breakOff = () => stream.error(new TypeError("network error"));
      },
    })));
  });
  window.outcome = null;
  fetchBundles().then(
    (list) => (window.outcome = JSON.stringify(list)),
    (error) => (window.outcome = error.message),
  );
}"""


@pytest.fixture
def fetching(page, site_url):
    """`fetching(seconds, script)`: let time pass, then do something; returns the outcome so far."""
    page.clock.install()
    page.goto(site_url + "blank.html")
    page.evaluate(START, site_url + "state/bundle.js")

    def run(seconds, script="0"):
        page.clock.run_for(1000 * seconds)
        page.evaluate(script)
        return page.evaluate("new Promise((resolve) => setTimeout(() => resolve(window.outcome)))")

    page.clock.resume()
    return run


def test_a_slow_connection_is_waited_for_as_long_as_something_comes(fetching):
    assert fetching(29, "answer()") is None
    for part in ("[", '"a"', ",", '"b"'):
        assert fetching(29, f"send({part!r})") is None
    assert fetching(29, "send(']'), end()") == '["a","b"]'


def test_one_that_gives_nothing_is_told_of(fetching):
    assert fetching(31) == "bundles/index.json can't be fetched (no answer in 30 s): try again."


def test_one_that_gives_nothing_more_is_told_of(fetching):
    assert fetching(1, "answer(), send('[')") is None
    assert fetching(31) == "bundles/index.json can't be fetched (nothing more came in 30 s): try again."


def test_one_that_breaks_off_is_told_of(fetching):
    assert fetching(1, "answer(), send('['), breakOff()") == (
        "bundles/index.json can't be fetched (no network): try again."
    )
