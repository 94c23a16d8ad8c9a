"""Compare as it feels: first paint, Python awake, and from a click to all panels, up to 100,000 instances."""

import json
import statistics
import tempfile
from pathlib import Path

import psutil

from tests.bench.browser import chromium
from tests.bench.table import ROOT, row
from tests.diptych.generate import make_bundle
from tests.server import serve

NEURONS = 300
TARGETS = {2_000: 50, 10_000: 100, 100_000: 300}  # ms, instances → all panels redrawn after a click

PUBLISHED = ("reviews", "photographs")

_REDRAWN = """(selector) => new Promise((resolve) => {
  const store = document.querySelector("diptych-compare").store;
  const before = store.get().view;
  const start = performance.now();
  const unsubscribe = store.subscribe(async (state) => {
    if (state.view === before) return;
    unsubscribe();
    const views = [...document.querySelectorAll("diptych-compare *")].filter((view) => view.updateComplete);
    await Promise.all(views.map((view) => view.updateComplete));
    resolve(performance.now() - start);
  });
  document.querySelector(selector).click();
})"""

CLICKS = [
    '[data-testid="agreement"] [data-agreement="disagree"]',
    '[data-testid="truth"] [data-truth="0"]',
    '[data-testid="agreement"] [data-agreement="all-wrong"]',
    '[data-testid="words"] button',
    '[data-testid="words"] button',
    '[data-testid="treemap"] button:last-of-type',
    '[data-testid="truth"] [data-truth="1"]',
    '[data-testid="clear"]',
]


def measure():
    """Measure Compare in Chromium.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = _site(Path(folder))
        url, stop = serve(site)
        try:
            starts = [r for name in PUBLISHED for r in _starts(browser, url, name)]
            return [*starts, *(r for n in TARGETS for r in _clicks(browser, url, n))]
        finally:
            stop()


def _site(folder):
    """dist/ with generated bundles in the place of its own."""
    for path in (ROOT / "dist").iterdir():
        if path.name != "bundles":
            (folder / path.name).symlink_to(path)
    bundles = folder / "bundles"
    bundles.mkdir()
    names = list(PUBLISHED)
    for name in PUBLISHED:
        (bundles / name).symlink_to(ROOT / "dist/bundles" / name)
    for count in TARGETS:
        names.append(f"generated-{count}")
        make_bundle(bundles / names[-1], instances=count, neurons=NEURONS, classes=2, seed=count)
    listed = [{"id": name, "title": name, "path": name} for name in names]
    (bundles / "index.json").write_text(json.dumps(listed))
    return folder


def _starts(browser, url, name):
    """Times of a first and of a second visit of a published bundle."""
    context = browser.new_context(service_workers="block")
    times = {}
    for visit in ("cold", "warm"):
        page = context.new_page()
        page.goto(f"{url}#compare?bundle={name}")
        page.wait_for_selector('[data-testid="instances"] [data-id]', timeout=120_000)
        times[visit, "paint"] = page.evaluate("performance.now()")
        page.wait_for_selector("html[data-ready=compare]", timeout=120_000)
        times[visit, "ready"] = page.evaluate("performance.now()")
        page.close()
    context.close()
    return [
        row(f"Compare: first view on screen, cold, {name}", times["cold", "paint"], "ms"),
        row(f"Compare: analysis answers, cold, {name}", times["cold", "ready"], "ms"),
        row(f"Compare: analysis answers, warm, {name}", times["warm", "ready"], "ms"),
    ]


def _clicks(browser, url, count):
    """From a click to all panels redrawn, and at last the renderer's memory."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{url}#compare?bundle=generated-{count}")
    page.wait_for_selector("html[data-ready=compare]", timeout=300_000)
    times = []
    for _ in range(3):
        for selector in CLICKS:
            if page.locator(selector).count():
                times.append(page.evaluate(_REDRAWN, selector))
                page.wait_for_timeout(60)
    memory = _renderer_memory()
    page.close()
    name = f"Compare: click to all panels, {count:,} instances"
    return [
        row(f"{name}: median", statistics.median(times), "ms", TARGETS[count]),
        row(f"{name}: worst of {len(times)}", max(times), "ms"),
        row(f"Compare: memory of the tab, {count:,} instances", memory / 1e6, "MB"),
    ]


def _renderer_memory():
    """Resident bytes of the largest renderer among this process's children."""
    children = psutil.Process().children(recursive=True)
    renderers = [p for p in children if "--type=renderer" in p.cmdline()]
    return max(p.memory_info().rss for p in renderers)
