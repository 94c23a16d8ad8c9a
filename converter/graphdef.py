"""Read the constants of a frozen TensorFlow graph; nothing in the graph is executed."""

from converter.errors import ConverterError


def read_constants(content, prefix):
    """The constant tensors of a serialised GraphDef whose names begin with a prefix.

    Parameters
    ----------
    content : bytes
    prefix : str
        E.g. "MobilenetV1/".

    Returns
    -------
    dict of str to ndarray

    Raises
    ------
    ConverterError
        The bytes are no GraphDef, or it has no such constant.
    """
    from google.protobuf.message import DecodeError
    from tensorflow.core.framework.graph_pb2 import GraphDef
    from tensorflow.python.framework.tensor_util import MakeNdarray

    graph = GraphDef()
    try:
        graph.ParseFromString(content)
    except DecodeError as error:
        raise ConverterError(f"the frozen graph is broken ({error}).") from error
    constants = {
        node.name: MakeNdarray(node.attr["value"].tensor)
        for node in graph.node
        if node.op == "Const" and node.name.startswith(prefix)
    }
    if not constants:
        raise ConverterError(f"the frozen graph has no constant named {prefix}*.")
    return constants
