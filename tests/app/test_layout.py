"""What a person clicks or reads stays where it is, and whole."""

import io

import pytest
from PIL import Image

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


@pytest.mark.parametrize("width", [1440, 1280])
def test_a_wide_window_has_room_for_the_options_of_every_tool(probe, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    open_own(probe, (1600, 1000))
    picture = probe.at("canvas-modified")
    before = top(picture)
    for action in ("blur", "fill"):
        page.locator(f"[data-action={action}]").click()
        for tool in ("wand", "eraser", "brush"):
            probe.at(f"tool-{tool}").click()
            assert top(picture) == before, (action, tool)
