"""Photographs in Compare: the grid, a neuron's maps, many classes, three models; all checked in CPython."""

import json
import re

import diptych
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.app.test_compare import Compare
from tests.conftest import ROOT
from tests.diptych.generate import make_maps, make_parts
from tests.overlay import lay_over
from tests.server import serve

LINK = "#compare?bundle=photographs"
NEURON = {"model": "mobilenet", "layer": "block11", "index": 31, "range": None}
LAYERS = "&layers=mobilenet:block11,squeezenet:fire7"
MODELS = ["squeezenet", "mobilenet", "squeezenet-cabrera"]


@pytest.fixture(scope="session")
def photographs():
    return diptych.open(ROOT / "dist/bundles/photographs")


@pytest.fixture
def compare(page, dist_url):
    page.set_viewport_size({"width": 1440, "height": 900})
    return Compare(page, dist_url)


def link(selection=None, **fields):
    select = f"&select={json.dumps(selection)}" if selection else ""
    return LINK + select + "".join(f"&{name}={value}" for name, value in fields.items())


def agrees_with(compare, view):
    """Sentence, instances, metrics, treemap, labels and mistakes are those of a view made in CPython."""
    compare.settled()
    assert compare.sentence() == view["sentence"]["text"]
    assert compare.at("instances").get_attribute("data-count") == str(view["counts"]["selected"])
    ids = compare.rows()
    assert ids == view["ids"][: len(ids)]
    assert len(ids) == view["counts"]["selected"] or len(ids) >= 10
    for metric, model, value in compare.metrics():
        own = view["metrics"][model]
        assert value == pytest.approx(own[metric] if metric in ("accuracy", "top5") else own["macro"][metric])
    frames = compare.at("treemap").locator(".over")
    drawn = frames.evaluate_all("all => all.map(({dataset: d}) => [d.outcome, Number(d.selected)])")
    outcomes = {node["outcome"]: node["count"] for node in view["treemap"]["children"]}
    assert {outcome: count for outcome, count in drawn if count} == outcomes
    bars = compare.at("labels").locator("button")
    labels = bars.evaluate_all("all => all.map(({dataset: d}) => [+d.classIndex, +d.count])")
    assert labels == [[label["class"], label["count"]] for label in view["labels"]["truth"]]
    cells = compare.at("confusion").locator("button")
    shown = cells.evaluate_all(
        "all => all.map(({dataset: d}) => [+d.truth, +d.predicted, d.model, +d.count])"
    )
    mistakes = view["mistakes"]
    assert shown == [
        [truth, said, model, mistakes["count"][model][i]]
        for i, (truth, said) in enumerate(zip(mistakes["truth"], mistakes["predicted"], strict=True))
        for model in view["selection"]["models"]
        if mistakes["count"][model][i]
    ]


def test_the_grid_and_the_table_show_what_python_selects(compare, photographs):
    compare.open()
    compare.at("bundle").select_option("photographs")
    expect(compare.at("instances-grid")).to_be_visible(timeout=60_000)
    agrees_with(compare, photographs.view({}))
    compare.at("agreement").locator('[data-agreement="only:squeezenet-cabrera"]').click()
    agrees_with(compare, photographs.view({"agreement": "only:squeezenet-cabrera"}))
    compare.at("agreement").locator('[data-agreement="disagree"]').click()
    disagreeing = photographs.view({"agreement": "disagree"})
    agrees_with(compare, disagreeing)
    marks = compare.at("instances-grid").locator("[data-id] .instance-mark")
    first = disagreeing["rows"]
    expect(marks.first.locator(".prediction, .cross")).to_have_count(3)
    wrong = sum(first["predicted"][model][0] != first["truth"][0] for model in MODELS)
    expect(marks.first.locator(".cross")).to_have_count(wrong)
    compare.at("look").locator('[data-look="table"]').click()
    agrees_with(compare, disagreeing)
    expect(compare.at("instances-grid")).to_have_count(0)
    compare.page.wait_for_function("location.hash.includes('look=table')")
    compare.open(compare.page.evaluate("location.hash"))
    agrees_with(compare, disagreeing)
    expect(compare.at("instances-grid")).to_have_count(0)


def test_outcomes_labels_and_mistakes_filter(compare, photographs):
    compare.open(LINK)
    compare.at("treemap").locator('.over[data-outcome="only-b"]').click()
    view = photographs.view({"outcome": "only-b"})
    agrees_with(compare, view)
    label = view["labels"]["truth"][0]["class"]
    compare.at("labels").locator(f'[data-class-index="{label}"]').click()
    agrees_with(compare, photographs.view({"outcome": "only-b", "truth": [label]}))
    compare.at("clear").click()
    compare.page.locator('[data-still="true"]').click()
    mistakes = photographs.view({})["mistakes"]
    i, model = next((i, m) for m in MODELS for i, n in enumerate(mistakes["among5"][m]) if n)
    truth, said = mistakes["truth"][i], mistakes["predicted"][i]
    cell = f'[data-model="{model}"][data-truth="{truth}"][data-predicted="{said}"]'
    compare.at("confusion").locator(cell).click()
    compare.settled()
    asked = {"truth": [truth], "predicted": {model: [said]}, "correct5": {model: True}}
    assert compare.sentence() == photographs.view(asked)["sentence"]["text"]
    compare.at("search").fill("panda")
    compare.at("clear").click()
    compare.at("search").fill("panda")
    compare.settled()
    assert compare.rows() == photographs.view({"search": "panda"})["ids"]
    assert compare.rows()


def test_any_two_models_stand_side_by_side(compare, photographs):
    compare.open(LINK)
    compare.at("model-a").select_option("squeezenet-cabrera")
    models = ["squeezenet-cabrera", "mobilenet", "squeezenet"]
    agrees_with(compare, photographs.view({"models": models}))
    expect(compare.at("weights-squeezenet-cabrera")).to_be_visible()
    compare.at("treemap").locator('.over[data-outcome="only-b"]').click()
    agrees_with(compare, photographs.view({"models": models, "outcome": "only-b"}))
    compare.at("rank").locator('[data-rank="squeezenet-cabrera"]').click()
    compare.settled()
    layer = compare.at("layer-squeezenet-cabrera").input_value()
    rank = {"model": "squeezenet-cabrera", "layer": layer, "against": "rest"}
    asked = {"models": models, "outcome": "only-b"}
    expected = photographs.view(asked, {"rank": rank})["ranking"]["neurons"]["index"]
    neurons = compare.at("ranking").locator("button")
    assert neurons.evaluate_all("all => all.map((b) => Number(b.dataset.neuron))") == expected[:12]
    compare.page.wait_for_function("location.hash.includes('models')")
    compare.open(compare.page.evaluate("location.hash"))
    agrees_with(compare, photographs.view(asked))


def test_a_selection_is_kept_to_set_another_against(compare, photographs):
    compare.open(link({"agreement": "all-correct"}))
    compare.at("rank").locator('[data-rank="mobilenet"]').click()
    compare.at("keep-selection").click()
    compare.at("agreement").locator('[data-agreement="all-wrong"]').click()
    compare.settled()
    layer = compare.at("layer-mobilenet").input_value()
    rank = {"model": "mobilenet", "layer": layer, "against": {"agreement": "all-correct"}}
    expected = photographs.view({"agreement": "all-wrong"}, {"rank": rank})["ranking"]["neurons"]["index"]
    neurons = compare.at("ranking").locator("button")
    assert neurons.evaluate_all("all => all.map((b) => Number(b.dataset.neuron))") == expected[:12]


def test_a_neuron_shows_where_in_its_photographs_it_acts(compare, photographs):
    compare.open(link({"neuron": NEURON}) + LAYERS)
    maps = photographs.view({"neuron": NEURON})["maps"]
    compare.settled()
    own = compare.at("neuron-photographs").locator("[data-id]")
    assert own.evaluate_all("all => all.map((b) => b.dataset.id)") == maps["ids"]
    rows, columns = maps["shape"]
    for i, values in enumerate(maps["values"][:4]):
        image = (
            own.nth(i)
            .locator("canvas")
            .evaluate(
                "(c) => [c.height, c.width, ...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
            )
        )
        assert image[:2] == [rows, columns]
        opacity = np.reshape(image[2:], (-1, 4))[:, 3]
        assert (opacity > 0).tolist() == (np.array(values) > 0).tolist()
        assert (np.diff(opacity[np.argsort(values)]) >= 0).all()
    box, picture = (own.first.locator(part).bounding_box() for part in ("canvas", "img"))
    assert box == pytest.approx(picture)

    own.nth(1).click()
    compare.settled()
    detail = compare.at("detail")
    expect(detail.locator("canvas")).to_be_visible()
    tile = compare.at("instances").locator(f'[data-id="{maps["ids"][1]}"]')
    expect(tile).to_have_attribute("aria-selected", "true")
    compare.at("maps-bare").click()
    expect(compare.at("compare").locator("diptych-feature-map")).to_have_count(0)
    expect(detail.locator("img")).to_be_visible()

    some = photographs.view({"neuron": NEURON, "agreement": "disagree"})["maps"]["ids"]
    compare.at("agreement").locator('[data-agreement="disagree"]').click()
    compare.settled()
    assert own.evaluate_all("all => all.map((b) => b.dataset.id)") == some


def test_the_chosen_photograph_has_every_models_first_five(compare, photographs):
    compare.open(LINK)
    compare.settled()
    grid = compare.at("instances")
    grid.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "Enter"):
        compare.page.keyboard.press(key)
    compare.settled()
    columns = int(grid.get_attribute("aria-colcount"))
    id = photographs.bundle.ids[columns]
    told = photographs.view({}, {"instance": id})["instance"]
    expect(grid.locator(f'[data-id="{id}"]')).to_have_attribute("aria-selected", "true")
    for model in MODELS:
        rows = compare.at("detail").locator(f'[data-model="{model}"] tr')
        shown = rows.evaluate_all("all => all.map(({dataset: d}) => [+d.classIndex, +d.confidence])")
        probabilities = told["probabilities"][model]
        first = told["top5"][model]
        expected = first if told["truth"] in first else [*first, told["truth"]]
        assert [label for label, _ in shown] == expected
        assert [share for _, share in shown] == pytest.approx([probabilities[label] for label in expected])
    compare.page.keyboard.press("End")
    last = photographs.bundle.ids[-1]
    expect(grid.locator(f'[data-id="{last}"]')).to_be_in_viewport()
    assert len(compare.rows()) < 50


def test_the_first_view_needs_neither_python_nor_pictures(compare, page, photographs):
    held, waits = [], True
    page.route("**/gallery/**", lambda route: held.append(route) if waits else route.continue_())
    page.route("**/pyodide/**", lambda route: held.append(route) if waits else route.continue_())
    page.goto(compare.url + LINK)
    tiles = compare.at("instances-grid").locator("[data-id]")
    expect(tiles.first).to_be_visible(timeout=60_000)
    before = tiles.evaluate_all("all => all.map((t) => [t.dataset.id, t.getBoundingClientRect().toJSON()])")
    assert [id for id, _ in before] == photographs.bundle.ids[: len(before)]
    metrics = compare.metrics()
    view = photographs.view({})
    assert next(v for name, m, v in metrics if (name, m) == ("top5", "mobilenet")) == pytest.approx(
        view["metrics"]["mobilenet"]["top5"]
    )
    assert held
    waits = False
    for route in held:
        route.continue_()
    page.wait_for_function(
        "[...document.querySelectorAll('.tile img')].every((i) => i.complete && i.naturalWidth > 0)"
    )
    after = tiles.evaluate_all("all => all.map((t) => [t.dataset.id, t.getBoundingClientRect().toJSON()])")
    assert after == before


@pytest.fixture(scope="module")
def odd_url(tmp_path_factory):
    """Bundles of pictures that have thumbnails, some of them missing; pictures alone; neither."""
    folder = tmp_path_factory.mktemp("odd")
    names = ["missing", "whole", "bare", "foreign"]
    for name in names:
        parts = make_parts(instances=12, classes=40, neurons=6, models=("a", "b", "c"), text=False)
        rng = np.random.default_rng(0)
        for model in parts["models"]:
            for layer in model["layers"]:
                layer["maps"] = make_maps(rng, layer["activations"])
        parts["task"]["kind"] = "image"
        columns = {"title": [f"Picture {i}" for i in range(12)]}
        if name in ("missing", "whole"):
            columns["image"] = [f"pictures/{i}.png" for i in range(12)]
        if name == "missing":
            columns["thumbnail"] = [f"small/{i}.png" for i in range(12)]
        if name == "foreign":
            columns["image"] = ["//elsewhere.invalid/picture.png"] * 12
        files = tmp_path_factory.mktemp("pictures")
        for place in ("pictures", "small"):
            (files / place).mkdir()
            for i in range(12):
                if (place, i) != ("small", 3):
                    Image.new("RGB", (20, 10), (20 * i, 90, 90)).save(files / place / f"{i}.png")
        parts["instances"] = columns
        parts["files"] = files if name != "bare" else None
        diptych.write_bundle(folder / "bundles" / name, **parts)
    url, stop = serve(lay_over(folder, names))
    yield url
    stop()


@pytest.mark.parametrize(
    ("bundle", "untold"),
    [("missing", [3]), ("whole", []), ("bare", range(12)), ("foreign", range(12))],
)
def test_where_there_is_no_picture_its_title_stands(page, odd_url, bundle, untold):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.expected_errors.append("404")
    compare = Compare(page, odd_url)
    neuron = {"model": "a", "layer": "hidden", "index": 2, "range": None}
    order = {"by": "id", "descending": False}
    compare.open(
        f"#compare?bundle={bundle}&instance=i3&select={json.dumps({'neuron': neuron, 'order': order})}"
    )
    compare.settled()
    tiles = compare.at("instances-grid").locator("[data-id]")
    expect(tiles).to_have_count(12)
    page.wait_for_function("[...document.querySelectorAll('.tile img')].every((i) => i.complete)")
    for i in range(12):
        told = tiles.nth(i).locator(".instead")
        if i in untold:
            expect(told).to_have_text(
                re.compile(f"Picture {i}" + (r"\s+picture missing" if bundle == "missing" else ""))
            )
            expect(told).to_be_visible()
        else:
            expect(told).to_be_hidden()
            expect(tiles.nth(i).locator("img")).to_be_visible()
    status = compare.at("status").locator(".message")
    if bundle == "missing":
        expect(status).to_contain_text("The picture 3.png can't be fetched")
    else:
        expect(status).to_have_text("Ready")
    broken = "all => all.filter((i) => i.checkVisibility() && i.complete && !i.naturalWidth).length"
    assert page.locator("diptych-compare img").evaluate_all(broken) == 0


@pytest.mark.parametrize("look", ["grid", "table"])
def test_axe_finds_nothing_on_photographs(page, dist_url, look, accessible):
    page.set_viewport_size({"width": 1440, "height": 900})
    compare = Compare(page, dist_url)
    compare.open(
        link({"neuron": NEURON, "agreement": "disagree"}, instance="anemone-fish", look=look) + LAYERS
    )
    compare.at("rank").get_by_role("button", name="MobileNet").click()
    compare.settled()
    assert page.evaluate("document.documentElement.scrollHeight") == 900
    accessible(before=compare.settled)


def test_what_is_selected_is_handed_over_to_probe(compare, photographs):
    compare.open(LINK)
    compare.at("agreement").locator('[data-agreement="disagree"]').click()
    compare.settled()
    compare.at("hand-over").click()
    expect(compare.at("many-set")).to_be_visible(timeout=60_000)
    handed = compare.page.evaluate(
        "document.querySelector('diptych-many').store.get().chosen.map(({id}) => id)"
    )
    assert handed == photographs.view({"agreement": "disagree"})["ids"]


@pytest.mark.parametrize("width", [1440, 390])
def test_three_models_and_their_layers_can_be_read(compare, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    compare.open(link({"agreement": "disagree"}) + LAYERS)
    for model, layer in (("squeezenet", "fire9"), ("mobilenet", "block13")):
        compare.at(f"layer-{model}").select_option(layer)
        room = compare.at(f"layer-{model}").evaluate(
            """(select) => {
              const pen = document.createElement("canvas").getContext("2d");
              pen.font = getComputedStyle(select).font;
              const arrow = 24;
              return select.clientWidth - arrow - pen.measureText(select.selectedOptions[0].text).width;
            }"""
        )
        assert room > 0
    bars = compare.at("metrics").locator(".track")
    widths = bars.evaluate_all("all => all.map((bar) => bar.clientWidth)")
    assert len(widths) == 18
    assert all(width == 0 or width > 15 for width in widths)
