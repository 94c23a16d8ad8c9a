"""What a person does in Probe, in a real browser, on the built page."""

import json
import re

import pytest
from playwright.sync_api import expect

MODELS = ["squeezenet", "mobilenet"]
BALL = [(0.5, 0.5), (0.55, 0.56), (0.6, 0.5), (0.54, 0.62), (0.5, 0.56)]


def test_painting_changes_both_networks_minds(probe):
    probe.open()
    before = {m: probe.rows(m, "original") for m in MODELS}
    untouched = probe.pixels("original")
    assert probe.pixels("modified") == untouched
    probe.paint((0.1, 0.4), (0.9, 0.4), (0.1, 0.5), (0.9, 0.5))
    probe.settled()
    assert probe.pixels("original") == untouched
    assert probe.pixels("modified") != untouched
    for model in MODELS:
        rows = probe.rows(model)
        assert len(rows) >= 5
        assert probe.rows(model, "original")[:5] == before[model][:5]
        assert any(abs(change) > 0.05 for *_, change in rows)
        was = {index: confidence for index, confidence, _ in probe.rows(model, "original")}
        for index, confidence, change in rows:
            assert confidence - was[index] == pytest.approx(change, abs=1e-3)


def test_undo_redo_and_reset_bring_back_the_very_same_pixels(probe):
    probe.open()
    states = [probe.pixels()]
    for y in (0.3, 0.5, 0.7):
        probe.paint((0.3, y), (0.6, y))
        probe.settled()
        states.append(probe.pixels())
    assert len({tuple(s) for s in states}) == 4
    for expected in reversed(states[:-1]):
        probe.at("undo").click()
        probe.settled()
        assert probe.pixels() == expected
    for expected in states[1:]:
        probe.page.keyboard.press("Control+Shift+Z")
        probe.settled()
        assert probe.pixels() == expected
    probe.at("reset").click()
    probe.settled()
    assert probe.pixels() == states[0]
    probe.at("undo").click()
    probe.settled()
    assert probe.pixels() == states[-1]


def test_the_eraser_gives_the_original_back(probe):
    probe.open()
    fresh = probe.pixels()
    probe.paint((0.4, 0.4), (0.5, 0.4))
    probe.settled()
    assert probe.pixels() != fresh
    probe.page.keyboard.press("e")
    for _ in range(8):
        probe.page.keyboard.press("]")
    probe.paint((0.35, 0.4), (0.55, 0.4))
    probe.settled()
    assert probe.pixels() == fresh


def test_every_method_refills_the_same_mask_and_the_choice_is_remembered(probe, page):
    probe.open()
    probe.paint((0.4, 0.45), (0.6, 0.45))
    probe.settled()
    select = probe.at("fill-method")
    methods = select.locator("option").evaluate_all("options => options.map((o) => o.value)")
    assert methods == page.evaluate(
        """async () => {
          const {METHODS} = await import(new URL("inpaint/index.js", location.href));
          const plain = ["mean", "grey", "noise", "blur"];
          const ids = METHODS.map(({id}) => id);
          return [...ids.filter((id) => !plain.includes(id)), ...plain.filter((id) => ids.includes(id))];
        }"""
    )
    seen = {}
    for method in methods:
        select.select_option(method)
        probe.settled()
        seen[method] = tuple(probe.pixels())
        assert any(abs(change) > 0 for *_, change in probe.rows("mobilenet"))
    assert len(set(seen.values())) == len(methods)
    select.select_option("grey")
    probe.settled()
    page.reload()
    probe.ready()
    expect(select).to_have_value("grey")
    probe.settled()
    assert tuple(probe.pixels()) == seen["grey"]


def test_another_fill_differs_and_the_link_brings_it_back(probe, page):
    probe.open()
    another = probe.at("another-fill")
    probe.at("fill-method").select_option("patchmatch")
    expect(another).to_be_disabled()
    probe.paint((0.4, 0.45), (0.6, 0.45))
    probe.settled()
    seen = [probe.pixels()]
    answers = [probe.rows("mobilenet")]
    for ask in (another.click, lambda: page.keyboard.press("n")):
        ask()
        probe.settled()
        seen.append(probe.pixels())
        answers.append(probe.rows("mobilenet"))
    assert len({tuple(pixels) for pixels in seen}) == len({str(rows) for rows in answers}) == 3
    expect(another).to_have_attribute("title", re.compile("seed, 3 now"))
    page.wait_for_url("**seed=3*")
    page.reload()
    probe.ready()
    probe.settled()
    assert probe.pixels() == seen[2]
    probe.at("fill-method").select_option("telea")
    expect(another).to_be_disabled()  # it fills in one way only
    page.locator("[data-photo]").nth(3).click()
    probe.settled()
    probe.at("fill-method").select_option("noise")
    expect(another).to_have_attribute("title", re.compile("seed, 1 now"))


@pytest.mark.parametrize("leave", ["undo", "another photograph"])
def test_a_fill_that_nobody_waits_for_any_more_is_cancelled(probe, page, leave):
    page.add_init_script(
        """window.posted = [];
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...rest) {
          window.posted.push(message.op);
          return post.call(this, message, ...rest);
        };"""
    )
    probe.open()
    fresh = probe.pixels()
    probe.at("fill-method").select_option("patchmatch")
    probe.at("tool-rectangle").click()
    probe.paint((0.1, 0.1), (0.9, 0.9))
    probe.await_message("Filling")
    if leave == "undo":
        page.keyboard.press("Control+Z")
    else:
        page.locator("[data-photo]").nth(4).click()
        page.wait_for_function(
            "document.querySelector('diptych-probe').store.get().source.photo !== 'airliner'"
        )
    page.wait_for_timeout(500)  # in which more of the fill would be told
    expect(page.locator(".status-line .message")).to_have_text("Ready")
    expect(page.locator("progress.filling")).to_have_count(0)
    assert page.evaluate("window.posted.filter((op) => op === 'cancel').length") == 1
    probe.settled()
    assert (probe.pixels() == fresh) == (leave == "undo")


@pytest.mark.parametrize("tool", ["rectangle", "lasso"])
def test_a_region_is_filled_on_release(probe, tool):
    probe.open()
    fresh = probe.pixels()
    probe.page.locator(f'[data-tool="{tool}"]').click()
    probe.paint((0.3, 0.3), (0.6, 0.32), (0.6, 0.6))
    probe.settled()
    assert probe.pixels() != fresh


def test_blur_works_on_a_region_and_on_the_whole_picture(probe):
    probe.open()
    probe.page.locator('[data-action="blur"]').click()
    probe.paint((0.3, 0.3), (0.6, 0.6))
    probe.settled()
    region = probe.pixels()
    probe.at("blur-whole").click()
    probe.settled()
    assert probe.pixels() != region
    assert any(abs(change) > 1 for *_, change in probe.rows("squeezenet"))


def test_the_keyboard_alone_paints(probe):
    probe.open()
    fresh = probe.pixels()
    probe.at("canvas-modified").focus()
    keys = ["Space", *["ArrowRight"] * 6, *["Shift+ArrowDown"] * 2, "Space"]
    for key in keys:
        probe.page.keyboard.press(key)
    probe.settled()
    assert probe.pixels() != fresh


def test_letters_choose_a_tool_and_brackets_change_the_brush_within_its_limits(probe):
    probe.open()
    probe.page.keyboard.press("E")  # as with Caps Lock
    expect(probe.at("tool-eraser")).to_have_attribute("aria-pressed", "true")
    for key, limit in (("[", "2"), ("]", "60")):
        for _ in range(45):
            probe.page.keyboard.press(key)
        expect(probe.at("brush-size")).to_have_value(limit)


@pytest.fixture
def telephone(browser, dist_url, probe):
    """Probe on a telephone; `fingers(type, *places)` moves them over the picture, in pixels of the page."""
    context = browser.new_context(
        has_touch=True, viewport={"width": 390, "height": 844}, service_workers="block"
    )
    visit = type(probe)(context.new_page(), dist_url).open()
    visit.at("canvas-modified").scroll_into_view_if_needed()
    visit.box = visit.at("canvas-modified").bounding_box()
    visit.session = context.new_cdp_session(visit.page)

    def fingers(type, *places):
        at = [{"x": visit.box["x"] + x, "y": visit.box["y"] + y, "id": i} for i, (x, y) in enumerate(places)]
        visit.session.send("Input.dispatchTouchEvent", {"type": type, "touchPoints": at})

    visit.fingers = fingers
    yield visit
    context.close()


def edits(probe):
    return probe.page.evaluate("document.querySelector('diptych-probe').store.get().edits")


def test_touch_paints_too(telephone):
    fresh = telephone.pixels()
    telephone.fingers("touchStart", (100, 100))
    for i in range(1, 10):
        telephone.fingers("touchMove", (100 + 8 * i, 100 + 3 * i))
    telephone.fingers("touchEnd")
    telephone.settled()
    assert telephone.pixels() != fresh
    assert telephone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_second_finger_takes_the_stroke_back(telephone):
    fresh = telephone.pixels()
    telephone.fingers("touchStart", (100, 100))
    telephone.fingers("touchMove", (110, 104))
    telephone.fingers("touchStart", (110, 104), (250, 200))
    for i in range(5):
        telephone.fingers("touchMove", (110 - 8 * i, 104), (250 + 8 * i, 200))
    telephone.fingers("touchEnd", (78, 104))
    telephone.fingers("touchMove", (200, 150))  # what is left of it is no stroke either
    telephone.fingers("touchEnd")
    telephone.settled()
    assert edits(telephone) == []
    assert telephone.pixels() == fresh
    telephone.fingers("touchStart", (100, 100))
    telephone.fingers("touchMove", (150, 100))
    telephone.fingers("touchEnd")
    telephone.settled()
    assert len(edits(telephone)) == 1


def test_a_hand_that_rests_beside_the_pen_changes_nothing(telephone):
    def pen(type, x, y):
        at = {"x": telephone.box["x"] + x, "y": telephone.box["y"] + y}
        pressed = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen"}
        telephone.session.send("Input.dispatchMouseEvent", {"type": type, **at, **pressed})

    pen("mousePressed", 60, 60)
    pen("mouseMoved", 80, 60)
    telephone.fingers("touchStart", (280, 280))
    telephone.fingers("touchMove", (290, 290))
    pen("mouseMoved", 140, 60)
    telephone.fingers("touchEnd")
    pen("mouseReleased", 140, 60)
    telephone.settled()
    (stroke,) = edits(telephone)
    assert max(stroke["points"][1::2]) < 0.25  # all of it is up where the pen was
    assert max(stroke["points"][::2]) > 0.35


def test_a_picture_that_arrives_during_a_stroke_does_not_get_the_rest_of_it(probe, page):
    probe.open()
    box = probe.at("canvas-modified").bounding_box()
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 80, steps=4)
    page.locator("[data-photo]").nth(4).evaluate("button => button.click()")
    page.wait_for_function("document.querySelector('diptych-probe').store.get().source.photo !== 'airliner'")
    page.mouse.move(box["x"] + 150, box["y"] + 180, steps=4)
    page.mouse.up()
    probe.settled()
    assert edits(probe) == []
    assert probe.pixels() == probe.pixels("original")


def test_a_stroke_that_was_undone_is_not_shown_while_the_rest_is_filled(probe, page):
    probe.open()
    for x in (0.3, 0.6):
        probe.paint((x, 0.3), (x, 0.6))
        probe.settled()
    page.mouse.move(0, 0)
    shown = page.evaluate(
        """async () => {
          const view = document.querySelector('diptych-picture[which=modified]');
          document.querySelector('[data-testid=undo]').click();
          await view.updateComplete;
          const marks = view.querySelector('.marks');
          const {data} = marks.getContext('2d').getImageData(0, 0, marks.width, marks.height);
          return [view.querySelector('.frame').hasAttribute('data-behind'), data.some((value) => value > 0)];
        }"""
    )
    assert shown == [True, False]


def test_a_class_shows_its_map_on_both_pictures_without_another_inference(probe):
    probe.open()
    probe.page.evaluate(
        """() => {
          window.classified = 0;
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...rest) {
            if (message.op === "classify") window.classified++;
            return post.call(this, message, ...rest);
          };
        }"""
    )
    buttons = probe.page.locator('[data-testid="scores-squeezenet-modified"] tbody button')
    shown = []
    for i in (0, 1):
        buttons.nth(i).click()
        probe.page.wait_for_function(
            """() => {
              const {cam, networks} = document.querySelector("diptych-probe").store.get();
              const {original, modified} = networks[cam.network].maps;
              return original?.classIndex === cam.classIndex && modified?.classIndex === cam.classIndex;
            }"""
        )
        probe.page.wait_for_timeout(200)
        for which in ("original", "modified"):
            expect(probe.at(f"cam-{which}")).to_be_visible()
        shown.append(probe.page.evaluate("document.querySelector('[data-testid=cam-modified]').toDataURL()"))
    assert shown[0] != shown[1]
    probe.at("cam-both").check()
    probe.page.wait_for_timeout(500)
    assert probe.page.evaluate("document.querySelector('[data-testid=cam-modified]').toDataURL()") != shown[1]
    assert probe.page.evaluate("window.classified") == 0
    buttons.nth(1).click()
    expect(probe.at("cam-modified")).to_be_hidden()


def test_rows_are_resorted_searched_and_more_on_request(probe):
    probe.open()
    probe.paint((0.1, 0.4), (0.9, 0.4), (0.1, 0.5), (0.9, 0.5))
    probe.settled()
    order = [index for index, *_ in probe.rows("mobilenet", "original")]
    assert [index for index, *_ in probe.rows("mobilenet")] == order
    probe.page.locator('[data-sort="confidence"]').click()
    confidences = [confidence for _, confidence, _ in probe.rows("mobilenet")]
    assert confidences == sorted(confidences, reverse=True)
    probe.at("more").click()
    assert len(probe.rows("mobilenet")) == 10
    probe.at("search-mobilenet").fill("golf ball")
    assert [index for index, *_ in probe.rows("mobilenet")] == [574]


def test_there_are_a_thousand_classes_and_no_background(probe):
    probe.open()
    for _ in range(8):
        probe.at("more").click()
    expect(probe.at("more")).to_be_disabled()
    for model in MODELS:
        rows = probe.rows(model, "original")
        assert sorted(index for index, *_ in rows) == list(range(1000))
        assert sum(confidence for _, confidence, _ in rows) == pytest.approx(100, abs=0.1)


def test_before_and_after_slides(probe):
    probe.open()
    button = probe.at("before-after")
    button.click()
    expect(button).to_have_accessible_name("Close before / after")
    expect(button).not_to_have_attribute("aria-pressed", "true")  # or it would be said to be closed
    slider = probe.at("wipe")
    slider.focus()
    before = probe.page.locator("canvas.before").get_attribute("style")
    probe.page.keyboard.press("ArrowRight")
    assert probe.page.locator("canvas.before").get_attribute("style") != before
    button.click()
    expect(button).to_have_accessible_name("Before / after")
    expect(slider).to_be_hidden()


def test_a_link_brings_back_the_picture_the_edit_and_the_map(probe, page):
    probe.open()
    probe.paint((0.3, 0.45), (0.7, 0.45))
    probe.settled()
    page.locator('[data-testid="scores-mobilenet-modified"] tbody button').first.click()
    page.wait_for_function("location.hash.includes('class=') && location.hash.includes('edits=')")
    pixels, rows, link = probe.pixels(), probe.rows("mobilenet"), page.url
    page.goto("about:blank")
    page.goto(link)
    probe.ready()
    probe.settled()
    assert probe.pixels() == pixels
    assert probe.rows("mobilenet") == rows
    expect(probe.at("cam-modified")).to_be_visible()


def test_a_stroke_just_before_a_reload_is_not_lost(probe, page):
    probe.open()
    probe.paint((0.3, 0.45), (0.7, 0.45))
    page.wait_for_function("location.hash.includes('edits=')")
    probe.paint((0.3, 0.65), (0.7, 0.65))
    page.reload()
    probe.ready()
    assert page.evaluate("document.querySelector('diptych-probe').store.get().cursor") == 2
    probe.at("undo").click()
    page.wait_for_function("!location.hash.includes('!') && !location.hash.includes('%21')")
    page.reload()
    probe.ready()
    assert page.evaluate("document.querySelector('diptych-probe').store.get().cursor") == 1


def test_the_tutorial_comes_once_asks_for_an_edit_and_can_be_called_again(probe, page):
    page.goto(probe.url)
    probe.ready()
    tour = probe.at("tour")
    expect(tour).to_contain_text("1 of 6")
    tour.get_by_role("button", name="Next").click()
    expect(tour.get_by_role("button", name="Skip this")).to_be_visible()
    expect(page.locator(".modified .frame")).to_have_class(re.compile("pointed-at"))
    probe.paint(*BALL)
    probe.settled()
    expect(tour).to_contain_text("Done.")
    for _ in range(4):
        tour.locator("button.primary, button:text('Skip this')").click()
    expect(tour).to_contain_text("6 of 6")
    tour.get_by_role("button", name="Finish").click()
    expect(tour).to_have_count(0)
    page.reload()
    probe.ready()
    expect(tour).to_have_count(0)
    probe.at("tutorial").click()
    expect(tour).to_contain_text("1 of 6")
    tour.get_by_role("button", name="End the tutorial").click()
    expect(tour).to_have_count(0)


def test_a_new_stroke_overtakes_an_answer_not_yet_given(probe):
    probe.open()
    for i in range(12):
        probe.paint((0.1 + 0.06 * i, 0.2), (0.1 + 0.06 * i, 0.8))
    probe.settled()
    state = probe.page.evaluate(
        """() => {
          const {edits, cursor, modified, status} = document.querySelector("diptych-probe").store.get();
          return [edits.length, cursor, modified.key.split("|")[1] === String(edits.at(-1).id), status.kind];
        }"""
    )
    assert state == [12, 12, True, "info"]


def test_another_backend_gives_the_same_answers(probe):
    probe.open()
    first = probe.rows("squeezenet", "original")
    probe.at("backend").select_option("cpu")
    probe.page.wait_for_function(
        """() => Object.values(document.querySelector("diptych-probe").store.get().networks)
          .every((n) => n.backend === "cpu")""",
        timeout=60_000,
    )
    probe.paint((0.2, 0.2), (0.3, 0.2))
    probe.settled()
    assert [i for i, *_ in probe.rows("squeezenet", "original")][:5] == [i for i, *_ in first][:5]
    expect(probe.at("status")).to_contain_text("ms")


def test_cabreras_preprocessing_gives_other_answers(probe):
    probe.open()
    first = probe.rows("squeezenet", "original")
    probe.at("preprocessing-squeezenet").select_option("cabrera-2018")
    probe.page.wait_for_function(
        """() => {
          const n = document.querySelector("diptych-probe").store.get().networks.squeezenet;
          return n.preprocessing === "cabrera-2018" && n.original;
        }"""
    )
    assert probe.rows("squeezenet", "original") != first


def test_everything_is_fetched_from_the_pages_own_folder(probe, page, dist_url):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    probe.open()
    outside = [url for url in asked if not url.startswith((dist_url, "blob:", "data:"))]
    assert outside == []


def test_nothing_a_person_sees_is_cut_off_on_a_telephone(probe, page):
    page.set_viewport_size({"width": 390, "height": 844})
    probe.open()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for testid in ("canvas-modified", "scores-squeezenet-modified", "gallery", "undo"):
        box = probe.at(testid).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_status_line_tells_download_progress(probe, page, dist_url):
    def slowly(route):
        page.wait_for_timeout(300)
        route.fallback()

    page.route(re.compile(r".*\.bin$"), slowly)
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          window.seen = [];
          new MutationObserver(() => {
            const text = document.querySelector("[data-testid=status]")?.innerText ?? "";
            if (/MB/.test(text)) window.seen.push(text);
          }).observe(document.body, {subtree: true, childList: true, characterData: true});
        })"""
    )
    probe.open()
    seen = json.dumps(page.evaluate("window.seen"))
    assert re.search(r"SqueezeNet [\d.]+ of 2\.\d MB \(\d+ %\)", seen)
