"""The published module, imported from pages that lie elsewhere."""

import numpy as np
import pytest


@pytest.fixture
def vision(run_module, page, dist_url):
    """Runs JavaScript against lib/vision.js in a page of another folder."""
    page.goto(dist_url + "models/labels.json")
    page.expected_errors.append("404")  # Chromium asks for /favicon.ico beside what is no HTML
    return lambda body, **args: run_module(page, dist_url + "lib/vision.js", body, **args)


def picture():
    pixels = np.random.default_rng(11).integers(0, 256, (24, 32, 4), np.uint8)
    pixels[..., 3] = 255
    return pixels


def test_a_classifier_works_from_a_page_in_any_folder(vision):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const image = new ImageData(40, 30);
    const {probabilities, milliseconds} = await classifier.classify(image);
    const map = await classifier.cam(image, 0);
    const {labels, size, backend} = classifier;
    classifier.dispose();
    return {probabilities, milliseconds, map, labels: labels.length, size, backend};
    """
    found = vision(body)
    assert found["probabilities"].dtype == np.float32
    assert found["probabilities"].shape == (1000,)
    assert abs(found["probabilities"].sum() - 1) < 1e-3
    assert found["milliseconds"] > 0
    assert found["map"]["values"].dtype == np.float32
    assert (found["labels"], found["size"], found["backend"]) == (1000, 227, "wasm")


def test_inpainting_fills_the_mask_and_nothing_else(vision):
    pixels = picture()
    mask = np.zeros((24, 32), np.uint8)
    mask[8:14, 10:20] = 1
    body = """
    const given = new ImageData(new Uint8ClampedArray(args.data), 32, 24);
    const before = given.data.slice();
    const filled = await module.inpaint(given, args.mask, {method: "telea"});
    const kept = given.data.every((value, i) => value === before[i]);
    return {kept, isImageData: filled instanceof ImageData, data: filled.data};
    """
    found = vision(body, data=pixels.ravel(), mask=mask.ravel())
    filled = found["data"].reshape(pixels.shape)
    assert found["kept"]
    assert found["isImageData"]
    np.testing.assert_array_equal(filled[mask == 0], pixels[mask == 0])
    assert (filled[mask == 1] != pixels[mask == 1]).any(axis=1).mean() > 0.9


def test_an_unknown_method_is_refused_by_name(vision):
    body = """
    try { await module.inpaint(new ImageData(4, 4), new Uint8Array(16), {method: "magic"}); }
    catch (error) { return error.message; }
    """
    assert "unknown method: magic" in vision(body)
