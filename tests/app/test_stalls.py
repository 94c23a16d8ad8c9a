"""Probe when a connection gives nothing more, without an error: told, and taken back once something comes."""

import threading

import pytest
from playwright.sync_api import expect

from tests.app.conftest import NOTHING_CAME, PATIENCE, hold, let_time_pass
from tests.conftest import ROOT
from tests.server import serve

STALLED = f"Probe {NOTHING_CAME}"
READY = "html[data-ready=probe]"


@pytest.fixture
def line(page):
    """Probe's status line, of photographs or of sentences."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page.locator("[data-testid=status]")
    expect.set_options(timeout=5_000)


def goes_on(page, held, line, said):
    expect(line).to_contain_text(STALLED + said)
    expect(line).to_contain_text("It goes on by itself when bytes come")
    expect(line).to_contain_text("if none do, check the connection, then reload the page.")
    held[0].continue_()
    page.wait_for_selector(READY)
    expect(line.get_by_role("status")).to_have_text("Ready")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("gallery/gallery.json", "gallery/gallery.json."),
        ("gallery/full/airliner.jpg", "airliner."),
        ("vendor/tfjs-backend-wasm*.wasm", "vendor/tfjs-backend-wasm"),
        ("models/squeezenet/group1-shard1of1.bin", "squeezenet/group1-shard1of1.bin."),
    ],
)
def test_what_photographs_wait_for_without_end_is_told_until_it_comes(
    page, dist_url, line, clock, file, said
):
    held = hold(page, file)
    page.goto(dist_url + "#probe?photo=airliner")
    let_time_pass(page, clock, held, line)
    goes_on(page, held, line, said)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("models/reviews/vocabulary.json", "models/reviews/vocabulary.json."),
        ("workers/text.js", "workers/text.js or what it imports."),
    ],
)
def test_what_sentences_wait_for_without_end_is_told_until_it_comes(page, dist_url, line, clock, file, said):
    held = hold(page, file)
    page.goto(dist_url + "#probe?sentence=A%20dull%20film")
    let_time_pass(page, clock, held, line)
    goes_on(page, held, line, said)


def test_weights_that_stop_half_way_are_told_until_the_rest_comes(page, line, clock):
    rest = threading.Event()
    url, stop = serve(ROOT / "dist", halved=("/mobilenet/group1-shard2of3", rest))
    page.goto(url + "#probe?photo=airliner")
    let_time_pass(page, clock, ["the second half"], line)
    expect(line).to_contain_text(f"{STALLED}mobilenet/group1-shard2of3.bin.")
    rest.set()
    page.wait_for_selector(READY)
    expect(line.get_by_role("status")).to_have_text("Ready")
    stop()


def test_kernels_that_a_filling_waits_for_without_end_are_told_until_they_come(probe, page, line, clock):
    held = hold(page, "kernels/patchmatch.wasm")
    probe.open()
    page.evaluate(
        """() => document.querySelector("diptych-probe").store.dispatch(
          {type: "fillMethodChosen", method: "patchmatch"})"""
    )
    probe.paint((0.4, 0.4), (0.6, 0.6))
    let_time_pass(page, clock, held, line)
    probe.at("undo").click()  # then nobody waits for them
    expect(line.get_by_role("status")).to_have_text("Ready")
    probe.at("redo").click()
    let_time_pass(page, clock, held, line)
    goes_on(page, held, line, "kernels/patchmatch.wasm.")
    probe.settled()


def test_weights_of_the_classes_that_a_map_waits_for_without_end_are_told(probe, page, line, clock):
    held = hold(page, "squeezenet/class-weights.bin")
    probe.open("#probe?photo=airliner&class=squeezenet.404")
    let_time_pass(page, clock, held, line)
    goes_on(page, held, line, "squeezenet/class-weights.bin.")


def test_a_picture_that_nobody_waits_for_any_more_is_not_told(probe, page, line, clock):
    probe.open()
    held = hold(page, "gallery/full/golf-ball.jpg")
    page.locator("[data-photo=golf-ball]").click()
    let_time_pass(page, clock, held, line)
    page.locator("[data-photo=airliner]").click()
    expect(line).not_to_contain_text(NOTHING_CAME)
    probe.settled()
    clock.fast_forward(21_000)
    page.wait_for_timeout(500)
    expect(line.get_by_role("status")).to_have_text("Ready")
