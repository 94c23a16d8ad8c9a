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


# How opaque the marks over Original are along a line of fractions, read at each of the screen's pixels.
MARKS = """([x0, y0, x1, y1]) => {
  const canvas = document.querySelector("diptych-picture[which=original] .marks");
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const [dx, dy] = [(x1 - x0) * width, (y1 - y0) * height];
  const steps = Math.round(Math.hypot(dx, dy));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const at = [x0 * width + (dx * i) / steps, y0 * height + (dy * i) / steps].map(Math.floor);
    return data[4 * (at[1] * width + at[0]) + 3];
  });
}"""

OUTLINED = {
    "a picture of 24 megapixels": (1440, (6000, 4000), "2048"),
    "a picture of 40 pixels": (1440, (40, 30), None),
    "a telephone": (390, (1200, 1200), None),
}


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
    page.wait_for_timeout(200)
    for start, end in [(0.2, 0.4), (0.6, 0.8)]:  # each crosses the edge once
        for line in ([start, 0.5, end, 0.5], [0.5, start, 0.5, end]):
            crossed = page.evaluate(MARKS, line)
            assert max(crossed) > 120, (case, line)
            assert sum(alpha > 60 for alpha in crossed) <= 3, (case, line)
            assert crossed[0] == crossed[-1] == 0
    # Along the edge, wherever the pixels of the picture put it exactly, no sample is without it.
    side = 0.32
    beside = [page.evaluate(MARKS, [0.3 + d, side, 0.3 + d, 1 - side]) for d in offsets(page)]
    assert min(max(samples) for samples in zip(*beside, strict=True)) > 60, case
    above = [page.evaluate(MARKS, [side, 0.3 + d, 1 - side, 0.3 + d]) for d in offsets(page)]
    assert min(max(samples) for samples in zip(*above, strict=True)) > 60, case


def offsets(page):
    """Fractions to both sides of an edge by the pixels of the screen, as far as a picture of 40 rounds it."""
    width = page.evaluate("document.querySelector('diptych-picture[which=original] .marks').width")
    reach = round(0.03 * width)
    return [d / width for d in range(-reach, reach + 1)]
