"""Visits to the built page: open Probe, paint, read the tables; open Compare on bundles of a test's own."""

import json

import diptych
import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT
from tests.server import serve

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


class Probe:
    """Probe as a person sees it, on one page."""

    def __init__(self, page, url):
        self.page = page
        self.url = url

    def open(self, hash="#probe?photo=airliner"):
        """Open the page; a link to a photograph comes without the tutorial."""
        self.page.goto(self.url + hash)
        self.ready()
        return self

    def ready(self):
        self.page.wait_for_selector("html[data-ready=probe]", timeout=90_000)

    def at(self, testid):
        return self.page.get_by_test_id(testid)

    def paint(self, *points, button="left"):
        """Draw through points given in fractions of the modified picture."""
        canvas = self.at("canvas-modified")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        places = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in points]
        self.page.mouse.move(*places[0])
        self.page.mouse.down(button=button)
        for place in places[1:] or places:
            self.page.mouse.move(*place, steps=6)
        self.page.mouse.up(button=button)

    def settled(self):
        """Wait until both networks have answered for the picture on screen."""
        self.page.wait_for_function(
            """() => {
              const {modified, networks, wanted} = document.querySelector("diptych-probe").store.get();
              const busy = document.querySelector(".pictures").getAttribute("aria-busy") === "true";
              const fresh = Object.values(networks).every((n) => n.modified?.key === modified.key);
              return !busy && !wanted && fresh;
            }""",
            timeout=60_000,
        )

    def rows(self, model, which="modified"):
        """Class index, confidence in percent and change in points of each row."""
        rows = self.page.locator(f'[data-testid="scores-{model}-{which}"] tbody tr[data-class-index]')
        names = ("classIndex", "confidence", "change")
        return rows.evaluate_all(
            f"rows => rows.map(r => {list(names)!r}.map(n => Number(r.dataset[n])))",
        )

    def pixels(self, which="modified"):
        """The picture's RGBA bytes, as one list for comparison."""
        return self.page.evaluate(
            """(id) => {
              const canvas = document.querySelector(`[data-testid="canvas-${id}"]`);
              const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              let hash = 0;
              for (let i = 0; i < data.length; i++) hash = (hash * 31 + data[i]) | 0;
              return [canvas.width, canvas.height, hash];
            }""",
            which,
        )

    def message(self):
        return self.at("probe").locator(".status-line .message").inner_text()

    def await_message(self, part):
        self.page.wait_for_function(
            "part => document.querySelector('.status-line .message')?.innerText.includes(part)",
            arg=part,
            timeout=60_000,
        )

    def open_file(self, name, data, type="image/png"):
        self.at("upload").set_input_files({"name": name, "mimeType": type, "buffer": data})


@pytest.fixture
def probe(page, dist_url):
    return Probe(page, dist_url)


@pytest.fixture
def accessible(page):
    """Check the open page by WCAG AA, wide and narrow, light and dark, without loading it again.

    `accessible(part="html", before=None)`: `part` is a CSS selector of what is looked at, `before` is called
    after each change of width and scheme.
    """

    def check(part="html", before=None):
        page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.wait_for_timeout(200)
                if before:
                    before()
                found = page.evaluate(
                    "async ([part, tags]) => (await axe.run(part, {runOnly: tags})).violations", [part, WCAG]
                )
                seen = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]
                assert (width, scheme, seen) == (width, scheme, [])
                scrolled, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert scrolled <= inner, f"wider than {width} px"

    return check


# Until Python is awake, on a machine that has much to do, in milliseconds.
PATIENCE = 120_000

READY = "html[data-ready=compare]"

ONLY = {"truth": [0], "agreement": "only:cnn"}


@pytest.fixture(scope="module")
def url(folder):
    """The built site with bundles of the file's own: `folder` is what its `lay_over` returns."""
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


def busy(page):
    """What says that it waits for an answer."""
    return page.locator('[data-testid="compare"] [aria-busy="true"]')


def opacity(locator):
    """How far something shows, all that it lies in included."""
    return locator.evaluate(
        """(node) => {
          let product = 1;
          for (; node instanceof Element; node = node.parentNode) product *= getComputedStyle(node).opacity;
          return product;
        }"""
    )


# What the status line says of a file that stops coming.
NOTHING_CAME = "has been waiting more than 20 seconds for "


@pytest.fixture
def clock(page):
    page.clock.install()
    # The clock's own stand-in for `performance` knows no navigation.
    page.add_init_script("performance.getEntriesByType = () => [{ type: 'navigate' }]")
    return page.clock


def hold(page, file):
    """Have nothing come of a file when it is first asked for, and no failure either; returns that request."""
    held = []
    page.route(f"**/{file}", lambda route: route.fallback() if held else held.append(route))
    return held


def let_time_pass(page, clock, held, status):
    """Until the status line tells of what is held."""
    for _ in range(60):
        if held:
            clock.fast_forward(21_000)
        page.wait_for_timeout(500)  # other files may still come meanwhile
        if NOTHING_CAME in status.inner_text():
            return
    pytest.fail(f"nothing is told of {held}: {status.inner_text()}")
