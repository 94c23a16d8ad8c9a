"""The tokeniser, in Python and in the page: the same ids whatever the text."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.reviews.tokenizer import UNKNOWN, Tokenizer, make_vocabulary

ROOT = Path(__file__).parents[3]
VOCABULARY = ROOT / "models/reviews/vocabulary.json"
ENCODE = """
  const tokenizer = module.createTokenizer(args.vocabulary);
  const encoded = args.texts.map((units) => {
    let text = "";
    for (const unit of units) text += String.fromCharCode(unit);
    return [Array.from(tokenizer.encode(text)), tokenizer.tokens(text)];
  });
  return encoded;
"""
HARD_TEXTS = [
    "",
    " \t\n\r\x0b\x0c\x1c\x1f\x85\u00a0\u2003\u2028\u3000\ufeff ",
    "A gorgeous, witty, seductive movie.",
    "It isn't; don't! won't can't n't ain't couldn't've he'd've 'twas rock 'n' roll",
    "''Quoted'' 'single' \"double\" “curly” ‘curly’ … – — ‐",
    "Amélie AMÉLIE Ame\u0301lie naïve façade Straße ŁÓDŹ İstanbul ıI Σίσυφος ΣΑΣ ẞ ﬁne",
    "👍 👎🏽 👩‍👩‍👧‍👦 🇫🇷 ❤️ ❤ good👍bad 𝒢𝓇𝑒𝒶𝓉 ｗｉｄｅ",
    "好电影 とても良い фильм ХОРОШИЙ מצוין رائع",
    "\ud83d lone \udc4d halves",
    "constructor __proto__ toString hasOwnProperty valueOf",
    "1982 3.5/10 $12 #1 100% C++ a_b [x] {y} ^ ` ~ \\ | @ & * <b>bold</b>",
    "a" * 20_000,
    "n't" * 5_000,
    "word " * 10_000,
    "\x00\x01\x7f control",
]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.read(VOCABULARY)


@pytest.fixture
def in_page(page, site_url, run_module):
    page.goto(site_url + "blank.html")
    vocabulary = json.loads(VOCABULARY.read_text("utf-8"))

    def encode(texts):
        # As UTF-16 units, because half a surrogate pair would not survive the way to the browser.
        units = [np.frombuffer(t.encode("utf-16-le", "surrogatepass"), np.uint16).tolist() for t in texts]
        return run_module(page, site_url + "model/tokenizer.js", ENCODE, vocabulary=vocabulary, texts=units)

    return encode


def as_python(tokenizer, texts):
    return [[tokenizer.encode(text), list(tokenizer.tokens(text))] for text in texts]


def joined(text):
    """The text as JavaScript has it: two halves side by side are one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def test_hard_texts_have_the_same_ids_in_the_page(tokenizer, in_page):
    assert in_page(HARD_TEXTS) == as_python(tokenizer, HARD_TEXTS)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    texts=st.lists(
        st.one_of(
            st.text(st.characters(), max_size=60).map(joined),
            st.text("abctnsdvelr'ʼ’.!,- \u0301éİıß", max_size=40),
        ),
        min_size=20,
        max_size=40,
    )
)
def test_any_text_has_the_same_ids_in_the_page(tokenizer, in_page, texts):
    assert in_page(texts) == as_python(tokenizer, texts)


def test_every_character_of_the_basic_plane_has_the_same_tokens_in_the_page(tokenizer, in_page):
    units = [code for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    texts = [" ".join(f"a{chr(code)}b" for code in units[i : i + 512]) for i in range(0, len(units), 512)]
    assert in_page(texts) == as_python(tokenizer, texts)


def test_contractions_accents_and_quotes_are_cut_as_said(tokenizer):
    assert list(tokenizer.tokens("It isn't AMÉLIE’s ''best''… 10/10!")) == [
        "it", "is", "n't", "amelie", "'s", "''", "best", "''", "...", "10", "/", "10", "!",
    ]  # fmt: skip


def test_a_text_is_cut_or_padded_to_the_length(tokenizer):
    assert tokenizer.encode("") == [0] * tokenizer.length
    ids = tokenizer.encode("the " * 10_000)
    assert len(ids) == tokenizer.length
    assert len(set(ids)) == 1
    assert tokenizer.encode("good film")[2:] == [0] * (tokenizer.length - 2)


def test_words_never_seen_are_the_unknown_token(tokenizer):
    assert tokenizer.encode("qwxzyvk 👍")[:3] == [UNKNOWN, UNKNOWN, 0]


def test_a_vocabulary_keeps_frequent_words_in_a_fixed_order():
    texts = ["b a b", "a c c", "b d"]
    assert make_vocabulary(texts, 8, 2)["words"] == ["b", "a", "c"]
    assert make_vocabulary(reversed(texts), 8, 2)["words"] == ["b", "a", "c"]
