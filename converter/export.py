"""Write a Keras network as a TensorFlow.js graph model with float16 weights."""

import contextlib
import io
import logging
import tempfile
import warnings
from pathlib import Path

# Kernels of the convolutions and of the last, dense layer, as the converter names them.
KERNELS = ["*/Conv2D*", "*/MatMul*"]


def export_graph_model(network, out):
    """Write `model.json` and its weight files.

    Parameters
    ----------
    network : tf_keras.Model
        One image in, a dict of named tensors out; the names stay in `model.json`'s signature.
    out : Path
        A folder; made where missing.
    """
    with tempfile.TemporaryDirectory() as folder, _quiet():
        import tensorflow as tf
        from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

        shape = tf.TensorSpec(network.input_shape, tf.float32, name="image")

        @tf.function(input_signature=[shape])
        def serve(image):
            return network(image, training=False)

        module = tf.Module()
        module.network, module.serve = network, serve
        tf.saved_model.save(module, folder, signatures=serve)
        out.mkdir(parents=True, exist_ok=True)
        convert_tf_saved_model(
            folder,
            str(out),
            quantization_dtype_map={"float16": KERNELS},
            use_structured_outputs_names=True,
        )


@contextlib.contextmanager
def _quiet():
    """Without what TensorFlow and its converter print on their way."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        logging.getLogger("tensorflow").setLevel(logging.ERROR)
        yield
