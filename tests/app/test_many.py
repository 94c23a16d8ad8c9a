"""One edit on a whole set of photographs, or of sentences, as a person meets it, in the built page."""

import csv
import io
import json
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from converter.folders import Folders
from converter.networks import build_network, preprocess
from converter.quiet import quiet
from converter.reviews._build import read_test
from converter.reviews._train import encode
from converter.reviews.networks import load_network
from converter.reviews.tokenizer import Tokenizer
from tests.conftest import ROOT

DIST = ROOT / "dist"
NAMES = {"squeezenet": "SqueezeNet", "mobilenet": "MobileNet", "cnn": "CNN", "lstm": "LSTM"}

# Photographs in which no answer is a close call, so that Python's own decoding of a JPEG can't tip it.
CLEAR = [
    "airliner",
    "lesser-panda",
    "indigo-bunting",
    "vulture",
    "european-fire-salamander",
    "axolotl",
    "macaw",
    "fireboat",
]


class Many:
    """The section “Apply to many” of a Probe."""

    def __init__(self, probe):
        self.probe = probe
        self.page = probe.page
        self.at = probe.at

    def paint_middle(self, method="mean"):
        """Take out the middle quarter; the edit's corners in fractions, as the page has them."""
        self.probe.at("fill-method").select_option(method)
        self.page.keyboard.press("r")
        self.probe.paint((0.25, 0.25), (0.75, 0.75))
        self.probe.settled()
        state = "document.querySelector('diptych-probe').store.get()"
        return self.page.evaluate(f"{state}.edits.at(-1).points")

    def run(self):
        self.at("many-run").click()
        self.over()

    def over(self):
        expect(self.page.locator(".many")).to_have_attribute("aria-busy", "false", timeout=180_000)

    def result(self, network):
        data = self.at(f"many-result-{network}").evaluate("row => ({...row.dataset})")
        return {name: float(data[name]) for name in ("flips", "count", "low", "high")}

    def flips(self):
        """{(id, network): (from, to)} of the list."""
        rows = self.at("many-flips").locator("[data-network]")
        found = rows.evaluate_all(
            "rows => rows.map(({dataset: d}) => [d.id, d.network, Number(d.from), Number(d.to)])"
        )
        return {(id_, network): (from_, to) for id_, network, from_, to in found}

    def words(self):
        text = self.page.locator(".many .said").inner_text()
        return re.sub(r"\s+", " ", text)


@pytest.fixture
def many(probe):
    return Many(probe)


def said(first, second, flips, only, p):
    """The sentence for two networks that saw the same inputs."""
    parts = []
    for network, before in ((first, f"{NAMES[first]} flips"), (second, NAMES[second])):
        low, high = proportion_confint(flips[network].sum(), n := len(flips[network]), method="wilson")
        of = f" of {n}" if network == first else ""
        parts.append(f"{before} on {flips[network].sum()}{of} ({100 * low:.0f} to {100 * high:.0f} %)")
    more = NAMES[first] if only[0] > only[1] else NAMES[second]
    verdict = "No clear difference between the two" if p >= 0.05 else f"{more} flips more often"
    return f"{', '.join(parts)}. {verdict}"


def check(many, networks, ids, before, after):
    """The page's counts, intervals, words and list are those of Python's own answers."""
    flips = {n: before[n] != after[n] for n in networks}
    for network in networks:
        k = int(flips[network].sum())
        low, high = proportion_confint(k, len(ids), method="wilson")
        found = many.result(network)
        assert (found["flips"], found["count"]) == (k, len(ids))
        assert (found["low"], found["high"]) == pytest.approx((100 * low, 100 * high), abs=1e-3)
    a, b = (flips[n] for n in networks)
    only = [int((a & ~b).sum()), int((b & ~a).sum())]
    p = mcnemar([[0, only[0]], [only[1], 0]], exact=True).pvalue
    assert many.words().startswith(said(*networks, flips, only, p))
    expected = {
        (id_, n): (int(before[n][i]), int(after[n][i]))
        for i, id_ in enumerate(ids)
        for n in networks
        if flips[n][i]
    }
    more = many.page.get_by_role("button", name="Show more")
    while more.is_visible():
        more.click()
    assert many.flips() == expected


def without_middle(pixels, points):
    """The mean colour of the rest in the place of a rectangle."""
    x0, y0, x1, y1 = np.round(np.array(points) * 512).astype(int)
    hole = np.zeros(pixels.shape[:2], bool)
    hole[y0:y1, x0:x1] = True
    filled = pixels.copy()
    filled[hole] = np.rint(pixels[~hole].mean(0))
    return filled


def test_the_flips_are_those_of_python_for_photographs_handed_over_by_compare(many):
    many.probe.open(f"#probe?photo=golf-ball&many={','.join([*CLEAR, 'no-such-photo'])}")
    expect(many.page.locator(".many .note")).to_contain_text("Paint something out of the picture first")
    expect(many.at("many-run")).to_be_disabled()
    points = many.paint_middle()
    expect(many.page.locator(".many .note")).to_contain_text(
        "1 of the 9 photographs handed over are not in the gallery"
    )
    expect(many.at("many-set")).to_have_value("chosen")
    many.run()
    images = [np.asarray(Image.open(DIST / f"gallery/full/{id_}.jpg").convert("RGB")) for id_ in CLEAR]
    before, after = {}, {}
    for name in ("squeezenet", "mobilenet"):
        card = json.loads((DIST / f"models/{name}/card.json").read_text())
        with quiet():
            network = build_network(name, Folders.default(), float16=True)
            for found, pictures in (
                (before, images),
                (after, [without_middle(each, points) for each in images]),
            ):
                inputs = np.concatenate([preprocess(each[None], card) for each in pictures])
                answers = np.asarray(network.predict(inputs, verbose=0)["probabilities"])
                ordered = np.sort(answers, axis=1)
                assert (ordered[:, -1] - ordered[:, -2]).min() > 0.1, "a close call: choose other photographs"
                found[name] = answers.argmax(1)
    check(many, ["squeezenet", "mobilenet"], CLEAR, before, after)


def test_a_flip_of_the_list_opens_in_probe_with_the_same_edit_and_the_same_answers(many):
    many.probe.open("#probe?photo=golf-ball&many=vulture,airliner")
    many.paint_middle("telea")
    many.run()
    flips = many.flips()
    assert ("vulture", "squeezenet") in flips
    many.at("many-flips").locator("button[data-id=vulture]").click()
    many.page.wait_for_function(
        "document.querySelector('diptych-probe').store.get().source.photo === 'vulture'", timeout=60_000
    )
    many.probe.settled()
    for network in ("squeezenet", "mobilenet"):
        before = max(many.probe.rows(network, "original"), key=lambda row: row[1])
        after = max(many.probe.rows(network, "modified"), key=lambda row: row[1])
        same = before[0] == after[0]
        assert flips.get(("vulture", network)) == (None if same else (before[0], after[0]))
    # The run was made with this very edit, so what it found still stands.
    expect(many.page.locator(".many .note")).to_have_count(0)


def test_a_broken_picture_among_ones_own_is_listed_and_not_counted(many):
    data = (DIST / "gallery/full/macaw.jpg").read_bytes()
    portrait = io.BytesIO()
    Image.open(io.BytesIO(data)).crop((100, 0, 400, 512)).save(portrait, "PNG")
    many.probe.open()
    many.paint_middle("grey")
    many.page.keyboard.press("a")
    many.at("many-set").select_option("own")
    expect(many.at("many-run")).to_be_disabled()
    many.at("many-files").set_input_files(
        [
            {"name": "macaw.jpg", "mimeType": "image/jpeg", "buffer": data},
            {"name": "cut.jpg", "mimeType": "image/jpeg", "buffer": data[:9000]},
            {"name": f"{'long' * 60}.txt", "mimeType": "text/plain", "buffer": b"no picture"},
            {"name": "portrait.png", "mimeType": "image/png", "buffer": portrait.getvalue()},
        ]
    )
    many.run()
    assert [many.result(n)["count"] for n in ("squeezenet", "mobilenet")] == [2, 2]
    expect(many.page.locator(".many .problems")).to_contain_text("cut.jpg is cut short")
    many.page.set_viewport_size({"width": 390, "height": 844})
    assert many.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_run_can_be_cancelled_and_keeps_what_it_has(many):
    many.probe.open()
    many.paint_middle("grey")
    many.at("many").click()
    many.at("many-run").click()
    many.page.wait_for_function(
        "Number(document.querySelector('[data-testid=many-result-mobilenet]')?.dataset.count) >= 3",
        timeout=120_000,
    )
    expect(many.page.locator(".many .said")).to_contain_text("So far:")
    many.at("many-cancel").click()
    many.over()
    count = many.result("mobilenet")["count"]
    assert 3 <= count < 100
    expect(many.page.locator(".many .controls")).to_contain_text("Stopped at")
    many.page.wait_for_timeout(500)
    assert many.result("mobilenet")["count"] == count
    # Of what was looked at, those that were right before are known without another run.
    many.at("many-set").select_option("right:both")
    assert many.result("squeezenet")["count"] <= many.result("mobilenet")["count"] <= count


def test_another_edit_makes_the_result_one_of_the_run_before(many):
    many.probe.open("#probe?photo=airliner&many=macaw,airliner")
    many.paint_middle("grey")
    many.run()
    expect(many.page.locator(".many .note")).to_have_count(0)
    expect(many.at("many-run")).to_have_text(re.compile("Run again"))
    for change in (lambda: many.at("fill-method").select_option("noise"), many.at("another-fill").click):
        change()
        expect(many.page.locator(".many .note")).to_contain_text("the run before")
        many.run()
        expect(many.page.locator(".many .note")).to_have_count(0)


def test_a_network_that_cannot_start_leaves_the_others_count(many, page):
    many.probe.open("#probe?photo=airliner&many=macaw,airliner")
    many.paint_middle("grey")
    page.expected_errors.append("404")
    page.route("**/models/mobilenet/**", lambda route: route.fulfill(status=404))
    many.run()
    assert many.result("squeezenet")["count"] == 2
    assert many.result("mobilenet")["count"] == 0
    expect(many.page.locator(".many .stopped")).to_contain_text("MobileNet stopped:")


def test_the_table_holds_every_photograph_and_both_networks(many, page):
    many.probe.open("#probe?photo=airliner&many=macaw,fireboat")
    many.paint_middle("grey")
    many.run()
    with page.expect_download() as download:
        many.at("many-csv").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(), newline="")))
    assert [(row["id"], row["network"]) for row in rows] == [
        ("macaw", "SqueezeNet"),
        ("macaw", "MobileNet"),
        ("fireboat", "SqueezeNet"),
        ("fireboat", "MobileNet"),
    ]
    listed = {(id_, NAMES[network]) for id_, network in many.flips()}
    assert {(row["id"], row["network"]) for row in rows if row["flips"] == "yes"} == listed


def struck(text, tokenizer, words):
    """A sentence's tokens without some of them, as one text."""
    return " ".join(token for token in tokenizer.tokens(text) if token not in words)


def test_a_word_struck_out_of_all_sentences_flips_what_keras_says(many, page):
    sentence = "#probe?sentence=A+dull+film+%2C+never+funny+%2C+never+bad"
    many.probe.open(sentence)
    for word in ("dull", "bad"):
        page.get_by_test_id("sentence-words").get_by_role("button", name=re.compile(f"^{word}")).click()
        page.wait_for_timeout(400)
    many.at("many").click()
    expect(many.at("many-words")).to_have_value("dull bad")
    expect(many.at("many-run")).to_be_enabled(timeout=30_000)
    many.run()
    models = ROOT / "models"
    tokenizer = Tokenizer.read(models / "reviews/vocabulary.json")
    test = read_test(Folders.default())
    words = {"dull", "bad"}
    chosen = [i for i, text in enumerate(test.texts) if words & set(tokenizer.tokens(text))]
    texts = [test.texts[i] for i in chosen]
    before, after = {}, {}
    for name in ("cnn", "lstm"):
        with quiet():
            network = load_network(name, models / name / "weights.npz", tokenizer.length)
        for found, these in (
            (before, texts),
            (after, [struck(text, tokenizer, words) for text in texts]),
        ):
            answers = network.predict(encode(tokenizer, these), batch_size=500, verbose=0)["output"]
            assert np.abs(answers[:, 0] - 0.5).min() > 1e-4, "a close call: choose other words"
            found[name] = answers.argmax(1)
    check(many, ["cnn", "lstm"], [test.ids[i] for i in chosen], before, after)


def test_a_flipped_sentence_opens_in_probe_with_its_words_struck_out(many, page):
    many.probe.open("#probe?sentence=A+fine+film")
    many.at("many").click()
    expect(many.at("many-run")).to_be_disabled()
    many.at("many-words").fill("xylophone")
    expect(page.locator(".many .note")).to_contain_text("No test sentence has “xylophone”")
    many.at("many-words").fill("Never")
    many.at("many-by").fill("always")
    many.run()
    (id_, network), (_, to) = next(iter(many.flips().items()))
    card = many.at("many-flips").locator(f"button[data-id='{id_}']")
    assert card.locator("del").first.inner_text().lower() == "never"
    assert card.locator("ins").first.inner_text() == "always"
    card.click()
    many.page.wait_for_function(
        """([network, to]) => {
          const {networks, steps, cursor} = document.querySelector("diptych-sentence").store.get();
          const {modified} = networks[network];
          if (!modified || modified.key !== steps[cursor].text || !/always/.test(modified.key)) return false;
          return Number(modified.probabilities[1] > modified.probabilities[0]) === to;
        }""",
        arg=[network, to],
        timeout=30_000,
    )


@pytest.mark.parametrize("side", ["photograph", "sentence"])
def test_axe_finds_nothing_in_apply_to_many(many, side, accessible):
    if side == "photograph":
        many.probe.open("#probe?photo=airliner&many=macaw,airliner")
        many.paint_middle("grey")
    else:
        many.probe.open("#probe?sentence=A+fine+film")
        many.at("many").click()
        many.at("many-words").fill("dull")
    many.run()
    accessible(".many")
