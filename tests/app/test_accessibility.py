"""WCAG AA by axe-core, in light and dark, wide and narrow; and what a keyboard reaches."""

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_probe(probe, page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    page.locator('[data-testid="scores-squeezenet-modified"] tbody button').first.click()
    probe.at("tutorial").click()
    page.wait_for_timeout(400)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = page.evaluate("async (tags) => (await axe.run(document, {runOnly: tags})).violations", tags)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []


def test_every_control_is_reached_with_tab(probe, page):
    probe.open()
    wanted = {"undo", "reset", "fill-method", "brush-size", "canvas-modified", "backend", "search-mobilenet"}
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    seen = set()
    page.evaluate("document.body.focus()")
    for _ in range(200):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement?.dataset?.testid ?? ''"))
    assert wanted - seen == set()
