"""Write a Keras network as a TensorFlow.js graph model with float16 weights."""

import json
import tempfile

# What becomes float16, by the names that TensorFlow gives: the kernels of convolutions and dense layers.
# Biases and depthwise kernels stay float32: rounding those (1 % of the bytes) would change MobileNet's
# probabilities more than rounding all others does.
FLOAT16 = ["*/Conv2D*", "*/MatMul*"]


def export_graph_model(network, out):
    """Write `model.json` and its weight files.

    Parameters
    ----------
    network : tf_keras.Model
        One image in, a dict of named tensors out; the names stay in `model.json`'s signature.
    out : Path
        A folder; made where missing.
    """
    import tensorflow as tf
    from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

    @tf.function(input_signature=[tf.TensorSpec(network.input_shape, tf.float32, name="image")])
    def serve(image):
        return network(image, training=False)

    module = tf.Module()
    module.network, module.serve = network, serve
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(module, folder, signatures=serve)
        convert_tf_saved_model(
            folder, str(out), quantization_dtype_map={"float16": FLOAT16}, use_structured_outputs_names=True
        )
    _name_outputs(out / "model.json", sorted(network.output))


def _name_outputs(path, names):
    """Name each output: the converter tells outputs by their shapes, so that two of one shape lose theirs.

    TensorFlow calls them Identity, Identity_1 … in the order of the names.
    """
    model = json.loads(path.read_text())
    outputs = {entry["name"]: entry for entry in model["signature"]["outputs"].values()}
    tensors = [f"Identity{f'_{i}' if i else ''}:0" for i in range(len(names))]
    model["signature"]["outputs"] = {
        name: outputs[tensor] for name, tensor in zip(names, tensors, strict=True)
    }
    path.write_text(json.dumps(model))
