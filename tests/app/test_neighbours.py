"""Between Probe and Compare: recorded neighbours of an input, live, and the ways from one to the other."""

import json
from urllib.parse import parse_qs

import numpy as np
import pytest
from playwright.sync_api import expect
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from tests.conftest import ROOT

NEAR = 6
COMPARE = "html[data-ready=compare]"


class Recorded:
    """A bundle's activations, read without the code under test."""

    def __init__(self, bundle):
        self.folder = ROOT / "dist/bundles" / bundle
        self.manifest = json.loads((self.folder / "bundle.json").read_text())
        instances = json.loads((self.folder / "instances.json").read_text())
        self.ids, self.columns = instances["ids"], instances["columns"]
        self.truth = np.load(self.folder / "truth.npy")

    def layer(self, model, layer):
        return np.load(self.folder / f"{model}.{layer}.instances.npy").astype(float)

    def said(self, model):
        return np.load(self.folder / f"{model}.probabilities.npy").argmax(1)

    def nearest(self, model, layer, values, count=NEAR):
        """Ids and similarities by scikit-learn."""
        recorded = self.layer(model, layer)
        moving = recorded.std(0) > 0
        scaler = StandardScaler().fit(recorded[:, moving])
        near = NearestNeighbors(metric="cosine").fit(scaler.transform(recorded[:, moving]))
        distances, places = near.kneighbors(scaler.transform(np.asarray(values)[None, moving]), count)
        return [self.ids[i] for i in places[0]], 1 - distances[0]


LAST = {"squeezenet": "fire9", "mobilenet": "block13"}
LAYERS = {
    "squeezenet": ["fire3", "fire5", "fire7", "fire9", "output"],
    "mobilenet": ["block3", "block5", "block8", "block11", "block13", "output"],
}
ANSWER = """([name, which, side]) => {
  const {layers} = document.querySelector(side).store.get().networks[name][which];
  return Object.fromEntries(Object.entries(layers).map(([k, v]) => [k, [...v]]));
}"""


class Panel:
    """The panel of neighbours on one page."""

    def __init__(self, page, side="diptych-probe"):
        self.page = page
        self.side = side

    def toggle(self):
        self.page.get_by_test_id("neighbours-toggle").click()

    def settled(self):
        self.page.wait_for_function(
            """() => {
              const columns = [...document.querySelectorAll(".neighbours .column")];
              const isDone = (c) => c.ariaBusy === "false" && c.querySelector("[data-of=original] li");
              return columns.length && columns.every(isDone);
            }""",
            timeout=60_000,
        )

    def column(self, network):
        return self.page.locator(f'.neighbours .column[data-network="{network}"]')

    def shown(self, network, of):
        rows = self.column(network).locator(f'[data-of="{of}"] li')
        return rows.evaluate_all("rows => rows.map((r) => [r.dataset.id, r.dataset.badge])")

    def found(self, network):
        return self.page.evaluate(
            "name => document.querySelector('diptych-neighbours').store.get().found[name]", network
        )

    def means(self, network, which="modified"):
        return np.array(self.page.evaluate(ANSWER, [network, which, self.side])[LAST[network]])


@pytest.fixture
def panel(page):
    return Panel(page)


@pytest.fixture(scope="module")
def photographs():
    return Recorded("photographs")


@pytest.fixture(scope="module")
def reviews():
    return Recorded("reviews")


def test_an_unedited_photograph_of_the_bundle_is_its_own_nearest_neighbour(probe, panel, photographs):
    probe.open()
    panel.toggle()
    panel.settled()
    at = photographs.ids.index("airliner")
    for network, layer in LAST.items():
        recorded = photographs.layer(network, layer)[at]
        ids, similarities = photographs.nearest(network, layer, recorded)
        assert [id for id, _ in panel.shown(network, "original")] == ids
        found = panel.found(network)["original"]
        assert found[0]["similarity"] == pytest.approx(1, abs=1e-3)
        np.testing.assert_allclose([each["similarity"] for each in found], similarities, atol=0.01)
        itself = panel.column(network).locator('[data-of="original"] li[data-itself]')
        assert itself.get_attribute("data-id") == "airliner"
        assert panel.column(network).locator('[data-of="modified"]').count() == 0


def test_an_edit_brings_other_neighbours_and_names_the_neurons_that_it_moved(probe, panel, photographs):
    probe.open()
    panel.toggle()
    panel.settled()
    for y in (0.35, 0.45, 0.55):
        probe.paint((0.1, y), (0.9, y))
    probe.settled()
    panel.settled()
    for network, layer in LAST.items():
        before, after = panel.means(network, "original"), panel.means(network)
        ids, _ = photographs.nearest(network, layer, after)
        was, _ = photographs.nearest(network, layer, before)
        assert panel.shown(network, "modified") == [[i, "" if i in was else "new"] for i in ids]
        assert panel.shown(network, "original") == [[i, "" if i in ids else "gone"] for i in was]
        deviation = photographs.layer(network, layer).std(0)
        with np.errstate(divide="ignore", invalid="ignore"):
            shift = np.where(deviation > 0, (after - before) / deviation, 0)
        furthest = np.argsort(-np.abs(shift), kind="stable")[:6]
        buttons = panel.column(network).locator(".neurons button")
        told = buttons.evaluate_all(
            "all => all.map((b) => [Number(b.dataset.unit), Number(b.dataset.shift)])"
        )
        assert [unit for unit, _ in told] == furthest.tolist()
        np.testing.assert_allclose([each for _, each in told], shift[furthest], rtol=1e-3)


def test_nothing_recorded_is_fetched_before_the_panel_is_opened_which_is_remembered(probe, panel, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    probe.open()
    assert [url for url in asked if "/bundles/" in url] == []
    panel.toggle()
    panel.settled()
    assert any(url.endswith("mobilenet.block13.instances.npy") for url in asked)
    assert [url for url in asked if ".maps." in url or ".weights." in url] == []
    page.reload()
    probe.ready()
    panel.settled()


def test_a_neuron_shows_who_activates_it_as_much_and_leads_into_compare(probe, panel, page, photographs):
    probe.open()
    panel.toggle()
    panel.settled()
    probe.paint((0.2, 0.4), (0.8, 0.45), (0.2, 0.5))
    probe.settled()
    panel.settled()
    button = panel.column("mobilenet").locator(".neurons button").first
    unit = int(button.get_attribute("data-unit"))
    button.click()
    panel.settled()
    chosen = page.get_by_test_id("neighbours-neuron-mobilenet")
    column = photographs.layer("mobilenet", "block13")[:, unit]
    value = panel.means("mobilenet")[unit]
    closest = np.argsort(np.abs(column - value), kind="stable")[:NEAR]
    shown = chosen.locator("li").evaluate_all("rows => rows.map((r) => r.dataset.id)")
    assert shown == [photographs.ids[i] for i in closest]
    found = panel.found("mobilenet")["chosen"]
    assert found["below"] == pytest.approx(np.mean(column < value))
    assert found["counts"] == np.histogram(column, 24)[0].tolist()
    chosen.get_by_role("link", name="in Compare").click()
    page.wait_for_selector(COMPARE, timeout=90_000)
    selection = page.evaluate("document.querySelector('diptych-compare').store.get().view.selection")
    assert selection["neuron"] == {"model": "mobilenet", "layer": "block13", "index": unit, "range": None}
    page.go_back()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_the_class_chosen_in_the_tables_shows_who_shares_it(probe, panel, page, photographs):
    probe.open()
    panel.toggle()
    panel.settled()
    row = page.locator('[data-testid="scores-squeezenet-modified"] tbody tr[data-class-index]').nth(1)
    index = int(row.get_attribute("data-class-index"))
    row.get_by_role("button").click()
    for network in LAST:
        section = page.get_by_test_id(f"neighbours-class-{network}")
        expect(section).to_have_attribute("data-class-index", str(index))
        shared = (photographs.said(network) == index) | (photographs.truth == index)
        order = panel.found(network)["order"]
        shown = section.locator("li").evaluate_all("rows => rows.map((r) => r.dataset.id)")
        assert shown == [photographs.ids[i] for i in order if shared[i]][:NEAR]
        links = section.locator(".links a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        selections = [json.loads(parse_qs(link)["select"][0]) for link in links]
        if (photographs.said(network) == index).any():
            assert {"predicted": {network: [index]}} in selections
        if (photographs.truth == index).any():
            assert {"truth": [index]} in selections


def test_what_cannot_be_fetched_is_told_and_tried_again_with_the_edit_kept(probe, panel, page):
    page.expected_errors += ["404"]
    page.route("**/mobilenet.block13.instances.npy", lambda route: route.fulfill(status=404))
    probe.open()
    probe.paint((0.3, 0.4), (0.7, 0.4))
    probe.settled()
    panel.toggle()
    probe.await_message("mobilenet.block13.instances.npy is missing on the server")
    assert len(probe.rows("mobilenet")) >= 5
    page.unroute("**/mobilenet.block13.instances.npy")
    page.locator(".neighbours").get_by_role("button", name="Try again").click()
    panel.settled()
    assert panel.shown("mobilenet", "modified")
    probe.await_message("Ready")


def test_an_instance_of_compare_opens_in_probe_and_compare_stays_as_it_was(probe, page):
    select = json.dumps({"agreement": "disagree"})
    page.goto(probe.url + f"#compare?bundle=photographs&select={select}&instance=flamingo")
    page.wait_for_selector(COMPARE, timeout=90_000)
    before = page.evaluate("document.querySelector('diptych-compare').store.get().selection")
    probe.at("open-in-probe").click()
    page.wait_for_selector("html[data-ready=probe]", timeout=90_000)
    assert page.evaluate("document.querySelector('diptych-probe').store.get().source.photo") == "flamingo"
    page.get_by_role("link", name="Compare", exact=True).click()
    after = page.evaluate("document.querySelector('diptych-compare').store.get()")
    assert (after["selection"], after["instance"]) == (before, "flamingo")
    page.evaluate("location.hash = '#compare?bundle=photographs&instance=airliner'")
    probe.at("open-in-probe").and_(page.locator('[href*="airliner"]')).click()
    page.wait_for_function(
        "() => document.querySelector('diptych-probe').store.get().source.photo === 'airliner'"
    )


def test_a_link_in_compare_is_taken_back_by_undo(probe, page):
    page.goto(probe.url + "#compare?bundle=photographs&select=" + json.dumps({"agreement": "disagree"}))
    page.wait_for_selector(COMPARE, timeout=90_000)
    page.evaluate("location.hash = '#compare?bundle=photographs&select=' + JSON.stringify({truth: [404]})")
    now = "document.querySelector('diptych-compare').store.get()"
    page.wait_for_function(f"() => {now}.view.selection.truth[0] === 404", timeout=60_000)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"() => {now}.view.selection.agreement === 'disagree'", timeout=60_000)
    assert page.evaluate(f"{now}.selection.truth") == []


def test_a_link_opens_any_picture_of_the_page_and_none_from_elsewhere(probe, page):
    probe.open("#probe?picture=gallery/full/flamingo.jpg")
    source = "document.querySelector('diptych-probe').store.get().source"
    assert page.evaluate(f"{source}.title") == "flamingo.jpg"
    page.evaluate("location.hash = '#probe?picture=https://other.example/cat.jpg'")
    probe.await_message("https://other.example/cat.jpg, which is not of this page")
    assert page.evaluate(f"{source}.title") == "flamingo.jpg"


def test_a_recorded_sentence_is_its_own_nearest_neighbour_in_every_layer(probe, page, reviews):
    panel = Panel(page, "diptych-sentence")
    at = 17
    probe.open(f"#probe?sentence={reviews.columns['text'][at]}")
    panel.toggle()
    panel.settled()
    for model in ("cnn", "lstm"):
        options = page.get_by_test_id(f"neighbours-layer-{model}")
        layers = options.locator("option").evaluate_all("all => all.map((o) => o.value)")
        assert layers[-1] == "hidden"
        assert len(layers) == {"cnn": 5, "lstm": 3}[model]
        live = page.evaluate(ANSWER, [model, "original", "diptych-sentence"])
        for layer in layers:
            recorded = reviews.layer(model, layer)
            np.testing.assert_allclose(live[layer], recorded[at], atol=0.01, rtol=0.01)
            options.select_option(layer)
            panel.settled()
            near = panel.found(model)["original"]
            _, similarities = reviews.nearest(model, layer, live[layer])
            assert near[0]["index"] == at
            assert near[0]["similarity"] == pytest.approx(1, abs=1e-3)
            np.testing.assert_allclose([each["similarity"] for each in near], similarities, atol=1e-5)


def test_a_photograph_of_the_bundle_is_its_own_nearest_neighbour_in_every_layer(
    probe, panel, page, photographs
):
    probe.open()
    panel.toggle()
    panel.settled()
    at = photographs.ids.index("airliner")
    for network, names in LAYERS.items():
        options = page.get_by_test_id(f"neighbours-layer-{network}")
        assert options.locator("option").evaluate_all("all => all.map((o) => o.value)") == names
        expect(options).to_have_value(LAST[network])
        live = page.evaluate(ANSWER, [network, "original", "diptych-probe"])
        for layer in names:
            recorded = photographs.layer(network, layer)
            np.testing.assert_allclose(live[layer], recorded[at], atol=0.01 * recorded.max(), rtol=0.02)
            options.select_option(layer)
            panel.settled()
            near = panel.found(network)["original"]
            ids, similarities = photographs.nearest(network, layer, live[layer])
            assert near[0]["index"] == at
            assert [photographs.ids[each["index"]] for each in near] == ids
            np.testing.assert_allclose([each["similarity"] for each in near], similarities, atol=1e-5)


def test_a_sentence_typed_anew_finds_its_neighbours_anew(probe, page, reviews):
    panel = Panel(page, "diptych-sentence")
    probe.open("#probe?sentence=a dull and lifeless film&original=a wonderful and moving film")
    panel.toggle()
    panel.settled()
    for model in ("cnn", "lstm"):
        live = page.evaluate(ANSWER, [model, "modified", "diptych-sentence"])["hidden"]
        ids, _ = reviews.nearest(model, "hidden", live)
        assert [id for id, _ in panel.shown(model, "modified")] == ids
        assert {badge for _, badge in panel.shown(model, "modified")} == {"new"}


def test_a_sentence_of_compare_opens_in_probe(probe, page, reviews):
    id, text = reviews.ids[40], reviews.columns["text"][40]
    page.goto(probe.url + f"#compare?bundle=reviews&instance={id}")
    page.wait_for_selector(COMPARE, timeout=90_000)
    probe.at("open-in-probe").click()
    page.wait_for_selector("html[data-ready=probe]", timeout=90_000)
    steps = "document.querySelector('diptych-sentence').store.get().steps"
    assert page.evaluate(f"{steps}.at(-1).text") == text


@pytest.mark.parametrize("hash", ["#probe?photo=airliner", "#probe?sentence=a dull film"])
def test_axe_finds_nothing_in_the_open_panel(probe, panel, page, hash, accessible):
    probe.open(hash)
    panel.toggle()
    panel.settled()
    if "photo" in hash:
        probe.paint((0.3, 0.4), (0.6, 0.4))
        probe.settled()
    page.locator(".neurons button").first.click()
    panel.settled()
    accessible(".neighbours")
