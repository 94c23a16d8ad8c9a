"""An LSTM in both directions, its steps written out for TensorFlow.js: no loop, each weight stored once."""

import tensorflow as tf
from tf_keras import layers


class Unrolled(layers.Bidirectional):
    """The weights and the answers of `Bidirectional`, where padding stands at the end."""

    def call(self, vectors, mask=None):
        """States of all steps.

        Parameters
        ----------
        vectors : tf.Tensor, [N, length, inputs]
        mask : tf.Tensor of bool, [N, length]
            False where a step is padding; its state is 0.

        Returns
        -------
        tf.Tensor, [N, length, 2 × cells]
            Forward cells, then backward ones.
        """
        there = tf.unstack(tf.cast(mask, vectors.dtype)[:, :, None], axis=1)
        forward = _states(self.forward_layer.cell, vectors, there, range(len(there)))
        backward = _states(self.backward_layer.cell, vectors, there, range(len(there) - 1, -1, -1))
        return tf.concat([forward, backward], axis=2)


def _states(cell, vectors, there, order):
    recurrent = tf.convert_to_tensor(cell.recurrent_kernel)  # read once: each reading becomes a copy
    inputs = tf.unstack(tf.tensordot(vectors, cell.kernel, 1) + cell.bias, axis=1)  # [N, 4 × cells] a step
    state = memory = tf.zeros_like(inputs[0][:, : cell.units])
    states = {}
    for t in order:
        i, f, c, o = tf.split(inputs[t] + tf.matmul(state, recurrent), 4, axis=1)
        memory = (tf.sigmoid(f) * memory + tf.sigmoid(i) * tf.tanh(c)) * there[t]
        state = tf.sigmoid(o) * tf.tanh(memory)  # 0 where the memory is
        states[t] = state
    return tf.stack([states[t] for t in range(len(there))], axis=1)
