"""Train both review classifiers from scratch: vocabulary, weights and cards under `models/`."""

import json
import time

import numpy as np

from converter.reviews import _fit
from converter.reviews.networks import build_network, load_network, variable_name
from converter.reviews.sentences import PACKAGE, read_sentences
from converter.reviews.split import SEED, SIMILAR, split
from converter.reviews.tokenizer import Tokenizer, make_vocabulary

LENGTH = 48  # 99 % of the sentences are no longer
MINIMUM = 2  # a word seen once teaches nothing that the unknown token could not
CARDS = {
    "cnn": {
        "name": "CNN",
        "architecture": "word vectors (64), convolutions over 3, 4 and 5 words (100 filters each), "
        "maximum over the text, hidden layer (64), two classes",
        "paper": {
            "title": "Convolutional neural networks for sentence classification",
            "authors": "Yoon Kim",
            "year": 2014,
            "id": "DOI 10.3115/v1/D14-1181",
        },
    },
    "lstm": {
        "name": "LSTM",
        "architecture": "word vectors (64), LSTM in both directions (64 cells each), maximum over the "
        "text, hidden layer (64), two classes",
        "paper": {
            "title": "Long short-term memory",
            "authors": "Sepp Hochreiter and Jürgen Schmidhuber",
            "year": 1997,
            "id": "DOI 10.1162/neco.1997.9.8.1735",
        },
    },
}


def train(folders, report):
    """Train both networks and write `models/{cnn,lstm}` and `models/reviews`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    _use_one_thread()
    sentences = read_sentences(folders)
    parts = split(sentences, Tokenizer(make_vocabulary([], LENGTH, MINIMUM)))
    vocabulary = make_vocabulary(sentences.take(parts["train"]).texts, LENGTH, MINIMUM)
    models = folders.root / "models"
    # Escaped, because a combining mark or an odd space cannot be read on its own.
    _write_json(models / "reviews/vocabulary.json", vocabulary, ensure_ascii=True)
    _write_json(models / "reviews/split.json", {part: _ids(sentences, at) for part, at in parts.items()})

    tokenizer = Tokenizer(vocabulary)
    for name in CARDS:
        start = time.perf_counter()
        network, history = train_network(name, tokenizer, sentences, parts, report)
        seconds = time.perf_counter() - start
        (models / name).mkdir(parents=True, exist_ok=True)
        path = models / name / "weights.npz"
        np.savez_compressed(path, **{variable_name(v): v.numpy().astype(np.float16) for v in network.weights})
        rounded = load_network(name, path, LENGTH)
        accuracies = {
            part: round(accuracy(rounded, encode(tokenizer, s.texts), s.classes), 4)
            for part, s in ((part, sentences.take(at)) for part, at in parts.items())
        }
        report(f"{name}: {seconds:.0f} s, accuracies {accuracies}")
        _write_json(models / name / "card.json", _card(name, network, parts, history, accuracies))


def _use_one_thread():
    """Sums in another order would train other weights."""
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)


def train_network(name, tokenizer, sentences, parts, report, steps=None):
    """One trained network.

    Parameters
    ----------
    name : str
        "cnn" or "lstm".
    tokenizer : Tokenizer
    sentences : Sentences
    parts : dict of str to ndarray of int
        As from `split`; `test` is not looked at.
    report : callable
    steps : int, optional
        Stop each epoch after so many batches.

    Returns
    -------
    (tf_keras.Model, list of float)
        The network and its validation accuracy after each epoch.
    """
    _fit.seed_everything(_fit.SETTINGS["seed"])
    network = build_network(name, len(tokenizer), tokenizer.length)
    training, validation = sentences.take(parts["train"]), sentences.take(parts["validation"])
    held = encode(tokenizer, validation.texts)
    history = _fit.fit(
        network,
        encode(tokenizer, training.texts),
        training.ratings,
        lambda: accuracy(network, held, validation.classes),
        report,
        steps,
    )
    return network, history


def encode(tokenizer, texts):
    """Token ids of several texts.

    Parameters
    ----------
    tokenizer : Tokenizer
    texts : list of str

    Returns
    -------
    ndarray of int32, [N, length]
    """
    return np.array([tokenizer.encode(text) for text in texts], np.int32)


def accuracy(network, ids, classes):
    """The share of texts whose more probable class is the true one.

    Parameters
    ----------
    network : tf_keras.Model
    ids : ndarray of int32, [N, length]
    classes : ndarray of int, [N]

    Returns
    -------
    float
    """
    output = network.predict(ids, batch_size=500, verbose=0)["output"]
    return float((output.argmax(1) == classes).mean())


def _card(name, network, parts, history, accuracies):
    return {
        "id": name,
        **CARDS[name],
        "task": "Is a sentence from a film review negative or positive?",
        "labels": ["negative", "positive"],
        "input": {"vocabulary": "../reviews/vocabulary.json", "length": LENGTH},
        "parameters": network.count_params(),
        "training": {
            **_fit.SETTINGS,
            "splitSeed": SEED,
            "nearDuplicates": f"kept on one side from a Jaccard index of word triples of {SIMILAR} on",
            "sentences": {part: len(at) for part, at in parts.items()},
            "validationAccuracyByEpoch": [round(value, 4) for value in history],
        },
        "accuracy": accuracies,
        "source": "trained by this project (python -m converter train-reviews), stored as float16",
        "data": f"movieReviewSnippets_GroundTruth.txt in {PACKAGE} 0.5 (Hutto and Gilbert 2014, "
        "DOI 10.1609/icwsm.v8i1.14550); a sentence is positive where its mean rating is above 0",
        "licence": "MIT",
    }


def _ids(sentences, indices):
    return [sentences.ids[i] for i in indices]


def _write_json(path, value, ensure_ascii=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=ensure_ascii) + "\n", "utf-8")
