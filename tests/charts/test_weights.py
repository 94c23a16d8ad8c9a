"""A layer's weights as cells and as a matrix: values, order, colours, and what lies under a pointer."""

import numpy as np
import pytest

rng = np.random.default_rng(11)


def test_a_neurons_weight_is_the_mean_of_its_column(chart):
    weights = rng.normal(size=(37, 24)).astype(np.float32)
    found = chart("unit-weights", "return module.unitWeights(args.weights, 24)", weights=weights)
    assert found == pytest.approx(weights.mean(axis=0, dtype=np.float64), abs=1e-6)
    assert chart("unit-weights", "return module.unitWeights(null, 24)") is None


def test_neurons_are_ordered_from_most_positive_to_most_negative(chart):
    weights = rng.normal(size=300).astype(np.float32)
    weights[[7, 90]] = 0.25
    found = chart("unit-weights", "return module.byWeight(args.weights)", weights=weights)
    assert found == np.argsort(-weights, kind="stable").tolist()


def test_areas_of_cells_are_proportional_to_activations(chart):
    activations = np.maximum(rng.normal(size=200), 0.02).astype(np.float32)
    activations[3], activations[5] = 0, -activations.max() / 2
    sides = chart("heatmap", "return module.sidesOf(args.activations, 20)", activations=activations)
    expected = 20 * np.sqrt(np.abs(activations) / np.abs(activations).max())
    visible = expected >= 1.5
    assert visible.sum() > 150
    assert sides[visible] == pytest.approx(expected[visible], rel=1e-5)
    assert sides[3] == 0
    assert (sides[~visible & (activations != 0)] == 1.5).all()


# ColorBrewer's eleven colours (Harrower and Brewer 2003, DOI 10.1179/000870403235002042).
COLORBREWER = {
    "safe": "40004b 762a83 9970ab c2a5cf e7d4e8 f7f7f7 d9f0d3 a6dba0 5aae61 1b7837 00441b",
    "paper": "a50026 d73027 f46d43 fdae61 fee08b ffffbf d9ef8b a6d96a 66bd63 1a9850 006837",
}


@pytest.mark.parametrize("palette", COLORBREWER)
def test_colours_follow_colorbrewer_on_a_light_page(chart, palette):
    table = chart("weight-colours", "return module.weightTable(args.palette, false)", palette=palette)
    table = table.reshape(-1, 3)
    nodes = np.array([list(bytes.fromhex(c)) for c in COLORBREWER[palette].split()], float)
    at = np.linspace(0, 1, len(table))
    expected = np.stack([np.interp(at, np.linspace(0, 1, 11), nodes[:, i]) for i in range(3)], axis=1)
    assert np.abs(table - expected).max() < 24  # D3 draws a smooth curve near the colours
    assert np.abs(table - expected).mean() < 5


def test_the_palette_is_told_apart_by_the_colour_blind(chart):
    """Ends of the default palette under deuteranopia and protanopia (Viénot et al. 1999)."""
    ends = {}
    for dark in (False, True):
        table = chart("weight-colours", "return module.weightTable('safe', args.dark)", dark=dark).reshape(
            -1, 3
        )
        ends[dark] = (table[32] / 255, table[-33] / 255)
    to_lms = np.array(
        [[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]]
    )
    deutan = np.array([[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]])
    protan = np.array([[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]])
    for pair in ends.values():
        for loss in (deutan, protan):
            seen = [np.linalg.inv(to_lms) @ loss @ to_lms @ np.power(c, 2.2) for c in pair]
            a, b = (np.power(np.clip(s, 0, 1), 1 / 2.2) for s in seen)
            assert np.linalg.norm(a - b) > 0.15


GRID = """const grid = module.neuronGrid(args.layer, args);
return {grid, found: args.points.map(([x, y]) => module.placeAt(grid, x, y)),
  corners: args.places.map((place) => module.cornerOf(grid, place))};"""


@pytest.mark.parametrize("zoom", [{"scale": 1, "x": 0, "y": 0}, {"scale": 3.5, "x": 40, "y": 22}])
@pytest.mark.parametrize("shape", [[12, 25], [300], [7, 9], [1, 2], [3, 4, 5]])
def test_the_middle_of_every_cell_finds_its_neuron(chart, shape, zoom):
    count = int(np.prod(shape))
    layer = {"count": count, "shape": shape}
    places = list(range(count))
    drawn = chart(
        "neuron-grid", GRID, layer=layer, width=210, height=190, zoom=zoom, points=[], places=places
    )
    side = drawn["grid"]["side"]
    middles = [[x + side / 2, y + side / 2] for x, y in drawn["corners"]]
    found = chart(
        "neuron-grid", GRID, layer=layer, width=210, height=190, zoom=zoom, points=middles, places=[]
    )
    assert found["found"] == places
    if len(shape) > 1:
        assert drawn["grid"]["columns"] == shape[-1]
    if zoom["scale"] == 1:
        corners = np.array(drawn["corners"])
        assert corners.min() >= 0
        assert (corners + side <= [210.0001, 190.0001]).all()


def test_zooming_keeps_the_point_under_the_pointer_and_never_leaves_the_layer(chart):
    steps = [(2, 50, 60), (1.7, 150, 20), (0.5, 10, 150), (3, 199, 1), (0.01, 100, 100)]
    zooms = chart(
        "neuron-grid",
        """let zoom = module.WHOLE;
        const frame = {width: 200, height: 160};
        return args.steps.map(([f, x, y]) => {
          const before = {x: zoom.x + x / zoom.scale, y: zoom.y + y / zoom.scale};
          zoom = module.zoomed(zoom, f, {x, y, ...frame});
          return {zoom, before, after: {x: zoom.x + x / zoom.scale, y: zoom.y + y / zoom.scale}};
        });""",
        steps=steps,
    )
    for step in zooms:
        zoom = step["zoom"]
        assert 0 <= zoom["x"] <= 200 - 200 / zoom["scale"] + 1e-9
        assert 0 <= zoom["y"] <= 160 - 160 / zoom["scale"] + 1e-9
    for step in zooms[:2]:
        assert step["after"] == pytest.approx(step["before"])
    assert zooms[-1]["zoom"] == {"scale": 1, "x": 0, "y": 0}


def test_a_pooled_matrix_keeps_the_largest_weight_of_each_group_of_rows(chart):
    weights = rng.normal(size=(1000, 6)).astype(np.float32)
    pooled = chart("matrix", "return module.pooled(args.weights, [1000, 6], 90)", weights=weights)
    groups = np.arange(1000) * 90 // 1000
    expected = np.zeros((90, 6), np.float32)
    for g in range(90):
        rows = weights[groups == g]
        expected[g] = rows[np.abs(rows).argmax(axis=0), range(6)]
    assert (pooled["rows"], pooled["columns"]) == (90, 6)
    assert pooled["values"].reshape(90, 6) == pytest.approx(expected)


DRAWN = """const {WHOLE, neuronGrid} = await import(args.base + "neuron-grid.js");
const canvas = new OffscreenCanvas(200, 160);
const context = canvas.getContext("2d");
const {weights, shape, extent} = args;
const count = weights.length;
const grid = neuronGrid({count, shape}, {width: 200, height: 160, zoom: WHOLE});
const none = new Uint8Array(count);
const grey = "rgb(200 200 200)";
const paint = {ink: "rgb(0 0 0)", surface: "rgb(255 255 255)", empty: grey, palette: "safe", dark: false};
const nothing = {order: null, activations: null, dead: none, alwaysOn: none, chosen: -1, pointed: -1};
const cells = {weights, extent, ...nothing};
module.drawHeatmap(context, cells, {grid, width: 200, height: 160, paint});
return {grid, data: context.getImageData(0, 0, 200, 160)};"""


def test_each_cell_is_drawn_in_the_colour_of_its_weight(chart, dist_url):
    weights = rng.uniform(-2, 2, 20).astype(np.float32)
    drawn = chart("heatmap", DRAWN, weights=weights, shape=[4, 5], extent=2, base=dist_url + "charts/")
    pixels = drawn["data"]["data"].reshape(160, 200, 4)
    grid = drawn["grid"]
    scale = chart("weight-colours", "return module.weightTable('safe', false)").reshape(-1, 3)
    for i, weight in enumerate(weights):
        x = int(grid["left"] + (i % 5 + 0.5) * grid["side"])
        y = int(grid["top"] + (i // 5 + 0.5) * grid["side"])
        expected = scale[round((float(weight) / 2 + 1) / 2 * (len(scale) - 1))]
        assert np.abs(pixels[y, x, :3].astype(int) - expected).max() <= 1
