import math

import numpy as np
from diptych._stopwords import STOP_WORDS
from diptych._words import PRIOR, log_odds, top
from diptych._words_index import index_words, tokens
from hypothesis import given
from hypothesis import strategies as st


def monroe(word, here, there, background, prior):
    """The paper's z-score, word by word, straight from its equations."""
    n_i, n_j = sum(here.values()), sum(there.values())
    alpha = prior * background[word] / sum(background.values())
    y_i, y_j = here[word], there[word]
    delta = math.log((y_i + alpha) / (n_i + prior - y_i - alpha)) - math.log(
        (y_j + alpha) / (n_j + prior - y_j - alpha)
    )
    variance = 1 / (y_i + alpha) + 1 / (y_j + alpha)
    return delta / math.sqrt(variance)


def test_scores_are_those_of_the_papers_formula():
    here = {"funny": 40, "dull": 3, "the": 200, "zither": 1, "never": 0}
    there = {"funny": 22, "dull": 51, "the": 390, "zither": 0, "never": 2}
    every = {word: here[word] + there[word] for word in here}
    got = log_odds(*(np.array(list(counts.values())) for counts in (here, there, every)))
    expected = [monroe(word, here, there, every, PRIOR) for word in here]
    np.testing.assert_allclose(got, expected, rtol=1e-12)
    assert got[0] > 2 > -2 > got[1]


def test_swapping_the_groups_turns_every_score_round():
    rng = np.random.default_rng(0)
    here, there = rng.integers(0, 50, (2, 30)) + 1
    np.testing.assert_allclose(log_odds(here, there, here + there), -log_odds(there, here, here + there))


def test_a_vocabulary_of_one_word_has_no_odds():
    one = np.array([3])
    assert not np.isfinite(log_odds(one, one, 2 * one)).any()


def test_words_are_lower_case_and_keep_their_apostrophes():
    text = "It's “GOOD” — don’t ask; 'quoted' <b>bold</b> snake_case 3D naïve"
    assert tokens(text) == [
        "it's", "good", "don't", "ask", "quoted", "b", "bold", "b", "snake", "case", "3d", "naïve",
    ]  # fmt: skip


@given(st.lists(st.text("ab' ", max_size=12), max_size=12), st.data())
def test_the_index_finds_and_counts_what_reading_every_text_finds(texts, data):
    index = index_words(texts)
    words = [set(tokens(text)) for text in texts]
    assert set(index.vocabulary) == set().union(*words)
    assert len(set(index.vocabulary)) == len(index.vocabulary)
    masks = [np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), bool)]
    counts = index.counts(masks)
    for i, word in enumerate(index.vocabulary):
        holding = [at for at, own in enumerate(words) if word in own]
        assert index.holding(word).tolist() == holding
        assert counts[0, i] == masks[0][holding].sum()
    assert index.holding("nowhere").tolist() == []
    lengths = np.diff(index.starts)
    assert (lengths[:-1] >= lengths[1:]).all()


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 10))
def test_the_top_are_the_greatest_in_order(scores, count):
    scores = np.array(scores)
    shown = scores != 3
    expected = sorted(np.flatnonzero(shown), key=lambda i: (-scores[i], i))[:count]
    assert top(scores, shown, count).tolist() == expected


def test_stop_words_are_words_as_the_tokeniser_makes_them():
    assert all(tokens(word) == [word] for word in STOP_WORDS)
