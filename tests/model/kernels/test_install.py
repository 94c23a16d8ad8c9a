"""Our kernels in TensorFlow.js: used where they can be, missed nowhere, and no memory kept."""

import numpy as np
import pytest

from converter.quiet import quiet

CLASSIFY = """
const classifier = await module.loadClassifier(args.name, {backend: "wasm"});
return (await classifier.classify(await get(0))).probabilities;
"""

# Our kernels' size: what TensorFlow.js asks for SIMD with is smaller, its binaries are larger.
NO_RELAXED_SIMD = """
const validate = WebAssembly.validate;
WebAssembly.validate = (binary) => Math.abs(binary.byteLength - 25000) > 24000 && validate(binary);
"""


@pytest.mark.parametrize("name", ["squeezenet", "mobilenet"])
@pytest.mark.parametrize("why", ["missing", "no relaxed SIMD"])
def test_without_our_kernels_tensorflow_js_computes(name, why, js, photographs, page, reference):
    if why == "missing":
        page.expected_errors.append("404")
        page.route("**/kernels/*.wasm", lambda route: route.fulfill(status=404, body=""))
    else:
        page.add_init_script(NO_RELAXED_SIMD)
        page.reload()
    found = js("model/classifier.js", photographs + CLASSIFY, name=name)
    np.testing.assert_allclose(found, reference(name)["probabilities"][0], atol=1e-4)


def test_what_was_made_of_weights_goes_with_them(js, dist_url):
    body = """
    const tf = await import(new URL("vendor/tfjs.js", args.base));
    const {use} = await import(new URL("model/backend.js", args.base));
    await use("wasm");
    const {wasm} = tf.findBackend("wasm");
    const sizes = [];
    for (let i = 0; i < 300; i++) {
      tf.tidy(() => {
        const x = tf.tensor(new Float32Array(16 * 512).fill(1), [1, 4, 4, 512]);
        const filter = tf.tensor(new Float32Array(512 * 512).fill(i), [1, 1, 512, 512]);
        const bias = tf.tensor(new Float32Array(512), [512]);
        tf.engine().runKernel("FusedConv2D", {x, filter, bias}, {
          strides: [1, 1], pad: "valid", dilations: [1, 1], dataFormat: "NHWC", activation: "linear",
        });
      });
      if (i % 100 === 10) sizes.push(wasm.HEAPU8.byteLength);
    }
    return {sizes, tensors: tf.memory().numTensors};
    """
    found = js("model/kernels/install.js", body, base=dist_url)
    assert found["tensors"] == 0
    assert len(set(found["sizes"])) == 1


@pytest.mark.parametrize("outputs", [8, 12])
def test_joined_convolutions_are_the_three_steps_that_they_stand_for(outputs, js, dist_url):
    """12 channels fill no block, so that TensorFlow.js's own kernels do it."""
    body = """
    const tf = await import(new URL("vendor/tfjs.js", args.base));
    const {use} = await import(new URL("model/backend.js", args.base));
    await use("wasm");
    const tensors = args.inputs.map(([values, shape]) => tf.tensor(values, shape));
    const [x, filter0, bias0, filter1, bias1] = tensors;
    const both = ["valid", "same"].map((pad) => (
      {pad, strides: [1, 1], dilations: [1, 1], dataFormat: "NHWC", activation: "relu"}
    ));
    const inputs = {x, filter0, bias0, filter1, bias1};
    const out = tf.tidy(() => tf.engine().runKernel("JoinedConv2D", inputs, {both, axis: 3}));
    return {values: out.dataSync(), shape: out.shape, tensors: tf.memory().numTensors};
    """
    import tensorflow as tf

    random = np.random.default_rng(0)
    shapes = [(1, 9, 8, 5), (1, 1, 5, outputs), (outputs,), (3, 3, 5, outputs), (outputs,)]
    x, *weights = (random.uniform(-1, 1, shape).astype("float32") for shape in shapes)
    inputs = [[each.ravel().tolist(), each.shape] for each in (x, *weights)]
    found = js("model/kernels/install.js", body, base=dist_url, inputs=inputs)
    with quiet():
        parts = [tf.nn.conv2d(x, weights[i], 1, "SAME").numpy() + weights[i + 1] for i in (0, 2)]
    expected = np.maximum(np.concatenate(parts, axis=-1), 0)
    assert tuple(found["shape"]) == expected.shape
    assert found["tensors"] == 6
    np.testing.assert_allclose(found["values"], expected.ravel(), rtol=1e-5, atol=1e-5)
