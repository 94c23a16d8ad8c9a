"""Train one network on graded sentences and keep the moving average of its weights."""

import numpy as np

from converter.reviews.tokenizer import UNKNOWN

SETTINGS = {
    "seed": 1,
    "epochs": 8,
    "batch": 50,
    "optimizer": "Adam, learning rate 0.001, cosine decay to a twentieth over all epochs",
    "wordDropout": 0.1,  # share of the words that become the unknown token while training
    "adversarial": 0.05,  # push against the word vectors, relative to the sentence's; half of the loss
    "averaging": 0.99,  # decay of the moving average of the weights, a step
    "target": "probability of positive = 1 / (1 + exp(-mean rating))",
}
RATE, LEAST_RATE = 0.001, 0.05


def seed_everything(seed):
    """Make what follows the same on every run on this machine.

    Parameters
    ----------
    seed : int
    """
    import tensorflow as tf
    import tf_keras

    tf.config.experimental.enable_op_determinism()
    tf_keras.backend.clear_session()
    tf_keras.utils.set_random_seed(seed)


def soft_targets(ratings):
    """How likely each class is, from the mean of about 20 people's ratings: near zero they disagreed.

    Parameters
    ----------
    ratings : ndarray, [N]
        −4 to 4.

    Returns
    -------
    ndarray, [N, 2]
        float32, negative and positive.
    """
    positive = 1 / (1 + np.exp(-ratings))
    return np.stack([1 - positive, positive], 1).astype(np.float32)


def fit(network, ids, ratings, assess, report, steps=None):
    """Train in place; the network ends with its averaged weights.

    Parameters
    ----------
    network : tf_keras.Model
        As from `build_network`; `seed_everything` came before it.
    ids : ndarray of int32, [N, length]
    ratings : ndarray, [N]
    assess : callable
        Takes no argument and returns the network's validation accuracy with its present weights.
    report : callable
        Takes one line of progress.
    steps : int, optional
        Stop each epoch after so many batches.

    Returns
    -------
    list of float
        Validation accuracy after each epoch.
    """
    targets, batch, epochs = soft_targets(ratings), SETTINGS["batch"], SETTINGS["epochs"]
    rng = np.random.default_rng(SETTINGS["seed"])
    step, averages = _make_step(network, epochs * -(-len(ids) // batch))
    history = []
    for epoch in range(1, epochs + 1):
        order = rng.permutation(len(ids))
        starts = range(0, len(ids), batch)[:steps]
        losses = [float(step(ids[order[i : i + batch]], targets[order[i : i + batch]])) for i in starts]
        present = network.get_weights()
        network.set_weights([average.numpy() for average in averages])
        history.append(assess())
        report(
            f"{network.name}: epoch {epoch} of {epochs}, loss {np.mean(losses):.4f}, "
            f"validation accuracy {history[-1]:.4f}"
        )
        if epoch < epochs:
            network.set_weights(present)
    return history


def _make_step(network, total):
    """The function that trains on one batch, and the moving averages that it updates."""
    import tensorflow as tf
    from tf_keras import optimizers

    rate = optimizers.schedules.CosineDecay(RATE, total, alpha=LEAST_RATE)
    optimizer = optimizers.Adam(rate)
    averages = [tf.Variable(weight, trainable=False) for weight in network.trainable_variables]
    losses_of = _make_losses(network)

    @tf.function(reduce_retracing=True)
    def step(ids, targets):
        lost = (tf.random.uniform(tf.shape(ids)) < SETTINGS["wordDropout"]) & (ids > 0)
        with tf.GradientTape() as tape:
            plain, pushed = losses_of(tf.where(lost, UNKNOWN, ids), targets)
            loss = (plain + pushed) / 2
        variables = network.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        keep = SETTINGS["averaging"]
        for average, variable in zip(averages, variables, strict=True):
            average.assign(keep * average + (1 - keep) * variable)
        return plain

    return step, averages


def _make_losses(network):
    """The function that gives a batch's loss, and its loss with the word vectors pushed where it hurts most.

    References
    ----------
    Miyato, Dai and Goodfellow 2017, "Adversarial training methods for semi-supervised text
    classification", arXiv:1605.07725.
    """
    import tensorflow as tf
    from tf_keras import Model, losses

    lookup = network.get_layer("vectors")
    rest = Model([network.input, lookup.output], network.output["output"])
    loss_of = losses.CategoricalCrossentropy()

    def losses_of(ids, targets):
        vectors = lookup(ids)  # [N, length, dimension]
        with tf.GradientTape() as tape:
            tape.watch(vectors)
            plain = loss_of(targets, rest([ids, vectors], training=True))
        gradient = tape.gradient(plain, vectors)  # 0 at padding
        size = _norm(vectors * tf.cast(ids > 0, tf.float32)[:, :, None])
        push = SETTINGS["adversarial"] * size * gradient / (_norm(gradient) + 1e-12)
        return plain, loss_of(targets, rest([ids, vectors + tf.stop_gradient(push)], training=True))

    return losses_of


def _norm(values):
    """The Euclidean norm of each sentence: [N, 1, 1]."""
    import tensorflow as tf

    return tf.sqrt(tf.reduce_sum(values * values, [1, 2], keepdims=True))
