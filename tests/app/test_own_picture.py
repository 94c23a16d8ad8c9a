"""A picture of one's own and what was done to it, over reloads, discarded tabs and other bad luck."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.app.conftest import Probe

EDITS = """() => {
  const {edits, cursor, fillMethod, seed, sigma, longSide, cam, sort} =
    document.querySelector("diptych-probe").store.get();
  const shapes = edits.map(({id, ...shape}) => shape);
  return {shapes, cursor, fillMethod, seed, sigma, longSide, cam, sort};
}"""

# How many records of whatever kind the browser's database holds.
RECORDS = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("diptych");
  open.onerror = reject;
  open.onsuccess = () => {
    const count = open.result.transaction("drafts").objectStore("drafts").count();
    count.onsuccess = () => (open.result.close(), resolve(count.result));
  };
})"""

REFUSALS = {
    "no database": """Object.defineProperty(window, "indexedDB", {
      get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
    });""",
    "no room": """IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };""",
    "no sessionStorage": """Object.defineProperty(window, "sessionStorage", {
      get() { throw new DOMException("Access is denied for this document.", "SecurityError"); }
    });""",
}


def picture(tone=120, size=(300, 200)):
    """A PNG of noise around a tone."""
    file = io.BytesIO()
    noise = np.random.default_rng(tone).integers(-60, 60, (size[1], size[0], 3))
    Image.fromarray((tone + noise).clip(0, 255).astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def title(probe):
    return probe.page.evaluate("document.querySelector('diptych-probe').store.get().source?.title")


def open_own(probe, name="own.png", tone=120):
    probe.open_file(name, picture(tone))
    probe.page.wait_for_function(
        "t => document.querySelector('diptych-probe').store.get().source?.title === t", arg=name
    )


def kept(probe):
    """Wait until the browser has what is on screen."""
    probe.page.wait_for_function(
        """async () => {
          const {isKept} = await import(new URL("state/keep-own.js", document.baseURI));
          return isKept(document.querySelector("diptych-probe").store.get());
        }"""
    )


def seen(probe):
    probe.settled()
    tables = [probe.rows(model) for model in ("squeezenet", "mobilenet")]
    return probe.pixels("original"), probe.pixels(), tables, probe.page.evaluate(EDITS)


def reload(probe):
    """Reload as a person does; return what the browser asked before it left."""
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    probe.page.on("dialog", answer)
    probe.page.evaluate("window.left = true; setTimeout(() => location.reload());")
    probe.page.wait_for_function("!window.left", timeout=30_000)
    probe.page.remove_listener("dialog", answer)
    probe.ready()
    return asked


@pytest.fixture
def own(probe):
    """A picture of one's own with two strokes, the second undone, each by another method."""
    probe.open()
    open_own(probe)
    probe.at("fill-method").select_option("patchmatch")
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.paint((0.2, 0.8), (0.4, 0.8))
    probe.at("undo").click()
    probe.settled()
    kept(probe)
    return probe


def test_a_reload_brings_back_ones_own_picture_as_it_was_left(own, page):
    own.page.locator(
        '[data-testid="scores-mobilenet-modified"] tbody tr[data-class-index] button'
    ).first.click()
    page.keyboard.press("n")
    before = seen(own)
    kept(own)
    assert reload(own) == []
    own.await_message("own.png is back, as you left it")
    assert seen(own) == before
    assert page.evaluate("location.hash") == "#probe"
    own.at("redo").click()
    own.settled()
    assert own.pixels() != before[1]
    own.at("undo").click()
    own.at("undo").click()
    own.settled()
    assert own.pixels() == own.pixels("original") == before[0]
    own.paint((0.2, 0.2), (0.8, 0.2))  # a new edit is none of the old ones
    own.settled()
    assert own.pixels() != before[0]
    after = seen(own)
    kept(own)
    assert reload(own) == []
    assert seen(own) == after


def test_a_reload_brings_back_a_mask_from_a_file_a_blur_and_the_size(probe, page):
    probe.open()
    open_own(probe)
    page.evaluate(
        """() => {
          const {store} = document.querySelector("diptych-probe");
          store.dispatch({type: "longSideChosen", longSide: 256});
          store.dispatch({type: "actionChosen", action: "blur"});
          store.dispatch({type: "sigmaChosen", sigma: 3});
        }"""
    )
    probe.at("mask-tools").click()
    mask = np.zeros((200, 300), np.uint8)
    mask[40:90, 60:200] = 255
    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG")
    probe.at("mask-import").set_input_files(
        {"name": "mask.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    probe.await_message("mask.png masks")
    before = seen(probe)
    assert before[1] != before[0]
    assert before[1][0] == 256
    kept(probe)
    assert reload(probe) == []
    assert seen(probe) == before


def test_a_page_that_is_left_and_gone_back_to_shows_ones_own_picture(own, page, dist_url):
    before = seen(own)
    page.goto(f"{dist_url}blank.html")
    page.go_back()
    own.ready()
    assert seen(own) == before


def test_ones_own_picture_is_back_in_probe_after_a_reload_in_compare(own, page):
    before = seen(own)
    page.get_by_role("link", name="Compare").click()
    page.wait_for_selector("html[data-ready=compare]", timeout=90_000)
    page.reload()
    page.wait_for_selector("html[data-ready=compare]", timeout=90_000)
    page.get_by_role("link", name="Probe").click()
    own.ready()
    assert seen(own) == before


def test_what_is_chosen_instead_is_what_a_reload_shows_and_the_draft_is_gone(own, page):
    assert page.evaluate(RECORDS) == 2
    page.locator("[data-photo=airliner]").click()
    own.settled()
    assert page.evaluate(RECORDS) == 0
    assert reload(own) == []
    assert "own.png" not in title(own)
    page.goto("about:blank")
    own.open("#probe")  # nor in this tab
    assert "own.png" not in title(own)
    open_own(own, "other.png", 60)
    kept(own)
    assert page.evaluate(RECORDS) == 2
    reload(own)
    assert title(own) == "other.png"


def test_each_tab_has_its_own_picture_and_a_new_one_has_none(own, page, dist_url):
    first = seen(own)
    other = Probe(page.context.new_page(), dist_url).open()
    open_own(other, "other.png", 60)
    other.paint((0.5, 0.2), (0.5, 0.8))
    second = seen(other)
    kept(other)
    fresh = Probe(page.context.new_page(), dist_url).open("#probe")
    assert "photo=" in fresh.page.evaluate("location.hash")
    assert ".png" not in title(fresh)
    for visit, before in ((own, first), (other, second)):
        assert reload(visit) == []
        assert seen(visit) == before
    other.page.locator("[data-photo=airliner]").click()
    other.settled()
    reload(own)
    assert seen(own) == first


def test_a_duplicated_tab_goes_on_from_a_copy(own, page, dist_url):
    first = seen(own)
    with page.expect_popup() as popup:
        page.evaluate("window.open(location.href)")  # takes sessionStorage along, as duplicating does
    copy = Probe(popup.value, dist_url)
    copy.ready()
    assert seen(copy) == first
    copy.paint((0.5, 0.2), (0.5, 0.8))
    second = seen(copy)
    assert second[1] != first[1]
    kept(copy)
    for visit, before in ((own, first), (copy, second)):
        assert reload(visit) == []
        assert seen(visit) == before
    copy.page.locator("[data-photo=airliner]").click()
    copy.settled()
    reload(own)
    assert seen(own) == first


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_nothing_can_be_kept_the_browser_asks_before_edits_are_lost(probe, page, refusal):
    page.add_init_script(REFUSALS[refusal])
    probe.open()
    open_own(probe)
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    pixels = probe.pixels()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"]
    assert probe.pixels() == pixels
    probe.at("undo").click()
    page.reload()  # nothing is lost but the picture, which is a file
    probe.ready()
    assert asked == ["beforeunload"]


def test_a_picture_that_finds_no_room_leaves_nothing_of_the_one_before(own, page):
    page.evaluate(f"() => {{ {REFUSALS['no room']} }}")
    open_own(own, "other.png", 60)
    page.wait_for_function(f"async () => await ({RECORDS})() === 0")
    own.paint((0.3, 0.4), (0.6, 0.4))
    own.settled()
    assert reload(own) == ["beforeunload"]
    assert ".png" not in title(own)


# The next page opens no picture, and no later one is held up.
STUCK = """if (!sessionStorage.getItem("stuck")) {
  sessionStorage.setItem("stuck", "yes");
  window.createImageBitmap = () => new Promise(() => {});
}"""

# A page that dies has no time for this.
DYING = """if (sessionStorage.getItem("stuck") === "yes") {
  sessionStorage.setItem("stuck", "dead");
  addEventListener("pagehide", (event) => event.stopImmediatePropagation());
}"""


def test_a_reload_while_ones_own_picture_is_being_opened_loses_nothing(own, page):
    before = seen(own)
    page.add_init_script(STUCK)
    page.reload(wait_until="commit")
    own.await_message("Opening own.png")
    reload(own)
    assert seen(own) == before


def test_a_picture_that_brings_the_page_down_is_not_opened_again_and_again(own, page):
    page.add_init_script(STUCK + DYING)
    page.reload(wait_until="commit")
    own.await_message("Opening own.png")
    reload(own)
    assert ".png" not in title(own)


def test_without_its_gallery_the_page_still_brings_back_ones_own_picture(own, page):
    page.expected_errors.append("Failed to load resource")
    before = seen(own)
    page.context.route("**/gallery/gallery.json", lambda route: route.fulfill(status=500, body=""))
    page.reload()
    own.await_message("gallery/gallery.json can't be fetched (500)")
    own.ready()
    assert seen(own)[:2] == before[:2]


def test_a_page_that_the_browser_held_ready_writes_anew_what_another_deleted(own, page):
    before = seen(own)
    page.evaluate(
        """async () => {
          const {deleteDraft} = await import(new URL("state/drafts.js", document.baseURI));
          await deleteDraft(sessionStorage.getItem("diptych.tab"));
          dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
        }"""
    )
    kept(own)
    reload(own)
    assert seen(own) == before
