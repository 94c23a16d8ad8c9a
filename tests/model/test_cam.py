"""Class activation maps against the formula in numpy, alone and on real features."""

import numpy as np
import pytest

CAM = "return module.classActivationMap(args.features, args.shape, args.weights);"


def formula(features, weights):
    """Zhou et al. 2016: M = sum over k of w_k f_k, stretched to 0..1."""
    values = np.einsum("hwc,c->hw", features.astype(np.float64), weights.astype(np.float64))
    return (values - values.min()) / (values.max() - values.min())


@pytest.mark.parametrize("shape", [(13, 13, 512), (7, 7, 1024), (3, 5, 2)])
def test_a_map_is_the_weighted_sum_of_the_features_stretched_to_one(shape, js):
    random = np.random.default_rng(7)
    features = np.maximum(random.normal(size=shape), 0).astype(np.float32)
    weights = random.normal(size=shape[2]).astype(np.float32)
    found = js("model/cam.js", CAM, features=features.ravel(), shape=shape, weights=weights)
    assert (found["height"], found["width"]) == shape[:2]
    np.testing.assert_allclose(found["values"].reshape(shape[:2]), formula(features, weights), atol=1e-6)


def test_a_constant_map_is_zero_everywhere(js):
    found = js(
        "model/cam.js", CAM, features=np.ones(12, np.float32), shape=(2, 2, 3), weights=np.ones(3, np.float32)
    )
    np.testing.assert_array_equal(found["values"], np.zeros(4))


@pytest.mark.parametrize(("features", "weights"), [(11, 3), (12, 4)])
def test_features_or_weights_of_the_wrong_size_are_refused(features, weights, js):
    body = "try { module.classActivationMap(args.f, [2, 2, 3], args.w); } catch (e) { return e.message; }"
    message = js("model/cam.js", body, f=np.ones(features, np.float32), w=np.ones(weights, np.float32))
    assert str(features if features != 12 else weights) in message


@pytest.mark.parametrize("name", ["squeezenet", "mobilenet"])
def test_the_map_of_a_photograph_is_what_numpy_makes_of_tensorflow_s_features(
    name, js, photographs, reference, dist
):
    body = """
    const classifier = await module.loadClassifier(args.name, {backend: "wasm"});
    const maps = [];
    for (const [i, classIndex] of args.asked) maps.push(await classifier.cam(await get(i), classIndex));
    return maps;
    """
    outputs = reference(name)
    photos = (0, 17, 60)
    asked = [(i, int(k)) for i in photos for k in np.argsort(outputs["probabilities"][i])[[-1, -2, 0]]]
    maps = js("model/classifier.js", photographs + body, name=name, asked=asked)
    stored = np.fromfile(dist / f"models/{name}/class-weights.bin", "<f2").reshape(1000, -1)
    for (i, class_index), found in zip(asked, maps, strict=True):
        features = outputs["features"][i]
        expected = formula(features, stored[class_index])
        assert (found["height"], found["width"]) == features.shape[:2]
        np.testing.assert_allclose(found["values"].reshape(expected.shape), expected, atol=1e-3)
