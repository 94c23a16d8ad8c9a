"""What a person clicks or reads stays where it is, and whole."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

WIDTHS = [1440, 1280, 390]


def photograph(size):
    file = io.BytesIO()
    Image.effect_noise((64, 64), 60).resize(size).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def open_own(probe, size, name="own.jpg"):
    probe.open_file(name, photograph(size), "image/jpeg")
    probe.page.wait_for_function(
        "name => document.querySelector('diptych-probe').store.get().source?.title === name", arg=name
    )
    probe.settled()


def top(locator):
    """Where it begins in the page, scrolled or not."""
    return locator.evaluate("e => e.getBoundingClientRect().top + scrollY")


@pytest.mark.parametrize("width", WIDTHS)
def test_choosing_a_class_leaves_the_tables_where_they_are(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open("#probe?photo=golf-ball")
    probe.settled()
    tables = page.locator(".networks")
    before = top(tables)
    row = page.locator('[data-testid="scores-squeezenet-modified"] tbody button').nth(1)
    row.click()
    assert page.get_by_role("button", name="Hide the map").is_visible()
    assert top(tables) == before
    probe.at("cam-both").check()
    assert top(tables) == before
    row.click()
    assert top(tables) == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_choosing_a_method_leaves_the_pictures_where_they_are(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    open_own(probe, (1600, 1000))
    picture, history = probe.at("canvas-modified"), page.locator(".toolbar .history")
    before = [top(picture), top(history)]
    for method in ("patchmatch", "noise", "telea"):
        probe.at("fill-method").select_option(method)
        assert [top(picture), top(history)] == before


@pytest.mark.parametrize("own", [True, False])
def test_no_choice_of_a_tool_moves_anything_but_its_own_options(probe, page, own):
    probe.open()
    if own:
        open_own(probe, (1600, 1000))
    for width in (1440, 1280, 720, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        check_that_tools_move_nothing(probe, page, width)


def check_that_tools_move_nothing(probe, page, width):
    still = [
        probe.at("canvas-modified"),
        page.locator(".toolbar .history"),
        page.locator(".options .either").nth(1),
    ]
    places = [[part.bounding_box() for part in still], top(still[0])]
    for action in ("blur", "fill"):
        page.locator(f"[data-action={action}]").click()
        for tool in ("wand", "eraser", "rectangle", "brush"):
            probe.at(f"tool-{tool}").click()
            expect(probe.at("wand-tolerance")).to_be_visible(visible=tool == "wand")
            expect(probe.at("brush-size")).to_be_visible(visible=tool != "wand")
            assert [[part.bounding_box() for part in still], top(still[0])] == places, (width, action, tool)
    probe.at("tool-wand").click()
    connected = probe.at("wand-contiguous").bounding_box()
    for tolerance in ("0", "100"):
        probe.at("wand-tolerance").fill(tolerance)
        assert probe.at("wand-contiguous").bounding_box() == connected
        assert places == [[part.bounding_box() for part in still], top(still[0])], (width, tolerance)


OUTLINED = {
    "a picture of 24 megapixels": (1440, (6000, 4000), "2048"),
    "a picture of 40 pixels": (1440, (40, 30), None),
    "a telephone": (390, (1200, 1200), None),
}


def marks(page):
    """What is drawn over Original, as a person sees it: red on black, without the border."""
    page.add_style_tag(
        content=".original .frame { background: #000 } .original .photo, .status-line { visibility: hidden }"
    )
    shot = page.locator("figure.original .frame").screenshot()
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"))[4:-4, 4:-4, 0]


@pytest.mark.parametrize("case", OUTLINED)
def test_the_outline_is_thin_and_closed_whatever_the_picture_has(probe, page, case):
    width, size, long = OUTLINED[case]
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    open_own(probe, size)
    if long:
        probe.at("long-side").select_option(long)
        probe.settled()
    probe.at("tool-rectangle").click()
    probe.paint((0.3, 0.3), (0.7, 0.7))
    probe.settled()
    seen = marks(page)
    height, width = seen.shape
    middle = seen[height // 2], seen[:, width // 2]
    for across in middle:  # over two sides of the rectangle
        first, last = across[: len(across) // 2], across[len(across) // 2 :]
        for side in (first, last):
            assert side.max() > 120, case
            assert (side > 60).sum() <= 3, case
    # From the middle no way leads out, whether level, upright or by corners.
    count, parts = cv2.connectedComponents((seen < 60).astype(np.uint8), connectivity=4)
    assert parts[height // 2, width // 2] != parts[5, 5], case
    assert count == 3, case  # inside, outside, and the line itself


# Elements with text that is cut off, or that leave the window.
CUT = """(selector) => [...document.querySelectorAll(selector)].filter((e) => {
  const { left, right } = e.getBoundingClientRect();
  return e.scrollWidth > e.clientWidth + 1 || left < 0 || right > innerWidth;
}).map((e) => e.textContent.trim())"""


@pytest.mark.parametrize("width", [1440, 390])
def test_captions_are_read_whole(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    probe.settled()
    parts = "figcaption, figcaption *, .invitation"
    assert page.evaluate(CUT, parts) == []
    name = "IMG_20240614_183012345_HDR_edited_final_version_2.jpg"
    for size in ((120, 1200), (1200, 120)):
        open_own(probe, size, name)
        assert page.locator(".original figcaption .muted").inner_text() == name
        assert page.evaluate(CUT, parts) == []
        pill = page.locator(".invitation")
        # Nothing that cuts off what reaches beyond it lies around the words.
        assert pill.evaluate("e => getComputedStyle(e.parentElement).overflow") == "visible"


def test_a_long_name_of_a_class_is_read_whole(probe, page):
    probe.open()
    probe.settled()
    for network in ("squeezenet", "mobilenet"):
        probe.at(f"search-{network}").fill("Old English sheepdog")
    names = page.locator(".scores .class button", has_text="Old English sheepdog")
    names.first.wait_for()
    assert names.count() == 4
    for name in names.all():
        assert name.get_attribute("title").startswith("Old English sheepdog: ")
    page.set_viewport_size({"width": 390, "height": 844})  # where no pointer rests on anything
    assert page.evaluate(CUT, ".scores .class button > span, .verdict") == []


@pytest.mark.parametrize("address", ["#probe?photo=airliner", "#probe?sentence="])
def test_the_left_column_reaches_the_status_line_scrolled_or_not(probe, page, address):
    page.set_viewport_size({"width": 1440, "height": 700})
    probe.open(address)
    column, foot = page.locator(".sources"), page.locator(".status-line")
    listed = page.locator(".sources .gallery, .sources .examples")

    def bottom(locator):
        return locator.evaluate("e => e.getBoundingClientRect().bottom")

    for tutorial in (False, True):
        if tutorial and not probe.at("tour").count():
            probe.at("tutorial").click()
        page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
        page.wait_for_timeout(300)
        assert abs(bottom(column) - foot.bounding_box()["y"]) <= 1
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.wait_for_timeout(300)
        assert bottom(column) >= foot.bounding_box()["y"] - 1
        listed.evaluate("e => e.scrollTo(0, e.scrollHeight)")
        assert bottom(listed.locator("button").last) <= foot.bounding_box()["y"]


def test_rows_stay_one_line_high_and_all_in_sight_when_every_answer_changes(probe, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    probe.open("#probe?photo=kit-fox")
    probe.settled()
    probe.at("fill-method").select_option("grey")
    probe.at("tool-rectangle").click()
    probe.paint((0.02, 0.05), (0.98, 0.95))
    probe.settled()
    rows = page.locator(".scores tbody tr").evaluate_all("rows => rows.map((row) => row.offsetHeight)")
    assert len(rows) > 10
    assert len(set(rows)) == 1
    end = page.locator(".networks").evaluate("e => e.getBoundingClientRect().bottom")
    assert end <= page.locator(".status-line").first.evaluate("e => e.getBoundingClientRect().top")


def test_a_telephone_on_its_side_shows_the_whole_picture_and_leaves_room_to_scroll(probe, page):
    page.set_viewport_size({"width": 667, "height": 375})
    probe.open()
    figure, foot = page.locator("figure.modified"), page.locator(".status-line")
    assert figure.bounding_box()["height"] <= 375 - foot.bounding_box()["height"]
    assert probe.at("canvas-modified").bounding_box()["width"] <= 667 / 2


@pytest.mark.parametrize("width", [390, 320])
def test_the_narrowest_head_holds_all_its_controls_and_the_pages_name(probe, page, width):
    page.set_viewport_size({"width": width, "height": 600})
    probe.open()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("Tutorial", "Light or dark"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["x"] + box["width"] <= width
    assert page.get_by_role("heading", name="Diptych", level=1).count() == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_columns_stay_where_they_are_when_rows_go(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    probe.settled()
    head = page.locator('[data-testid="scores-mobilenet-original"] th').nth(1)

    def across():
        return [head.bounding_box()[side] for side in ("x", "width")]

    before = across()
    for sought in ("zzz", "airliner"):
        probe.at("search-mobilenet").fill(sought)
        assert across() == before


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("size", [(3000, 40), (40, 3000)])
def test_what_is_said_over_a_flat_or_thin_picture_covers_nothing_else(probe, page, width, size):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    open_own(probe, size)
    page.keyboard.press("m")

    def clear(said):
        box = said.bounding_box()
        assert box["width"] >= 100
        tools, caption = (
            page.locator(part).bounding_box() for part in (".mask-tools", ".modified figcaption")
        )
        assert box["y"] >= tools["y"] + tools["height"]
        assert box["y"] + box["height"] <= caption["y"] + 1

    clear(page.locator(".invitation"))
    probe.at("tool-wand").click()
    probe.at("wand-tolerance").fill("100")
    probe.at("wand-contiguous").uncheck()
    probe.paint((0.5, 0.5))
    said = probe.at("no-result")
    said.wait_for()
    clear(said)
    assert said.evaluate("e => e.scrollHeight <= e.clientHeight")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_table_of_fillers_stays_as_it_is_when_its_sentences_come(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    probe.paint((0.3, 0.3), (0.7, 0.6))
    probe.settled()
    probe.at("compare-fillers").click()
    heights = """() => Object.fromEntries([...document.querySelectorAll(
      ".fillers header, .fillers tr[data-class-index]")].map((e) =>
      [e.closest("tbody")?.dataset.network + e.dataset.classIndex, e.offsetHeight]))"""
    page.locator(".fillers tr[data-class-index]").first.wait_for()
    assert page.locator(".fillers [data-verdict=fill]").count() == 0
    before = page.evaluate(heights)
    expect(page.locator(".fillers .progress")).to_contain_text("all 7", timeout=30_000)
    after = page.evaluate(heights)
    assert len(before) > 10
    assert {row: after[row] for row in before} == before
