"""Visits to Probe's sentences: write, strike out, replace, go back; and what is said when something fails."""

import json
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import expect

from converter.folders import Folders
from converter.quiet import quiet
from converter.reviews._train import encode
from converter.reviews.networks import load_network
from converter.reviews.tokenizer import Tokenizer
from tests.conftest import ROOT

MODELS = Folders.default().root / "models"
NAMES = ["cnn", "lstm"]
TEXT = "A dull film with a good cast, isn't it?"


class Sentences:
    """Probe's sentences as a person sees them, on one page."""

    def __init__(self, page, url):
        self.page = page
        self.url = url

    def open(self, text=TEXT, original=None):
        self.page.goto(
            self.url + f"#probe?sentence={quote(text)}" + (f"&original={original}" if original else "")
        )
        self.page.wait_for_selector("html[data-ready=probe]", timeout=90_000)
        return self

    def at(self, testid):
        return self.page.get_by_test_id(testid)

    def settled(self):
        """Wait until both networks have answered, and said which words matter."""
        self.page.wait_for_function(
            """() => {
              const view = document.querySelector("diptych-sentence");
              const {networks, steps, cursor} = view.store.get();
              const {text} = steps[cursor];
              return document.querySelector(".sentences .bench").getAttribute("aria-busy") === "false"
                && Object.values(networks).every((n) => n.without?.key === text);
            }""",
            timeout=60_000,
        )

    def rows(self, model, which="modified"):
        """{class index: (confidence in percent, change in points)}."""
        rows = self.page.locator(f'[data-testid="scores-{model}-{which}"] tbody tr[data-class-index]')
        found = rows.evaluate_all(
            "rows => rows.map(({dataset: d}) => [d.classIndex, d.confidence, d.change].map(Number))"
        )
        return {int(index): (confidence, change) for index, confidence, change in found}

    def word(self, text):
        return self.at("sentence-words").locator("button.chip", has_text=text).first

    def text(self):
        return self.at("sentence").input_value()


@pytest.fixture
def sentences(page, dist_url):
    return Sentences(page, dist_url)


@pytest.fixture(scope="module")
def keras():
    """`keras(name, text)` → percent of each class."""
    tokenizer = Tokenizer.read(MODELS / "reviews/vocabulary.json")
    with quiet():
        networks = {
            name: load_network(name, MODELS / name / "weights.npz", tokenizer.length) for name in NAMES
        }

    def answer(name, text):
        return 100 * networks[name](encode(tokenizer, [text]))["output"].numpy()[0]

    return answer


@pytest.fixture
def agrees(sentences, keras):
    """Fails unless both tables of both networks say what Keras says of these texts, within 0.5 points."""

    def check(text, original):
        for name in NAMES:
            before, after = keras(name, original), keras(name, text)
            table = sentences.rows(name, "original")
            assert [table[i][0] for i in (0, 1)] == pytest.approx(before, abs=0.5)
            table = sentences.rows(name)
            assert [table[i][0] for i in (0, 1)] == pytest.approx(after, abs=0.5)
            assert [table[i][1] for i in (0, 1)] == pytest.approx(after - before, abs=1)

    return check


def requested(page):
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    return lambda part: [url for url in urls if part in url]


def test_a_link_to_a_sentence_fetches_no_photograph_network(sentences, page):
    urls = requested(page)
    sentences.open()
    sentences.settled()
    assert urls("models/cnn/")
    assert urls("models/lstm/")
    assert not [part for part in ("squeezenet", "mobilenet", "gallery/") if urls(part)]


def test_a_link_to_a_photograph_fetches_no_text_network(probe, page):
    urls = requested(page)
    probe.open()
    probe.settled()
    assert urls("models/squeezenet/")
    assert not [part for part in ("models/cnn", "models/lstm", "models/reviews") if urls(part)]


def test_both_networks_answer_what_keras_answers_as_one_writes(sentences, page, agrees):
    sentences.open()
    agrees(TEXT, TEXT)
    sentences.at("sentence").press("End")
    sentences.at("sentence").press_sequentially(" Très 👍 wonderful!")
    text = TEXT + " Très 👍 wonderful!"
    assert sentences.text() == text
    sentences.settled()
    agrees(text, TEXT)


def test_a_word_is_struck_out_and_brought_back_by_click(sentences, agrees):
    sentences.open()
    sentences.word("dull").click()
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))
    sentences.settled()
    agrees(TEXT.replace("dull ", ""), TEXT)
    expect(sentences.word("dull")).to_have_attribute("aria-pressed", "true")
    sentences.word("dull").click()
    expect(sentences.at("sentence")).to_have_value(TEXT)
    assert sentences.rows("cnn")[0][1] == 0


def test_a_word_is_replaced_by_double_click(sentences, page, agrees):
    sentences.open()
    sentences.word("dull").dblclick()
    page.keyboard.type("gorgeous")
    page.keyboard.press("Enter")
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull", "gorgeous"))
    sentences.settled()
    agrees(TEXT.replace("dull", "gorgeous"), TEXT)
    sentences.word("gorgeous").dblclick()
    page.keyboard.press("Escape")
    assert sentences.text() == TEXT.replace("dull", "gorgeous")
    sentences.word("gorgeous").click()
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))


def test_the_keyboard_alone_strikes_out_replaces_and_undoes(sentences, page):
    sentences.open()
    sentences.at("sentence").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.chip')"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("story")
    page.keyboard.press("Enter")
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull film", "story"))
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(sentences.at("sentence")).to_have_value(TEXT)
    page.keyboard.press("Control+Shift+Z")
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))


def test_a_step_of_the_trace_is_gone_back_to(sentences, keras):
    sentences.open()
    for word in ("dull", "good"):
        sentences.word(word).click()
        sentences.settled()
    steps = sentences.at("sentence-trace").locator("button")
    expect(steps).to_have_count(3)
    label = steps.nth(2).get_attribute("aria-label")
    for name, title in (("cnn", "CNN"), ("lstm", "LSTM")):
        share = float(label.split(f"{title} ")[1].split(" %")[0])
        assert share == pytest.approx(keras(name, sentences.text())[1], abs=0.5)
    steps.nth(1).click()
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    steps.nth(0).click()
    expect(sentences.at("sentence")).to_have_value(TEXT)
    sentences.at("redo").click()
    sentences.at("reset").click()
    expect(sentences.at("sentence")).to_have_value(TEXT)


def test_each_word_says_how_much_it_matters_to_each_network(sentences, keras):
    sentences.open()
    sentences.settled()
    whole = {name: keras(name, TEXT) for name in NAMES}
    label = sentences.word("dull").get_attribute("aria-label")
    for name, title in (("cnn", "CNN"), ("lstm", "LSTM")):
        asked = int(whole[name].argmax())
        effect = whole[name][asked] - keras(name, TEXT.replace("dull ", ""))[asked]
        points, side = label.split(f"{title}: ")[1].split(" points ", 1)
        assert float(points) == pytest.approx(abs(effect), abs=0.6)
        assert side.startswith(("for" if effect > 0 else "against") + " " + ["negative", "positive"][asked])


def test_a_filter_shows_the_words_that_it_found(sentences):
    sentences.open()
    sentences.settled()
    first = sentences.at("sentence-filters").locator("button").first
    words = first.locator(".ngram").inner_text()
    first.hover()
    pointed = sentences.at("sentence-words").locator(".pointed .chip")
    assert "".join(pointed.all_inner_texts()) == words.replace(" ", "")
    sentences.at("sentence").hover()
    expect(pointed).to_have_count(0)


def test_a_sentence_of_the_test_set_is_chosen_and_on_the_first_ones_the_networks_disagree(sentences, agrees):
    sentences.open()
    examples = json.loads((ROOT / "dist/models/reviews/examples.json").read_text("utf-8"))
    buttons = sentences.at("sentence-examples").locator("button")
    expect(buttons).to_have_count(len(examples))
    buttons.nth(1).click()
    text = examples[1]["text"]
    expect(sentences.at("sentence")).to_have_value(text)
    sentences.settled()
    agrees(text, text)
    leaders = [max(rows, key=lambda i: rows[i][0]) for rows in map(sentences.rows, NAMES)]
    assert leaders[0] != leaders[1]
    sentences.at("undo").click()
    expect(sentences.at("sentence")).to_have_value(TEXT)


def test_a_sentence_of_ones_own_is_written_held_and_changed(sentences, page, agrees):
    sentences.open()
    sentences.at("sentence-new").click()
    page.keyboard.type("a bad film")
    sentences.settled()
    agrees("a bad film", "a bad film")
    page.keyboard.press("Enter")
    page.keyboard.type(", not")
    sentences.settled()
    agrees("a bad film, not", "a bad film")


def test_without_words_there_is_no_answer_and_that_is_said(sentences, page):
    sentences.open()
    for nothing in ("", " \n\t", "\u200d\ufe0f"):
        sentences.at("sentence").fill(nothing)
        for name in NAMES:
            expect(sentences.at(f"scores-{name}-modified")).to_contain_text("no words, so no answer")
        assert "NaN" not in page.locator("body").inner_text()
    sentences.at("sentence").fill("good")
    sentences.settled()
    assert sum(confidence for confidence, _ in sentences.rows("lstm").values()) == pytest.approx(100, abs=0.1)


def test_of_ten_thousand_words_the_first_48_are_read_and_that_is_said(sentences, page, agrees):
    sentences.open()
    words = np.random.default_rng(1).choice(["good", "bad", "film", "the", "never"], 10_000)
    text = " ".join(words)
    sentences.at("sentence").fill(text)
    expect(page.get_by_text("the networks read only the first 48")).to_be_visible()
    sentences.settled()
    agrees(text, TEXT)
    read = sentences.at("sentence-words").locator("li:not(.gone) .chip")
    expect(read).to_have_count(48)
    assert sentences.at("sentence-words").locator("*").count() < 500


def test_both_sides_stay_as_they_were_when_one_switches(sentences, page):
    sentences.open()
    sentences.word("dull").click()
    sentences.at("probe-input-photograph").click()
    page.wait_for_selector("html[data-ready=probe]", timeout=90_000)
    expect(sentences.at("canvas-modified")).to_be_visible()
    expect(sentences.at("sentence")).to_have_count(0)
    expect(sentences.at("probe-input-photograph")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(sentences.at("sentence")).to_have_value(TEXT.replace("dull ", ""))
    expect(sentences.at("probe-input-sentence")).to_have_attribute("aria-checked", "true")
    page.go_back()
    expect(sentences.at("canvas-modified")).to_be_visible()
    page.go_forward()
    sentences.at("undo").click()
    expect(sentences.at("sentence")).to_have_value(TEXT)


def test_the_address_brings_the_sentence_and_its_original_back(sentences, page):
    sentences.open("naïve & 100 % 👍 film")
    sentences.word("naïve").click()
    page.wait_for_function("location.hash.includes('original=')")
    rows = sentences.rows("cnn")
    page.reload()
    page.wait_for_selector("html[data-ready=probe]", timeout=90_000)
    expect(sentences.at("sentence")).to_have_value("& 100 % 👍 film")
    assert sentences.rows("cnn") == pytest.approx(rows)
    page.evaluate("location.hash = '#probe?sentence=another%20film'")
    expect(sentences.at("sentence")).to_have_value("another film")


def test_a_network_that_does_not_arrive_is_said_and_tried_again(sentences, page):
    page.expected_errors += ["503"]
    page.route("**/models/lstm/*.bin", lambda route: route.fulfill(status=503))
    page.goto(sentences.url + f"#probe?sentence={quote(TEXT)}")
    expect(sentences.at("status")).to_contain_text("503", timeout=60_000)
    expect(sentences.at("scores-cnn-modified").locator("tr[data-class-index]")).to_have_count(2)
    sentences.at("sentence").press("End")
    sentences.at("sentence").press_sequentially(" Yes.")
    page.unroute("**/models/lstm/*.bin")
    sentences.at("retry-lstm").click()
    sentences.settled()
    assert len(sentences.rows("lstm")) == 2
    assert sentences.text() == TEXT + " Yes."


def test_a_vocabulary_that_does_not_arrive_is_said_and_fetched_later(sentences, page):
    page.expected_errors += ["503"]
    page.route("**/vocabulary.json", lambda route: route.fulfill(status=503))
    page.goto(sentences.url + f"#probe?sentence={quote(TEXT)}")
    expect(sentences.at("status")).to_contain_text("vocabulary.json", timeout=60_000)
    page.unroute("**/vocabulary.json")
    sentences.settled()
    assert sentences.text() == TEXT


def test_a_worker_that_dies_is_started_again_and_the_sentence_is_kept(sentences, page):
    page.add_init_script(
        """window.workers = [];
        window.Worker = class extends Worker {
          constructor(...args) {
            super(...args);
            window.workers.push(this);
          }
        };"""
    )
    sentences.open()
    sentences.settled()
    page.evaluate(
        """() => {
          for (const worker of window.workers.splice(0)) {
            worker.postMessage = () => {
              worker.terminate();
              const death = new ErrorEvent("error", {message: "out of memory", cancelable: true});
              setTimeout(() => worker.dispatchEvent(death));
            };
          }
        }"""
    )
    sentences.word("dull").click()
    expect(sentences.at("status")).to_contain_text("your sentence is kept")
    sentences.settled()
    assert sentences.text() == TEXT.replace("dull ", "")
    assert sentences.rows("lstm")[0][1] != 0


def test_axe_finds_nothing_in_sentences(sentences, page, accessible):
    sentences.open()
    sentences.word("dull").click()
    sentences.word("film").dblclick()
    page.keyboard.type("qwxyzvk")
    page.keyboard.press("Enter")
    sentences.at("tutorial").click()
    sentences.settled()
    accessible()
