"""Models with names of any length: heads and buttons stay in their panels and tell them apart."""

import json

import pytest

from tests.app.test_compare import Compare
from tests.diptych.generate import make_bundle
from tests.overlay import lay_over
from tests.server import serve

LONG = "A convolutional network with a very long descriptive name, 2024 edition"
OTHER = LONG.replace("2024", "2023")

# (names, what they are called for short)
SHORT = [
    (["CNN", "LSTM"], ["CNN", "LSTM"]),
    (
        ["SqueezeNet 1.1", "MobileNet V1 1.0 224", "SqueezeNet 1.1, cabrera-2018"],
        ["SqueezeNet", "MobileNet", "cabrera-2018"],
    ),
    ([LONG, "LSTM"], ["convolutional", "LSTM"]),
    ([LONG, OTHER], ["2024", "2023"]),
    (["The network of Ann and Bob", "The network of Bob"], ["Ann", "network"]),
    (["transformer_large_2024_a", "transformer_large_2024_b"], ["transfo…_2024_a", "transfo…_2024_b"]),
    (["Much the same network", "Much the same network"], ["m0", "m1"]),
    (["of and to the with a", "LSTM"], ["of and … with a", "LSTM"]),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    for id, names in {"one": [LONG, "LSTM"], "both": [LONG, OTHER]}.items():
        make_bundle(folder / "bundles" / id, instances=80)
        file = folder / "bundles" / id / "bundle.json"
        manifest = json.loads(file.read_text())
        for model, name in zip(manifest["models"], names, strict=True):
            model["name"] = name
        file.write_text(json.dumps(manifest))
    url, stop = serve(lay_over(folder, ["one", "both"]), "/some/where/")
    yield url
    stop()


@pytest.mark.parametrize(("names", "short"), SHORT)
def test_a_short_name_is_what_tells_a_model_from_the_others(page, dist_url, names, short):
    page.goto(dist_url + "blank.html")
    models = [{"id": f"m{i}", "name": name} for i, name in enumerate(names)]
    found = page.evaluate(
        """async (models) => {
          const {shortName} = await import("./views/compare-names.js");
          return models.map(({id}) => shortName({manifest: {models}}, id));
        }""",
        models,
    )
    assert found == short


# Texts that run out of their panel, or over what is beside them: [where, what].
OUTSIDE = """() => {
  const found = [];
  for (const panel of document.querySelectorAll(".compare .panel")) {
    const {right} = panel.getBoundingClientRect();
    for (const each of panel.querySelectorAll("h2, h3, th, button, select, p, dt, caption, .confusion td")) {
      const own = each.getBoundingClientRect();
      const isVisible = getComputedStyle(each).overflowX === "visible";
      const spills = isVisible && each.scrollWidth > each.clientWidth + 1;
      if (own.right > right + 1 || spills) found.push([panel.ariaLabel, each.textContent.trim()]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("id", ["one", "both"])
def test_long_names_stay_in_their_panels(page, url, id, width):
    page.set_viewport_size({"width": width, "height": 900})
    compare = Compare(page, url)
    select = json.dumps({"neuron": {"model": "cnn", "layer": "hidden", "index": 3}, "agreement": "disagree"})
    compare.open(f"#compare?bundle={id}&select={select}&instance=i3")
    compare.settled()
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    treemap = compare.at("treemap").bounding_box()
    words = page.get_by_role("heading", name="Words").bounding_box()
    assert treemap["y"] + treemap["height"] <= words["y"]
    titles = page.locator(".tabs button").evaluate_all("all => all.map((button) => button.title)")
    assert titles[1:3] == [f"{LONG} right", f"{LONG} wrong"]
