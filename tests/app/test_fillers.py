"""One hole under every filler, as a person meets it, in the built page."""

import numpy as np
import pytest
from playwright.sync_api import expect

METHODS = ["telea", "biharmonic", "patchmatch", "mean", "grey", "noise", "blur"]
MODELS = ["squeezenet", "mobilenet"]


def erase(probe, *extra):
    """Paint the airliner's middle away."""
    probe.paint((0.1, 0.45), (0.9, 0.45), (0.5, 0.3), *extra)
    probe.settled()


def compared(probe, said="all 7 done"):
    expect(probe.at("fillers")).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(probe.at("fillers").get_by_role("status")).to_have_text(said, timeout=60_000)


def rows(probe, model):
    """Changes by method, mean, spread and verdict of each class."""
    return (
        probe.at("fillers")
        .locator(f"tbody[data-network={model}] tr[data-class-index]")
        .evaluate_all(
            """rows => Object.fromEntries(rows.map((row) => [row.dataset.classIndex, {
          changes: Object.fromEntries([...row.querySelectorAll("[data-change]")].map((cell) =>
            [cell.dataset.method, Number(cell.dataset.change)])),
          mean: Number(row.dataset.mean), spread: Number(row.dataset.spread),
          verdict: row.dataset.verdict, text: row.querySelector("th p").innerText}]))"""
        )
    )


def test_each_fillers_change_is_what_its_own_tables_say(probe):
    probe.open()
    erase(probe)
    probe.at("compare-fillers").click()
    compared(probe)
    table = {model: rows(probe, model) for model in MODELS}
    probe.at("compare-fillers").click()
    expect(probe.at("fillers")).to_have_count(0)
    for method in METHODS:
        probe.at("fill-method").select_option(method)
        probe.settled()
        for model in MODELS:
            for index, _, change in probe.rows(model)[:5]:
                assert table[model][str(int(index))]["changes"][method] == pytest.approx(change, abs=1e-3)
    for each in (row for model in MODELS for row in table[model].values()):
        changes = list(each["changes"].values())
        assert list(each["changes"]) == METHODS
        assert each["mean"] == pytest.approx(np.mean(changes))
        assert each["spread"] == pytest.approx(np.std(changes))
        assert each["verdict"] in {"fill", "absence", "little"}
        decided = {"fill": "the fill decides", "absence": "absence decides", "little": "nothing much changes"}
        assert each["text"].endswith(decided[each["verdict"]])


def test_a_thumbnail_chooses_its_method_without_more_work(probe, page):
    probe.open()
    erase(probe)
    page.keyboard.press("c")
    compared(probe)
    page.evaluate(
        """() => {
          window.asked = [];
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...rest) {
            window.asked.push(message.op);
            return post.call(this, message, ...rest);
          };
        }"""
    )
    before = rows(probe, "mobilenet")
    probe.at("fillers").locator("button[data-method=grey]").click()
    probe.settled()
    compared(probe)
    expect(probe.at("fill-method")).to_have_value("grey")
    assert rows(probe, "mobilenet") == before
    assert page.evaluate("window.asked") == []
    for index, _, change in probe.rows("mobilenet")[:5]:
        assert before[str(int(index))]["changes"]["grey"] == pytest.approx(change, abs=1e-3)


def test_the_comparison_follows_strokes_and_undo(probe):
    probe.open()
    probe.at("compare-fillers").click()
    expect(probe.at("fillers")).to_contain_text("Paint over something")
    erase(probe)
    compared(probe)
    first = rows(probe, "squeezenet")
    erase(probe, (0.5, 0.6))
    compared(probe)
    second = rows(probe, "squeezenet")
    assert first != second
    probe.at("undo").click()
    probe.settled()
    compared(probe)
    assert rows(probe, "squeezenet") == first
    probe.at("undo").click()
    probe.settled()
    expect(probe.at("fillers")).to_contain_text("Paint over something")


def test_the_comparison_can_be_stopped_and_goes_on(probe):
    probe.open()
    erase(probe)
    probe.at("compare-fillers").click()
    probe.at("fillers-stop").click()
    expect(probe.at("fillers").get_by_role("status")).to_contain_text("stopped at")
    probe.at("fillers-stop").click()
    compared(probe)


def test_a_mask_over_everything_leaves_the_fillers_that_need_no_surroundings(probe, accessible):
    probe.open("#probe?photo=airliner&edits=f%2B30")
    probe.await_message("covers the whole picture")
    probe.at("compare-fillers").click()
    compared(probe, "3 of 7, 4 can't fill this")
    found = rows(probe, "mobilenet").values()
    assert all(list(row["changes"]) == ["grey", "noise", "blur"] for row in found)
    assert all("every method" not in row["text"] for row in found)
    assert any("with each of 3 methods" in row["text"] for row in found)
    accessible(before=lambda: expect(probe.at("no-result")).to_be_visible())
    expect(probe.at("fillers")).to_contain_text(
        "Telea, Biharmonic, PatchMatch and Mean colour can't fill this. The mask covers the whole picture"
    )


def test_a_method_that_cant_fill_the_hole_leaves_no_picture_and_no_answers(probe, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    probe.open()
    probe.at("fill-method").select_option("blur")
    probe.at("tool-rectangle").click()
    probe.paint((0.03, 0.03), (0.97, 0.97))
    page.keyboard.press("m")
    probe.at("mask-pixels").fill("30")
    probe.at("mask-grow").click()
    probe.settled()
    blurred = probe.pixels()
    assert blurred != probe.pixels("original")
    probe.at("fill-method").select_option("telea")
    probe.await_message("covers the whole picture")
    expect(page.locator(".pictures")).to_have_attribute("aria-busy", "false")
    expect(probe.at("no-result")).to_contain_text("No modified picture with Telea")
    expect(probe.at("no-result")).to_contain_text("covers the whole picture")
    expect(probe.at("picture-export")).to_be_disabled()
    for model in MODELS:
        cells = probe.at(f"scores-{model}-modified").locator("td.number")
        assert set(cells.all_inner_texts()) == {"–"}
    expect(page.locator("diptych-scores .verdict").first).to_contain_text("no modified picture")
    page.keyboard.press("e")
    probe.paint((0.1, 0.1), (0.3, 0.1))  # what is left to fill from
    expect(probe.at("no-result")).to_have_count(0)
    probe.settled()
    page.keyboard.press("Control+Z")
    expect(probe.at("no-result")).to_be_visible()
    probe.at("fill-method").select_option("blur")
    probe.settled()
    assert probe.pixels() == blurred
    expect(page.locator(".status-line .message")).to_have_text("Ready")
