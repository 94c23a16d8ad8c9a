"""WCAG AA by axe-core, in light and dark, wide and narrow; and what a keyboard reaches."""


def test_axe_finds_nothing_in_probe(probe, page, accessible):
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()
    page.locator('[data-testid="scores-squeezenet-modified"] tbody button').first.click()
    probe.at("tutorial").click()
    accessible()


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
