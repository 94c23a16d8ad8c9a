"""Probe's sentences as they feel: from a key to both tables, what explains them, bytes, and frames."""

import statistics

from tests.bench.browser import chromium, served
from tests.bench.probe import _FRAMES
from tests.bench.table import row

TYPED = " but never boring, and the cast is wonderful."
LONG = "word " * 10_000

_WATCH = """() => {
  const store = document.querySelector("diptych-sentence").store;
  window.times = [];
  window.explained = [];
  let pressed = 0;
  let since = 0;
  addEventListener("keydown", () => (pressed = since = performance.now()), true);
  store.subscribe(async () => {
    const {networks, steps, cursor} = store.get();
    const {text} = steps[cursor];
    const all = Object.values(networks);
    if (since && all.every((n) => n.without?.key === text)) {
      window.explained.push(performance.now() - since);
      since = 0;
    }
    if (!pressed || text === window.before || !all.every((n) => n.modified?.key === text)) return;
    const from = pressed;
    pressed = 0;
    window.before = text;
    await Promise.all([...document.querySelectorAll("diptych-sentence-scores")].map((v) => v.updateComplete));
    window.times.push(performance.now() - from);
  });
  window.before = store.get().steps.at(-1).text;
}"""


def measure():
    """Measure Probe's sentences in Chromium.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    with chromium() as browser, served() as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        sizes = {}
        page.context.on(
            "response",
            lambda answer: sizes.setdefault(answer.url, int(answer.headers.get("content-length", 0))),
        )
        page.goto(url + "#probe?sentence=A+dull+film")
        page.wait_for_selector("html[data-ready=probe]", timeout=120_000)
        first = page.evaluate("performance.now()")
        bytes_ = sum(sizes.values())
        page.wait_for_timeout(2000)
        times, answers = _typing(page)
        explained = _explained(page)
        frames = _long(page)
    return [
        row("a key to both tables of a sentence: median", statistics.median(times), "ms", 50),
        row(f"a key to both tables of a sentence: worst of {len(times)}", max(times), "ms"),
        *(row(f"one answer of {name}: median", statistics.median(t), "ms") for name, t in answers.items()),
        row("a key to the words that matter, both networks: median", statistics.median(explained), "ms"),
        row("first answer to a sentence after a cold load from localhost", first, "ms"),
        row("downloaded before it", bytes_ / 1e6, "MB"),
        row("worst frame while 10,000 words are pasted and written on", max(frames), "ms"),
    ]


def _typing(page):
    """Milliseconds from each key to both tables, typed as fast as a good typist does; one answer's alone."""
    page.evaluate(_WATCH)
    page.get_by_test_id("sentence").press("End")
    answers = {}
    for count, key in enumerate(TYPED, 1):
        page.keyboard.type(key)
        page.wait_for_function("n => window.times.length >= n", arg=count)
        for name, milliseconds in page.evaluate(
            """() => Object.values(document.querySelector("diptych-sentence").store.get().networks)
              .map(({name, modified}) => [name, modified.milliseconds])"""
        ):
            answers.setdefault(name, []).append(milliseconds)
        page.wait_for_timeout(80)
    return page.evaluate("window.times"), answers


def _explained(page):
    """Milliseconds from a key to the words that matter; a pause of the page's own is part of it."""
    page.wait_for_timeout(1500)
    page.evaluate("window.explained.length = 0")
    for key in "abcde":
        page.keyboard.type(key)
        page.wait_for_timeout(1500)
    return page.evaluate("window.explained")


def _long(page):
    """Milliseconds between frames while 10,000 words arrive and are written on."""
    page.evaluate(_FRAMES)
    page.get_by_test_id("sentence").fill(LONG)
    page.wait_for_timeout(500)
    page.get_by_test_id("sentence").press("End")
    page.keyboard.type("and on", delay=100)
    page.wait_for_timeout(500)
    return page.evaluate("(cancelAnimationFrame(window.ticking), window.frames_)")
