"""What a person does in Compare, in a real browser, on the built page; every figure is checked in CPython."""

import json
import re

import diptych
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT

PAPERS_QUESTION = {"truth": [0], "agreement": "only:cnn"}


@pytest.fixture(scope="session")
def reviews():
    return diptych.open(ROOT / "dist/bundles/reviews")


SETTLED = """async () => {
  const {viewKey, rankingKey} = await import("./state/compare.js");
  const {store} = document.querySelector("diptych-compare");
  const isSettled = (state) => {
    const models = state.selection.models.slice(0, 2);
    const layers = models.every((model) => state.layerData[`${model}/${state.layers[model]}`]);
    const told = state.instance === null || state.instanceData;
    const ranked = !state.rank || state.rankingKey === rankingKey(state);
    const waiting = document.querySelector('[data-testid="instances"] .waiting');
    return state.viewKey === viewKey(state) && layers && told && ranked && !waiting;
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let calm = 0; calm < 3; await frame()) calm = isSettled(store.get()) ? calm + 1 : 0;
}"""


class Compare:
    """Compare as a person sees it, on one page."""

    def __init__(self, page, url):
        self.page = page
        self.url = url

    def open(self, hash="#compare?bundle=reviews"):
        """Open the page and wait for Python; a link to a bundle comes without the tutorial."""
        self.page.goto(self.url + hash)
        self.page.wait_for_selector("html[data-ready=compare]", timeout=120_000)
        return self

    def at(self, testid):
        return self.page.get_by_test_id(testid)

    def settled(self):
        """Wait until the view, its rows, the ranking, layers and instance on screen are those asked for."""
        self.page.evaluate(SETTLED)

    def selection(self):
        return self.page.evaluate("document.querySelector('diptych-compare').store.get().selection")

    def sentence(self):
        return self.at("sentence").locator(".visually-hidden").inner_text()

    def rows(self):
        """Ids of the rows that exist, in order."""
        return self.at("instances").locator("[data-id]").evaluate_all("rows => rows.map(r => r.dataset.id)")

    def metrics(self):
        cells = self.at("metrics").locator("tbody td[data-model]")
        return cells.evaluate_all(
            """cells => cells.map(({dataset: {model, value}, parentElement}) =>
              [parentElement.dataset.metric, model, value === "" ? null : Number(value)])"""
        )

    def agrees_with(self, view):
        """Sentence, table, metrics, treemap, words and matrices are those of a view made in CPython."""
        self.settled()
        selected = view["counts"]["selected"]
        assert self.sentence() == view["sentence"]["text"]
        assert self.at("instances").get_attribute("data-count") == str(selected)
        rows = self.rows()
        assert rows == view["rows"]["id"][: len(rows)]
        assert len(rows) == selected or len(rows) >= 10
        for metric, model, value in self.metrics():
            own = view["metrics"][model]
            assert value == pytest.approx(own["accuracy"] if metric == "accuracy" else own["macro"][metric])
        leaves = self.at("treemap").locator(".leaf")
        drawn = leaves.evaluate_all("cells => cells.map(c => [c.dataset.path, Number(c.dataset.selected)])")
        assert {path: n for path, n in drawn if n} == dict(leaves_of(view["treemap"]))
        words = self.at("words").locator("button")
        bars = words.evaluate_all("all => all.map(({dataset}) => [dataset.word, Number(dataset.count)])")
        assert bars == [[w["word"], w["count"]] for w in view["words"]["selected"]]
        for model, confusion in view["confusion"].items():
            cells = self.page.locator(f'[data-testid="confusion"] [data-model="{model}"] button')
            counts = cells.evaluate_all("all => all.map((cell) => Number(cell.dataset.count))")
            assert counts == np.ravel(confusion["matrix"]).tolist()

    def plate(self, model):
        """A hash of what the heatmap shows."""
        return self.page.evaluate(
            """(id) => {
              const canvas = document.querySelector(`[data-testid="weights-${id}"]`);
              const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.reduce((hash, value) => (hash * 31 + value) | 0, 0);
            }""",
            model,
        )

    def click_neuron(self, model, place, shape):
        """Click the middle of a cell; the grid lies in the middle of its canvas."""
        box = self.at(f"weights-{model}").bounding_box()
        rows, columns = shape
        side = min(box["width"] / columns, box["height"] / rows, 44)
        x = box["x"] + (box["width"] - side * columns) / 2 + side * (place % columns + 0.5)
        y = box["y"] + (box["height"] - side * rows) / 2 + side * (place // columns + 0.5)
        self.page.mouse.click(x, y)


def leaves_of(node, path=()):
    """The treemap's leaves: path as text → count."""
    for child in node["children"]:
        below = (*path, child["class"])
        if "children" in child:
            yield from leaves_of(child, below)
        else:
            yield ",".join(map(str, below)), child["count"]


@pytest.fixture
def compare(page, dist_url):
    page.set_viewport_size({"width": 1440, "height": 900})
    return Compare(page, dist_url)


def test_the_papers_question_takes_two_clicks(compare, reviews):
    compare.open()
    compare.agrees_with(reviews.view({}))
    compare.at("truth").get_by_role("button", name="negative").click()
    compare.at("agreement").get_by_role("button", name="Only CNN right").click()
    compare.agrees_with(reviews.view(PAPERS_QUESTION))
    assert re.fullmatch(r"[\d,]+ of 2,121: negative, CNN right, LSTM wrong", compare.sentence())
    compare.page.get_by_role("button", name="Remove: negative").click()
    compare.agrees_with(reviews.view({"agreement": "only:cnn"}))
    compare.at("agreement").get_by_role("button", name="All", exact=True).click()
    compare.agrees_with(reviews.view({}))


def test_cells_of_treemap_and_matrix_and_bars_of_words_filter(compare, reviews):
    compare.open()
    cell = compare.at("treemap").locator('[data-path="0,1,0"]')
    count = cell.get_attribute("data-count")
    cell.click()
    compare.agrees_with(reviews.view({"truth": [0], "predicted": {"cnn": [1], "lstm": [0]}}))
    assert compare.sentence().startswith(f"{count} of 2,121")
    expect(cell).to_have_attribute("aria-pressed", "true")
    cell.click()
    compare.agrees_with(reviews.view({}))

    matrix = compare.at("confusion").locator('[data-model="lstm"] [data-truth="1"][data-predicted="0"]')
    matrix.click()
    view = reviews.view({"truth": [1], "predicted": {"lstm": [0]}})
    compare.agrees_with(view)
    expect(matrix).to_have_attribute("aria-pressed", "true")
    word = view["words"]["selected"][3]["word"]
    compare.at("words").locator(f'[data-word="{word}"]').click()
    compare.agrees_with(reviews.view({"truth": [1], "predicted": {"lstm": [0]}, "words": [word]}))
    compare.at("clear").click()
    compare.agrees_with(reviews.view({}))

    compare.page.get_by_role("button", name="LSTM wrong", exact=True).click()
    group = reviews.view({})["words"]["groups"]["lstm"]["wrong"]
    bars = compare.at("words").locator("button")
    assert bars.evaluate_all("all => all.map((bar) => bar.dataset.word)") == [w["word"] for w in group]
    bars.first.click()
    compare.settled()
    expected = reviews.view({"words": [group[0]["word"]], "correct": {"lstm": False}})
    assert compare.sentence() == expected["sentence"]["text"]


def test_a_neuron_orders_the_table_and_a_brushed_range_filters(compare, reviews):
    compare.open()
    compare.at("layer-cnn").select_option("conv3")
    compare.settled()
    compare.click_neuron("cnn", 42, (10, 10))
    neuron = {"model": "cnn", "layer": "conv3", "index": 42, "range": None}
    compare.agrees_with(reviews.view({"neuron": neuron}))
    assert compare.selection()["neuron"] == neuron
    shown = compare.at("instances").locator(".body .activation").all_inner_texts()
    values = [float(text.replace("−", "-")) for text in shown]
    assert values == sorted(values, reverse=True)

    histogram = reviews.view({"neuron": neuron})["histogram"]
    bins = compare.at("activation-histogram").locator(".bin")
    assert bins.evaluate_all("all => all.map(b => Number(b.dataset.all))") == histogram["all"]
    heights = (
        compare.at("activation-histogram")
        .locator(".bin .all")
        .evaluate_all("all => all.map(b => Number(b.getAttribute('height')))")
    )
    assert np.array(heights) / max(heights) == pytest.approx(
        np.array(histogram["all"]) / max(histogram["all"])
    )

    catch = compare.at("activation-histogram").locator(".catch").bounding_box()
    y = catch["y"] + 20
    compare.page.mouse.move(catch["x"] + catch["width"] * 10 / 40, y)
    compare.page.mouse.down()
    compare.page.mouse.move(catch["x"] + catch["width"] * 20 / 40, y, steps=5)
    compare.page.mouse.up()
    edges = histogram["edges"]
    brushed = neuron | {"range": [edges[10], edges[20]]}
    compare.agrees_with(reviews.view({"neuron": brushed}))
    high = compare.page.get_by_role("slider", name="Highest activation")
    high.focus()
    high.press("ArrowRight")
    compare.agrees_with(reviews.view({"neuron": neuron | {"range": [edges[10], edges[21]]}}))
    compare.at("range-remove").click()
    compare.agrees_with(reviews.view({"neuron": neuron}))


def test_a_chosen_instance_is_read_whole_and_drawn_over_the_weights(compare, reviews):
    compare.open()
    compare.settled()
    before = {model: compare.plate(model) for model in ("cnn", "lstm")}
    row = compare.at("instances").locator("[data-id]").nth(2)
    id = row.get_attribute("data-id")
    row.click()
    compare.settled()
    told = reviews.view({}, {"instance": id})["instance"]
    expect(compare.at("detail").locator(".whole")).to_have_text(told["text"])
    expect(row).to_have_attribute("aria-selected", "true")
    for model, plate in before.items():
        assert compare.plate(model) != plate
    # The first cell is now the neuron of the most positive mean weight, and its readout tells its activation.
    layer = next(m for m in reviews.bundle.models if m.id == "cnn").layer("hidden")
    weights = np.asarray(layer.weights.all(), np.float64).mean(axis=0)
    first = int(np.argmax(weights))
    compare.at("weights-cnn").focus()
    compare.page.keyboard.press("ArrowRight")
    readout = compare.at("readout-cnn")
    expect(readout.locator("b")).to_have_text(str(first))
    acts = float(readout.inner_text().split("acts")[1].replace("−", "-"))
    assert acts == pytest.approx(told["activations"]["cnn"]["hidden"][first], rel=0.06)
    row.click()
    compare.settled()
    compare.page.keyboard.press("Tab")
    assert compare.plate("lstm") == before["lstm"]


def test_undo_redo_and_the_link_bring_every_view_back(compare, reviews):
    compare.open()
    compare.at("truth").get_by_role("button", name="positive").click()
    compare.settled()
    compare.at("search").fill("funny")
    compare.settled()
    compare.at("treemap").locator('[data-path="1,1,1"]').click()
    steps = [
        {},
        {"truth": [1]},
        {"truth": [1], "search": "funny"},
        {"truth": [1], "search": "funny", "predicted": {"cnn": [1], "lstm": [1]}},
    ]
    compare.agrees_with(reviews.view(steps[-1]))
    for selection in reversed(steps[:-1]):
        compare.at("undo").click()
        compare.agrees_with(reviews.view(selection))
    expect(compare.at("undo")).to_be_disabled()
    compare.at("treemap").locator(".leaf").first.focus()
    for selection in steps[1:]:
        compare.page.keyboard.press("Control+Shift+Z")
        compare.agrees_with(reviews.view(selection))
    compare.page.wait_for_function("location.hash.includes('predicted')")
    link = compare.page.evaluate("location.hash")
    compare.page.goto("about:blank")
    compare.open(link)
    compare.agrees_with(reviews.view(steps[-1]))


def test_the_table_scrolls_to_its_last_row_and_holds_few(compare, reviews):
    compare.open()
    compare.page.locator('[data-order="confidence:lstm"]').click()
    ordered = reviews.view({"order": {"by": "confidence:lstm", "descending": True}})["ids"]
    compare.settled()
    assert compare.rows() == ordered[: len(compare.rows())]
    grid = compare.at("instances")
    grid.focus()
    compare.page.keyboard.press("End")
    last = compare.page.locator(f'[data-testid="instances"] [data-id="{ordered[-1]}"]')
    expect(last).to_be_in_viewport()
    compare.settled()
    rows = compare.rows()
    assert rows == ordered[-len(rows) :]
    assert len(rows) < 40
    compare.page.keyboard.press("ArrowUp")
    compare.page.keyboard.press("Enter")
    compare.settled()
    assert (
        compare.page.evaluate("document.querySelector('diptych-compare').store.get().instance") == ordered[-2]
    )


def test_the_neurons_that_tell_are_ranked_by_auc(compare, reviews):
    compare.open("#compare?bundle=reviews&select=" + json.dumps(PAPERS_QUESTION))
    compare.at("rank").get_by_role("button", name="LSTM").click()
    compare.settled()
    rank = {"model": "lstm", "layer": "hidden", "against": "rest"}
    expected = reviews.view(PAPERS_QUESTION, {"rank": rank})["ranking"]["neurons"]
    listed = compare.at("ranking").locator("button")
    first = listed.count()
    assert first == 12
    neurons = listed.evaluate_all("all => all.map((b) => Number(b.dataset.neuron))")
    assert neurons == expected["index"][:first]
    listed.first.click()
    compare.settled()
    assert compare.selection()["neuron"]["index"] == expected["index"][0]


def test_the_question_can_be_asked_with_the_keyboard_alone(compare, reviews):
    compare.open()
    wanted = {("data-agreement", "only:cnn"), ("data-truth", "0")}
    compare.page.evaluate("document.body.focus()")
    seen = set()
    for _ in range(150):
        compare.page.keyboard.press("Tab")
        held = compare.page.evaluate("Object.entries(document.activeElement?.dataset ?? {})")
        held = {(f"data-{name}", value) for name, value in held}
        seen |= held
        filters = compare.page.evaluate("!!document.activeElement?.closest('.filters')")
        if filters and held & wanted:
            compare.page.keyboard.press("Enter")
            wanted -= held
    compare.agrees_with(reviews.view(PAPERS_QUESTION))
    reached = {value for name, value in seen if name == "data-testid"}
    assert {"bundle", "weights-cnn", "weights-lstm", "instances", "search", "undo", "palette"} <= reached
    assert ("data-path", "0,0,1") in seen
    assert any(name == "data-word" for name, _ in seen)


def test_the_tour_walks_through_every_panel(compare):
    compare.open("#compare")
    tour = compare.at("tour")
    expect(tour).to_be_visible()
    for step in range(6):
        expect(tour.locator(".count")).to_have_text(f"{step + 1} of 6")
        expect(compare.page.locator(".pointed-at")).to_have_count(1)
        tour.get_by_role("button", name=re.compile("Next|Skip|Finish")).click()
    expect(tour).to_have_count(0)


def test_axe_finds_nothing_in_compare(compare, accessible):
    neuron = {"model": "cnn", "layer": "hidden", "index": 61, "range": None}
    compare.open("#compare?bundle=reviews&select=" + json.dumps(PAPERS_QUESTION | {"neuron": neuron}))
    compare.at("rank").get_by_role("button", name="CNN").click()
    compare.at("instances").locator("[data-id]").first.click()
    compare.settled()
    accessible(before=compare.settled)


def test_everything_fits_on_one_screen_without_scrolling_the_page(compare, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    compare.open()
    assert page.evaluate("document.documentElement.scrollHeight") == 900
    for testid in ("weights-cnn", "weights-lstm", "metrics", "treemap", "words", "instances", "status"):
        box = compare.at("compare").get_by_test_id(testid).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
        assert box["x"] + box["width"] <= 1440


@pytest.mark.parametrize("bundle", ["reviews", "photographs"])
@pytest.mark.parametrize("height", [900, 840])
def test_no_panel_runs_over_the_next_while_the_tutorial_is_open(compare, page, bundle, height):
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto(compare.url + f"#compare?bundle={bundle}")
    page.wait_for_selector('[data-testid="treemap"] button')
    page.get_by_role("button", name="Tutorial", exact=True).click()
    expect(compare.at("tour")).to_be_visible()
    over = """() => [...document.querySelectorAll('.summary > .panel')]
      .filter((panel) => panel.scrollHeight > panel.clientHeight).map((panel) => panel.ariaLabel)"""
    assert page.evaluate(over) == []
    last = page.locator(".summary > .panel").last
    last.scroll_into_view_if_needed()
    box, foot = last.bounding_box(), compare.at("compare").get_by_test_id("status").bounding_box()
    assert box["y"] + box["height"] <= foot["y"]
    assert page.evaluate("document.documentElement.scrollHeight") == height


@pytest.mark.parametrize("bundle", ["reviews", "photographs"])
@pytest.mark.parametrize("scrolled", [300, 450])
def test_on_a_phone_the_page_moves_to_the_chosen_instance_and_back_to_its_row(
    compare, page, bundle, scrolled
):
    page.set_viewport_size({"width": 390, "height": 844})
    compare.open(f"#compare?bundle={bundle}")
    page.evaluate(f"scrollTo(0, {scrolled})")
    row = compare.at("instances").locator("[data-id]").nth(4)
    expect(row).to_be_in_viewport(ratio=1)
    page.evaluate("window.places = []; addEventListener('scroll', () => places.push(scrollY))")
    row.click()
    foot = compare.at("compare").get_by_test_id("status").bounding_box()
    page.wait_for_function(
        """(foot) => {
          const {top, bottom} = document.querySelector("[data-testid=detail]")?.getBoundingClientRect() ?? {};
          return top >= 0 && bottom <= foot;
        }""",
        arg=foot["y"],
    )
    places = page.evaluate("places")
    assert places == sorted(places)
    assert places[0] - scrolled < 60
    compare.at("detail").get_by_role("button", name=re.compile("away")).click()
    expect(compare.at("detail")).to_have_count(0)
    expect(row).to_be_in_viewport(ratio=1)
    expect(compare.at("instances")).to_be_focused()


def test_the_focus_goes_on_from_what_a_key_made_go(compare, page):
    neuron = {"model": "cnn", "layer": "hidden", "index": 61, "range": None}
    compare.open("#compare?bundle=reviews&select=" + json.dumps(PAPERS_QUESTION | {"neuron": neuron}))

    def press(button, key="Enter"):
        button.focus()
        page.keyboard.press(key)
        compare.settled()

    parts = compare.at("sentence").locator(".part")
    second = parts.nth(1).inner_text()
    press(parts.first)
    expect(parts.first).to_have_text(second)
    expect(parts.first).to_be_focused()
    page.keyboard.press("Control+z")
    compare.settled()
    press(parts.last)
    expect(parts.last).to_be_focused()
    page.keyboard.press("Control+z")
    compare.settled()
    press(page.get_by_role("button", name="Let the neuron go"))
    expect(compare.at("weights-cnn")).to_be_focused()
    page.keyboard.press("Enter")
    compare.settled()
    assert compare.selection()["neuron"]["index"] == 61
    press(compare.at("clear"))
    expect(compare.at("instances")).to_be_focused()
    compare.at("search").fill("no such word anywhere")
    compare.settled()
    press(page.get_by_role("button", name="Show all"))
    expect(compare.at("instances")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    compare.settled()
    press(page.get_by_role("button", name="Put the instance away"))
    expect(compare.at("instances")).to_be_focused()
    page.keyboard.press("Enter")
    expect(compare.at("detail")).to_be_visible()
    assert compare.at("instances").locator("[aria-selected=true]").get_attribute("id") == "instance-1"
    page.keyboard.press("Escape")
    expect(compare.at("detail")).to_have_count(0)
    expect(compare.at("instances")).to_be_focused()


def test_the_arrow_keys_on_one_end_of_the_range_are_one_step_for_undo(compare, page):
    neuron = {"model": "cnn", "layer": "hidden", "index": 61, "range": None}
    compare.open("#compare?bundle=reviews&select=" + json.dumps({"neuron": neuron}))
    ranges = []
    for end, key in (("0", "ArrowRight"), ("1", "ArrowLeft")):
        compare.page.locator(f'.handle[data-end="{end}"]').focus()
        for _ in range(4):
            page.keyboard.press(key)
        compare.settled()
        ranges.append(compare.selection()["neuron"]["range"])
    assert ranges[0] != ranges[1]
    for before in (ranges[0], None):
        page.keyboard.press("Control+z")
        compare.settled()
        assert compare.selection()["neuron"]["range"] == before


@pytest.mark.parametrize(("bundle", "bars"), [("reviews", "words"), ("photographs", "labels")])
def test_nothing_is_telling_until_a_part_is_selected(compare, bundle, bars):
    compare.open(f"#compare?bundle={bundle}")
    compare.page.locator("[data-by=z]").click()
    compare.settled()
    expect(compare.at(bars)).to_have_text("Select a part of the test set first.", use_inner_text=True)
    compare.at("agreement").locator('[data-agreement="disagree"]').click()
    compare.settled()
    expect(compare.at(bars).locator(".odds").first).to_be_visible()


# Pairs of neighbours in a row of heads of which the first's text is drawn over the second.
COLLISIONS = """() => [...document.querySelectorAll(".confusion thead tr")].flatMap(({cells}) =>
  [...cells].slice(1).flatMap((next, i) => {
    const range = document.createRange();
    range.selectNodeContents(cells[i]);
    const {right} = range.getBoundingClientRect();
    const isCut = getComputedStyle(cells[i]).overflow === "hidden";
    return !isCut && right > next.getBoundingClientRect().left ? [cells[i].innerText] : [];
  }))"""


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_cut_off_or_written_over_its_neighbour(compare, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    neuron = {"model": "cnn", "layer": "hidden", "index": 61, "range": None}
    compare.open("#compare?bundle=reviews&select=" + json.dumps({"neuron": neuron}))
    compare.at("instances").locator("[data-id]").first.click()
    compare.settled()
    assert page.evaluate(COLLISIONS) == []
    facts = compare.at("detail").locator(".facts")
    assert facts.evaluate("(facts) => facts.scrollWidth <= facts.clientWidth")
    # A flex container cuts its text off without an ellipsis.
    heads = compare.at("instances").locator(".head .model button:first-child")
    displays = heads.evaluate_all("all => all.map((head) => getComputedStyle(head).display)")
    assert displays == ["block", "block"]
    for model in ("cnn", "lstm"):
        plate = compare.at(f"weights-{model}")
        plate.scroll_into_view_if_needed()
        plate.hover(position={"x": 20, "y": 20})
        box = plate.bounding_box()
        corner = [box["x"] + box["width"] - 8, box["y"] + box["height"] - 8]
        found = page.evaluate("([x, y]) => document.elementFromPoint(x, y).dataset.testid", corner)
        assert found == f"weights-{model}"
