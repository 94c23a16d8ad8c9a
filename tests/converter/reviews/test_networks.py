"""The committed networks: what they reach on sentences that they never saw, and how they are trained."""

import json
from pathlib import Path

import numpy as np
import pytest

from converter.folders import Folders
from converter.quiet import quiet
from converter.reviews import _fit, _train
from converter.reviews._build import read_test
from converter.reviews.networks import build_network, load_network, read_weights
from converter.reviews.sentences import read_sentences
from converter.reviews.split import split
from converter.reviews.tokenizer import Tokenizer, make_vocabulary

MODELS = Path(__file__).parents[3] / "models"
NAMES = ["cnn", "lstm"]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.read(MODELS / "reviews/vocabulary.json")


@pytest.fixture(scope="module")
def held_out():
    return read_test(Folders.default())


@pytest.fixture(scope="module")
def answers(tokenizer, held_out):
    """Each committed network's probabilities for the test sentences."""
    ids = _train.encode(tokenizer, held_out.texts)
    with quiet():
        return {
            name: load_network(name, MODELS / name / "weights.npz", tokenizer.length).predict(ids, verbose=0)
            for name in NAMES
        }


@pytest.fixture(scope="module")
def accuracies(answers, held_out):
    return {name: (answers[name]["output"].argmax(1) == held_out.classes).mean() for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_network_is_right_on_three_quarters_of_the_test_sentences(name, accuracies):
    assert accuracies[name] >= 0.765


def test_the_two_networks_are_within_two_points(accuracies):
    assert abs(accuracies["cnn"] - accuracies["lstm"]) <= 0.02


@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_what_the_weights_reach(name, accuracies):
    card = json.loads((MODELS / name / "card.json").read_text("utf-8"))
    assert card["accuracy"]["test"] == pytest.approx(accuracies[name], abs=0.001)
    assert card["parameters"] == sum(
        weight.size for weight in read_weights(MODELS / name / "weights.npz").values()
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_network_does_not_favour_a_class(name, answers, held_out):
    positive = answers[name]["output"].argmax(1).mean()
    assert abs(positive - held_out.classes.mean()) < 0.05
    assert answers[name]["output"].sum(1) == pytest.approx(np.ones(len(held_out.texts)), abs=1e-5)


def test_the_networks_err_on_different_sentences(answers, held_out):
    wrong = [answers[name]["output"].argmax(1) != held_out.classes for name in NAMES]
    assert (wrong[0] & ~wrong[1]).sum() > 50
    assert (wrong[1] & ~wrong[0]).sum() > 50


def test_the_committed_weights_are_small():
    paths = [MODELS / name / "weights.npz" for name in NAMES]
    assert sum(path.stat().st_size for path in paths) < 6_000_000
    assert {array.dtype for path in paths for array in read_weights(path).values()} == {np.dtype(np.float16)}


@pytest.mark.parametrize("name", NAMES)
def test_padding_changes_nothing(name, tokenizer):
    with quiet():
        path = MODELS / name / "weights.npz"
        text = np.array([tokenizer.encode("a gorgeous , witty , seductive movie")])
        longer = np.pad(text, [(0, 0), (0, 9)])
        found, padded = (
            {key: value.numpy() for key, value in load_network(name, path, ids.shape[1])(ids).items()}
            for ids in (text, longer)
        )
    assert found.keys() == padded.keys()
    for key in found:
        np.testing.assert_allclose(padded[key], found[key], atol=1e-5)


def test_an_lstm_with_its_steps_written_out_answers_the_same(tokenizer, held_out):
    path = MODELS / "lstm/weights.npz"
    ids = _train.encode(tokenizer, ["", *held_out.texts[:40]])
    with quiet():
        looped, unrolled = (
            load_network("lstm", path, tokenizer.length, unroll)(ids) for unroll in (False, True)
        )
    for key in looped:
        np.testing.assert_allclose(unrolled[key], looped[key], atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_training_twice_gives_the_same_weights(name, monkeypatch):
    monkeypatch.setitem(_fit.SETTINGS, "epochs", 2)
    sentences = read_sentences(Folders.default()).take(np.arange(0, 10_605, 50))
    tokenizer = Tokenizer(make_vocabulary(sentences.texts, 16, 2))
    parts = split(sentences, tokenizer)

    def weights():
        network, _ = _train.train_network(name, tokenizer, sentences, parts, lambda _: None, steps=2)
        return network.get_weights()

    with quiet():
        first, second = weights(), weights()
        fresh = build_network(name, len(tokenizer), tokenizer.length).get_weights()
    assert all((a == b).all() for a, b in zip(first, second, strict=True))
    assert not any((a == b).all() for a, b in zip(first, fresh, strict=True) if b.any())
