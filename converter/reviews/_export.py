"""Write a review classifier as a TensorFlow.js graph model: token ids in, every recorded layer out."""

import json
import tempfile


def export_graph_model(network, out):
    """Write `model.json` and its weight files, the weights as float16, as they are committed.

    Parameters
    ----------
    network : tf_keras.Model
        As from `load_network(…, unroll=True)`.
    out : Path
        A folder; made where missing.
    """
    import tensorflow as tf
    from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

    @tf.function(input_signature=[tf.TensorSpec(network.input_shape, tf.int32, name="ids")])
    def serve(ids):
        outputs = network(ids, training=False)
        return {"probabilities" if name == "output" else name: value for name, value in outputs.items()}

    module = tf.Module()
    module.weights, module.serve = network.weights, serve
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tf.saved_model.save(module, folder, signatures=serve)
        convert_tf_saved_model(
            folder, str(out), quantization_dtype_map={"float16": "*"}, use_structured_outputs_names=True
        )
    _name_outputs(out / "model.json")


def _name_outputs(path):
    """Let the signature give each output its name; the converter keeps some and loses others.

    TensorFlow numbers the outputs of a function in the alphabet's order of their names.
    """
    model = json.loads(path.read_text("utf-8"))
    tensors = {output["name"]: output for output in model["signature"]["outputs"].values()}
    names = sorted(model["userDefinedMetadata"]["structuredOutputKeys"])
    model["signature"]["outputs"] = {
        name: tensors[f"Identity_{number}:0" if number else "Identity:0"] for number, name in enumerate(names)
    }
    path.write_text(json.dumps(model, separators=(",", ":")), "utf-8")
