"""The split of the review sentences: sizes, proportions, nothing on two sides."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from converter.errors import ConverterError
from converter.folders import Folders
from converter.reviews.sentences import parse, read_sentences
from converter.reviews.split import split
from converter.reviews.tokenizer import Tokenizer, make_vocabulary

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def sentences():
    return read_sentences(Folders.default())


@pytest.fixture(scope="module")
def parts(sentences):
    return split(sentences, Tokenizer(make_vocabulary([], 48, 2)))


def test_the_sentences_are_those_of_the_published_set(sentences):
    assert len(sentences.texts) == 10_605
    assert sentences.classes.sum() == 5_242
    assert sentences.texts[2] == "Effective but too tepid biopic"
    assert sentences.ratings[2] == -0.6
    assert sentences.ids[-1] == "10605"


def test_every_sentence_is_in_one_part(sentences, parts):
    everything = np.concatenate(list(parts.values()))
    assert sorted(everything) == list(range(len(sentences.texts)))
    assert len(parts["test"]) >= 2_000
    assert len(parts["validation"]) >= 1_000


def test_each_part_has_the_classes_in_proportion(sentences, parts):
    share = sentences.classes.mean()
    assert [sentences.classes[at].mean() for at in parts.values()] == pytest.approx([share] * 3, abs=0.002)


def test_the_same_words_never_stand_on_two_sides(sentences, parts):
    def bare(text):
        return re.sub(r"\W+", " ", text.lower()).strip()

    seen = [{bare(sentences.texts[i]) for i in at} for at in parts.values()]
    assert not seen[0] & seen[1]
    assert not seen[0] & seen[2]
    assert not seen[1] & seen[2]


def test_the_committed_split_is_what_the_seed_gives(sentences, parts):
    committed = json.loads((ROOT / "models/reviews/split.json").read_text())
    assert committed == {part: [sentences.ids[i] for i in at] for part, at in parts.items()}


def test_the_committed_vocabulary_comes_from_training_sentences_alone(sentences, parts):
    committed = json.loads((ROOT / "models/reviews/vocabulary.json").read_text())
    made = make_vocabulary(sentences.take(parts["train"]).texts, committed["length"], 2)
    assert made == committed


def test_a_line_of_another_form_is_named():
    with pytest.raises(ConverterError, match="line 2 is not id, rating, text: '2 good film'"):
        parse("1\t2.5\tgood\r\n2 good film\r\n")
    with pytest.raises(ConverterError, match="line 1 is not"):
        parse("1\tmuch\tgood\n")
