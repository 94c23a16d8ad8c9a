"""How a picture comes to Probe, and at what size, in a real browser, on the built page."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect


def test_another_photograph_is_one_click_away(probe):
    probe.open()
    thumbnails = probe.at("gallery").locator("button")
    assert thumbnails.count() == 100
    thumbnails.nth(4).click()
    probe.page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().source.photo"
        " === document.querySelectorAll('[data-testid=gallery] button')[4].dataset.photo"
    )
    probe.settled()
    assert probe.rows("squeezenet", "original")


def test_the_picture_can_be_edited_larger_and_keeps_the_edit(probe, page):
    probe.open()

    noise = np.random.default_rng(0).integers(0, 255, (60, 90, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).resize((1200, 800)).save(file, "PNG")
    probe.open_file("wide.png", file.getvalue())
    page.wait_for_function("document.querySelector('diptych-probe').store.get().source.title === 'wide.png'")
    assert probe.pixels()[:2] == [512, 341]
    probe.paint((0.3, 0.3), (0.6, 0.6))
    probe.settled()
    probe.at("long-side").select_option("1024")
    page.wait_for_function("document.querySelector('[data-testid=canvas-modified]').width === 1024")
    probe.settled()
    assert probe.pixels()[:2] == [1024, 683]
    assert probe.pixels("modified")[2] != probe.pixels("original")[2]
    assert page.evaluate("document.querySelector('diptych-probe').store.get().edits.length") == 1


def test_a_picture_can_be_dropped_and_pasted(probe, page, dist_url):
    probe.open()
    for kind in ("drop", "paste"):
        page.evaluate(
            """async ([kind]) => {
              const blob = await (await fetch("gallery/full/" + document.querySelectorAll(
                "[data-testid=gallery] button")[7].dataset.photo + ".jpg")).blob();
              const transfer = new DataTransfer();
              transfer.items.add(new File([blob], kind + ".jpg", {type: "image/jpeg"}));
              const event = kind === "drop"
                ? new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: transfer})
                : new ClipboardEvent("paste", {bubbles: true, clipboardData: transfer});
              document.querySelector(".probe").dispatchEvent(event);
            }""",
            [kind],
        )
        title = "drop.jpg" if kind == "drop" else "The pasted picture"
        page.wait_for_function(
            "t => document.querySelector('diptych-probe').store.get().source.title === t", arg=title
        )
        probe.settled()


class Drag:
    """Files dragged from outside, as the browser itself sees them."""

    def __init__(self, page, path):
        self.session = page.context.new_cdp_session(page)
        self.data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}

    def over(self, box, *types):
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for type in types:
            self.session.send("Input.dispatchDragEvent", {"type": type, **point, "data": self.data})

    def drop(self, box):
        self.over(box, "dragEnter", "dragOver", "drop")


@pytest.fixture
def own_picture(tmp_path):
    path = tmp_path / "dropped.png"
    Image.effect_noise((300, 200), 60).save(path)
    return path


@pytest.mark.parametrize("place", ["header.masthead", ".status-line", ".gallery", ".bench"])
def test_a_picture_is_caught_wherever_it_is_dropped(probe, page, own_picture, place):
    probe.open()
    drag = Drag(page, own_picture)
    box = page.locator(place).bounding_box()
    drag.over(box, "dragEnter", "dragOver")
    expect(page.locator("diptych-probe")).to_have_class("dropping")
    drag.over(box, "drop")
    page.wait_for_function(
        "document.querySelector('diptych-probe')?.store.get().source.title === 'dropped.png'"
    )
    expect(page.locator("diptych-probe")).not_to_have_class("dropping")


@pytest.mark.parametrize("hash", ["#compare?bundle=reviews", "#probe?sentence=a+good+film"])
def test_a_file_dropped_where_no_picture_is_wanted_does_not_lead_away(page, dist_url, hash):
    page.goto(dist_url + hash)
    page.wait_for_selector(".status-line")
    # Without a head, the browser opens no dropped file; with one, it opens any that nobody prevents.
    prevented = page.evaluate(
        """() => ["header.masthead", ".status-line", "main", "body"].flatMap((place) =>
          ["dragover", "drop"].map((type) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["."], "notes.txt", {type: "text/plain"}));
            const event = new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer});
            document.querySelector(place).dispatchEvent(event);
            return event.defaultPrevented;
          }))"""
    )
    assert prevented == [True] * 8


def test_the_camera_says_why_it_cannot_be_used(probe, page):
    probe.open()
    page.get_by_label("Use the camera").click()
    probe.await_message("The camera can't be used")


def test_the_camera_takes_a_picture(playwright, browser_type_launch_args, dist_url, probe):
    options = {**browser_type_launch_args}
    options["args"] = [
        *options["args"],
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ]
    browser = playwright.chromium.launch(**options)
    context = browser.new_context(permissions=["camera"], service_workers="block")
    visit = type(probe)(context.new_page(), dist_url).open()
    visit.page.get_by_label("Use the camera").click()
    visit.page.get_by_role("button", name="Take the picture").click()
    visit.page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().source.title.includes('camera')"
    )
    visit.settled()
    assert visit.rows("mobilenet", "original")
    browser.close()
