"""How a picture comes to Probe, and at what size, in a real browser, on the built page."""

import io

import numpy as np
from PIL import Image


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
