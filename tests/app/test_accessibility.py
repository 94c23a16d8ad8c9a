"""WCAG AA by axe-core, in light and dark, wide and narrow; and what a keyboard reaches."""

from playwright.sync_api import expect


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
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement?.dataset?.testid ?? ''"))
    assert wanted - seen == set()


def test_no_action_by_key_loses_the_keyboards_place(probe, page):
    probe.open()
    probe.paint((0.3, 0.4), (0.6, 0.4))
    probe.settled()

    def press(control, then, key="Enter"):
        control.focus()
        page.keyboard.press(key)
        expect(then).to_be_focused()

    button = page.get_by_role("button", name="Hide the map")
    page.locator('[data-testid="scores-squeezenet-modified"] tbody button').first.click()
    press(button, probe.at("more"))
    press(probe.at("more"), probe.at("more"))
    press(page.get_by_role("button", name="Top 5"), probe.at("more"))
    undo, redo, reset = (probe.at(id) for id in ("undo", "redo", "reset"))
    press(undo, redo)
    press(redo, undo)
    press(reset, undo)
    press(undo, undo)
    press(undo, redo)
    press(redo, redo)
    press(probe.at("brush-size"), probe.at("wand-tolerance"), "w")
    press(probe.at("wand-tolerance"), probe.at("brush-size"), "b")
    press(probe.at("compare-fillers"), probe.at("compare-fillers"))
    probe.settled()
    expect(probe.at("fillers").locator(".progress")).to_contain_text("all 7", timeout=20_000)
    press(page.get_by_role("button", name="Close the comparison of fillers"), probe.at("compare-fillers"))
    press(probe.at("many"), probe.at("many"))
    press(probe.at("many-run"), probe.at("many-cancel"))
    press(probe.at("many-cancel"), probe.at("many-run"))
    press(page.get_by_role("button", name="Close “Apply to many”"), probe.at("many"))
    probe.at("tutorial").click()
    back, end = (page.get_by_role("button", name=name, exact=True) for name in ("Back", "End the tutorial"))
    page.locator(".tour").get_by_role("button", name="Next").click()
    press(back, page.locator(".tour").get_by_role("button", name="Next"))
    press(end, probe.at("tutorial"))


def test_contrast_themes_tell_what_is_chosen_and_how_sure_a_network_is(probe, page):
    page.emulate_media(forced_colors="active")
    probe.open()
    probe.settled()
    chosen = [
        "[data-action=fill]",
        "[data-tool=brush]",
        "[data-sort=original]",
        "[data-testid=probe-input-photograph]",
        ".masthead nav a[data-open]",
    ]
    others = ["[data-action=blur]", "[data-tool=lasso]", "[data-sort=confidence]"]
    others += ["[data-testid=probe-input-sentence]", ".masthead nav a:not([data-open])"]
    colour = "(e, part) => getComputedStyle(e, part).backgroundColor"
    for one, other in zip(chosen, others, strict=True):
        assert page.locator(one).evaluate(colour) != page.locator(other).evaluate(colour), one
    outline = "e => getComputedStyle(e).outlineStyle"
    photo = page.locator("[data-photo][aria-pressed=true]")
    assert photo.evaluate(outline) == "solid"
    assert page.locator("[data-photo][aria-pressed=false]").first.evaluate(outline) == "none"
    bar = page.locator(".confidence").first
    assert bar.evaluate(colour, "::before") != page.locator("body").evaluate(colour)


def test_the_gallery_is_one_stop_for_tab_and_arrow_keys_lead_through_it(probe, page):
    def focused():
        return page.evaluate("document.activeElement.dataset.photo ?? ''")

    probe.open("#probe?photo=airliner")
    probe.settled()
    photos = page.locator("[data-photo]").evaluate_all("all => all.map(({dataset}) => dataset.photo)")
    at = photos.index("airliner")
    page.get_by_label("Use the camera").focus()
    page.keyboard.press("Tab")
    assert focused() == "airliner"  # the one that is open
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.toolbar')")
    page.keyboard.press("Shift+Tab")
    moves = {"ArrowRight": at + 1, "ArrowDown": at + 3, "ArrowLeft": at + 2, "ArrowUp": at}
    for key, to in moves.items():  # two columns
        page.keyboard.press(key)
        assert focused() == photos[to], key
    page.keyboard.press("End")
    assert focused() == photos[-1]
    page.keyboard.press("ArrowRight")
    assert focused() == photos[-1]
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "id => document.querySelector('diptych-probe').store.get().source.photo === id", arg=photos[2]
    )
    assert focused() == photos[2]
    page.set_viewport_size({"width": 390, "height": 844})  # one row
    page.keyboard.press("ArrowDown")
    assert focused() == photos[2]
    page.keyboard.press("ArrowLeft")
    assert focused() == photos[1]
