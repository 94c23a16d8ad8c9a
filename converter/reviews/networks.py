"""Two sentence classifiers: a CNN after Kim 2014 and an LSTM after Hochreiter and Schmidhuber 1997.

TensorFlow is imported when a network is built, not before.
"""

import numpy as np

DIMENSION = 64  # of a word's vector
WIDTHS, FILTERS = (3, 4, 5), 100  # of the CNN's convolutions
CELLS = 64  # of the LSTM, in each direction
HIDDEN = 64
DROPOUT = {"embedding": 0.3, "features": 0.5, "hidden": 0.3}
SPREAD = 0.1  # word vectors start uniform in −SPREAD … SPREAD


def build_network(name, words, length, unroll=False):
    """A network with fresh weights, drawn from TensorFlow's global seed.

    Parameters
    ----------
    name : str
        "cnn" or "lstm".
    words : int
        Token ids, those of padding and the unknown token included.
    length : int
        Tokens of a text.
    unroll : bool
        Write the LSTM's steps out, for TensorFlow.js, which runs a loop in a graph far slower. The answers
        are the same.

    Returns
    -------
    tf_keras.Model
        int32 ids [N, length] → dict of float32 [N, units]: `embedding` (mean over the tokens), the
        network's features (`conv3`, `conv4`, `conv5`, or `lstm`), `hidden`, and `output`, the
        probabilities of negative and positive.

    References
    ----------
    Kim 2014, "Convolutional neural networks for sentence classification", DOI 10.3115/v1/D14-1181;
    Hochreiter and Schmidhuber 1997, "Long short-term memory", DOI 10.1162/neco.1997.9.8.1735.
    """
    import tensorflow as tf
    from tf_keras import Input, Model, initializers, layers

    ids = Input((length,), dtype="int32", name="ids")
    there = tf.cast(ids > 0, tf.float32)[:, :, None]  # [N, length, 1]
    start = initializers.RandomUniform(-SPREAD, SPREAD)
    vectors = layers.Embedding(words, DIMENSION, embeddings_initializer=start, name="vectors")(ids) * there
    mean = tf.reduce_sum(vectors, 1) / tf.maximum(tf.reduce_sum(there, 1), 1.0)
    dropped = layers.SpatialDropout1D(DROPOUT["embedding"])(vectors)

    features = _convolutions(dropped, there) if name == "cnn" else _recurrence(dropped, ids, there, unroll)
    joined = layers.Concatenate()(list(features.values())) if len(features) > 1 else features["lstm"]
    joined = layers.Dropout(DROPOUT["features"])(joined)
    hidden = layers.Dense(HIDDEN, activation="relu", name="hidden")(joined)
    output = layers.Dense(2, activation="softmax", name="output")(layers.Dropout(DROPOUT["hidden"])(hidden))
    return Model(ids, {"embedding": mean, **features, "hidden": hidden, "output": output}, name=name)


def _convolutions(vectors, there):
    """The largest answer of each filter over the text, by width; padding answers 0 (relu's least)."""
    import tensorflow as tf
    from tf_keras import layers

    return {
        f"conv{width}": tf.reduce_max(
            layers.Conv1D(FILTERS, width, padding="same", activation="relu", name=f"conv{width}")(vectors)
            * there,
            1,
        )
        for width in WIDTHS
    }


def _recurrence(vectors, ids, there, unroll):
    """The largest state of each cell over the text; padding counts as −1 (tanh's least)."""
    import tensorflow as tf
    from tf_keras import layers

    if unroll:
        from converter.reviews._unrolled import Unrolled as Bidirectional
    else:
        from tf_keras.layers import Bidirectional
    cells = layers.LSTM(CELLS, return_sequences=True, name="cells")
    states = Bidirectional(cells, name="lstm")(vectors, mask=ids > 0)
    return {"lstm": tf.reduce_max(states * there + (there - 1.0), 1)}


def read_weights(path):
    """Committed weights by variable.

    Parameters
    ----------
    path : Path
        `models/<id>/weights.npz`.

    Returns
    -------
    dict of str to ndarray
        float16.
    """
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


def load_network(name, path, length, unroll=False):
    """A network with its committed weights.

    Parameters
    ----------
    name : str
        "cnn" or "lstm".
    path : Path
        `models/<name>/weights.npz`.
    length : int
        Tokens of a text.
    unroll : bool
        As for `build_network`.

    Returns
    -------
    tf_keras.Model
        As from `build_network`.
    """
    weights = read_weights(path)
    network = build_network(name, len(weights["vectors/embeddings"]), length, unroll)
    network.set_weights([weights[variable_name(v)].astype("float32") for v in network.weights])
    return network


def variable_name(variable):
    """A variable's name in the weights file, e.g. "conv3/kernel".

    Parameters
    ----------
    variable : tf.Variable

    Returns
    -------
    str
    """
    return variable.name.removesuffix(":0")
