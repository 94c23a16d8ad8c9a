"""Both networks as ONNX, layer by layer from the published weights, in ONNX Runtime's own layout."""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from converter.folders import Folders
from converter.networks import build_network, mobilenet, read_weights, squeezenet
from converter.quiet import quiet

TOLERANCE = 1e-4
ALL = {"squeezenet": 227, "mobilenet": 224}


class _Graph:
    """Nodes and constants, in the order in which they are added."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, values):
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, op, *inputs, name=None, **attributes):
        name = name or f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def convolution(self, x, name, kernel, bias, stride=1, pads=(0, 0, 0, 0), groups=1):
        """`kernel`: [out, in of one group, height, width]."""
        inputs = x, self.constant(f"{name}/kernel", kernel), self.constant(f"{name}/bias", bias)
        shape = kernel.shape[2:]
        return self.add("Conv", *inputs, strides=[stride] * 2, pads=pads, group=groups, kernel_shape=shape)

    def finish(self, name, size, features, shape):
        image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, size, size])
        outputs = [
            helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [1, 1000]),
            helper.make_tensor_value_info(features, TensorProto.FLOAT, [1, *shape]),
        ]
        graph = helper.make_graph(self.nodes, name, [image], outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        return model


def build(name):
    """One network as ONNX.

    Parameters
    ----------
    name : str
        "squeezenet" or "mobilenet".

    Returns
    -------
    bytes
        float32 `image` [1, 3, size, size] → `probabilities` [1, 1000] and, as the second output, the last
        convolution's output [1, c, h, w].

    Raises
    ------
    AssertionError
        When native ONNX Runtime's answer is not that of Keras.
    """
    weights = read_weights(name, Folders.default(), True)
    content = {"squeezenet": _squeezenet, "mobilenet": _mobilenet}[name](weights).SerializeToString()
    _check(name, content)
    return content


def picture(name):
    """A seeded input of the right range: float32 [1, size, size, 3]."""
    size = ALL[name]
    values = np.random.default_rng(1).uniform(-1, 1, (1, size, size, 3)).astype("float32")
    return values * 100 if name == "squeezenet" else values


def _check(name, content):
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    image = picture(name)
    found, _ = session.run(None, {"image": np.ascontiguousarray(image.transpose(0, 3, 1, 2))})
    with quiet():
        network = build_network(name, Folders.default(), float16=True)
        expected = network.predict(image, verbose=0)["probabilities"]
    assert np.abs(found - expected).max() < TOLERANCE, f"{name} as ONNX is not the network that Keras runs"


def _outputs_first(kernel):
    """[height, width, in, out] → [out, in, height, width]."""
    return kernel.transpose(3, 2, 0, 1)


def _squeezenet(weights):
    graph = _Graph()

    def layer(x, name, stride=1, pad=0):
        kernel, bias = weights[name]
        y = graph.convolution(x, name, _outputs_first(kernel), bias, stride, [pad] * 4)
        return graph.add("Relu", y)

    x = layer("image", "conv1", stride=2)
    for fire in squeezenet.FIRES:
        if fire in squeezenet.POOL_BEFORE:
            x = graph.add("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2])
        squeezed = layer(x, f"{fire}/squeeze1x1")
        wide = layer(squeezed, f"{fire}/expand3x3", pad=1)
        x = graph.add("Concat", layer(squeezed, f"{fire}/expand1x1"), wide, axis=1)
    scores = graph.add("Flatten", graph.add("GlobalAveragePool", layer(x, "conv10")))
    graph.add("Softmax", scores, name="probabilities", axis=1)
    return graph.finish("squeezenet", ALL["squeezenet"], x, [512, 13, 13])


def _mobilenet(weights):
    graph = _Graph()
    low, high = graph.constant("low", np.float32(0)), graph.constant("high", np.float32(6))
    x, size = "image", ALL["mobilenet"]

    def layer(x, name, kernel, stride, pads, groups=1):
        return graph.add(
            "Clip", graph.convolution(x, name, kernel, weights[name][1], stride, pads, groups), low, high
        )

    x = layer(x, "Conv2d_0", _outputs_first(weights["Conv2d_0"][0]), 2, _same(size, 2))
    size = -(-size // 2)
    for pair, stride in enumerate(mobilenet.STRIDES, 1):
        deep, wide = f"Conv2d_{pair}_depthwise", f"Conv2d_{pair}_pointwise"
        kernel = weights[deep][0].transpose(2, 3, 0, 1)
        x = layer(x, deep, kernel, stride, _same(size, stride), len(kernel))
        x = layer(x, wide, _outputs_first(weights[wide][0]), 1, [0] * 4)
        size = -(-size // stride)
    kernel, bias = weights["Logits"]
    mean = graph.add("Flatten", graph.add("GlobalAveragePool", x))
    scores = graph.add(
        "Gemm", mean, graph.constant("logits", kernel[0, 0]), graph.constant("logits bias", bias)
    )
    graph.add("Softmax", scores, name="probabilities", axis=1)
    return graph.finish("mobilenet", ALL["mobilenet"], x, [1024, 7, 7])


def _same(size, stride, kernel=3):
    """TensorFlow's "same" padding: the odd pixel goes to the bottom and the right."""
    out = -(-size // stride)
    total = max((out - 1) * stride + kernel - size, 0)
    return [total // 2, total // 2, total - total // 2, total - total // 2]
