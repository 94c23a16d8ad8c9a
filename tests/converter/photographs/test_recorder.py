"""Recorded layers against networks cut off at them by tf_keras, and averages taken by numpy."""

import numpy as np
import pytest

from converter.cards import read_card
from converter.networks import build_network, preprocess, read_weights, resize
from converter.networks.layers import LAYERS, describe_layer, grid, side_by_side
from converter.photographs._recorder import Window
from converter.photographs.models import MODELS
from converter.quiet import quiet
from tests.converter.photographs.conftest import make_picture


@pytest.fixture(scope="module")
def images():
    return np.stack([np.asarray(make_picture(seed, (300, 300))) for seed in range(4)])


@pytest.fixture(scope="module")
def cut(folders, images):
    """`cut(model id, layer)`: what the Keras layer behind a recorded one gives."""

    def run(id, layer):
        with quiet():
            from tf_keras import Model

            model = MODELS[id]
            network = build_network(model.network, folders, float16=True)
            part = Model(network.input, network.get_layer(layer.source).output)
            card = read_card(model.network, folders)
            return part.predict(preprocess(images, card, model.preprocessing), verbose=0)

    return run


@pytest.fixture(scope="module")
def answers(recorders, images):
    return {id: recorder.answer(resize(images, recorder.size)) for id, (_, recorder) in recorders.items()}


def averaged(values):
    """Maps of at most 14 × 14 by plain loops."""
    window = Window.of(values.shape[1])
    starts = [i * window.stride for i in range(window.side)]
    size = window.kernel
    return np.array([[values[:, y : y + size, x : x + size].mean((1, 2)) for x in starts] for y in starts])


CASES = [
    (id, layer)
    for id, names in {
        "squeezenet": ("fire3", "fire5", "fire9", "output"),
        "squeezenet-cabrera": ("fire3",),
        "mobilenet": ("block3", "block8", "block13"),
    }.items()
    for layer in LAYERS[MODELS[id].network]
    if layer.name in names
]


@pytest.mark.parametrize(("id", "layer"), CASES, ids=lambda value: getattr(value, "name", value))
def test_activations_and_maps_are_those_of_the_network_cut_off_there(id, layer, cut, answers):
    values, answer = cut(id, layer), answers[id]
    scale = values.max()
    np.testing.assert_allclose(answer.means[layer.name], values.mean((1, 2)), atol=1e-4 * scale)
    units = np.arange(values.shape[-1])
    for picture in (0, 3):
        found = answer.maps[layer.name](np.full(len(units), picture), units)
        assert found.shape[1] <= 14
        np.testing.assert_allclose(
            found, averaged(values)[:, :, picture].transpose(2, 0, 1), atol=1e-4 * scale
        )


def test_maps_of_mobilenets_classes_average_to_their_scores(answers, folders):
    answer = answers["mobilenet"]
    powers = np.exp(answer.means["output"] - answer.means["output"].max(1, keepdims=True))
    np.testing.assert_allclose(answer.probabilities, powers / powers.sum(1, keepdims=True), atol=1e-5)
    pictures, units = np.array([2, 0, 2, 1]), np.array([574, 0, 999, 3])
    maps = answer.maps["output"](pictures, units)
    assert maps.shape == (4, 7, 7)
    np.testing.assert_allclose(maps.mean((1, 2)), answer.means["output"][pictures, units], atol=1e-3)
    # Zhou et al. 2016: the class's weights on the features, place by place.
    kernel, bias = read_weights("mobilenet", folders, float16=True)["Logits"]
    features = answer.maps["block13"](np.full(1024, 2), np.arange(1024))
    wanted = np.einsum("chw,c->hw", features, kernel[0, 0, :, 574]) + bias[574]
    np.testing.assert_allclose(maps[0], wanted, atol=1e-3)


@pytest.mark.parametrize("side", [7, 13, 14, 15, 27, 28, 56, 57, 112, 113])
def test_a_window_covers_the_whole_map_evenly(side):
    window = Window.of(side)
    assert window.side <= 14
    assert (window.side - 1) * window.stride + window.kernel == side
    assert window.stride <= window.kernel < 2 * window.stride


def test_kernels_side_by_side_do_what_each_does_alone():
    tf = pytest.importorskip("tensorflow")
    rng = np.random.default_rng(0)
    small, large = (rng.normal(size=(k, k, 4, 5)).astype(np.float32) for k in (1, 3))
    image = rng.normal(size=(1, 8, 8, 4)).astype(np.float32)
    joined = side_by_side([small, large])
    assert joined.shape == (36, 10)
    wanted = np.concatenate([tf.nn.conv2d(image, k, 1, "SAME") for k in (small, large)], axis=3)
    found = tf.nn.conv2d(image, joined.reshape(3, 3, 4, 10), 1, "SAME")
    np.testing.assert_allclose(found, wanted, atol=1e-5)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_has_a_column_of_weights_for_each_unit(name, folders, recorders):
    _, recorder = recorders[name]
    weights = read_weights(name, folders, float16=True)
    for layer in LAYERS[name]:
        described = describe_layer(layer, weights)
        assert described["weights"].shape[1] == recorder.units[layer.name]
        assert np.prod(described["shape"]) == recorder.units[layer.name]


@pytest.mark.parametrize(("units", "shape"), [(1000, [25, 40]), (128, [8, 16]), (512, [16, 32]), (7, [1, 7])])
def test_units_lie_in_a_grid_without_gaps(units, shape):
    assert grid(units) == shape
