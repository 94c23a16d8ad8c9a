"""Words struck out of many sentences: what is left of each, and which sentences have them."""

import json

import pytest

from converter.reviews.tokenizer import Tokenizer
from tests.conftest import ROOT

VOCABULARY = ROOT / "models/reviews/vocabulary.json"
TEXTS = [
    "Not bad, not good: just not.",
    "It isn't not-so-bad; NOT at all!",
    "not",
    "nothing to see, knot even this",
    "“Not” — très NOT… 👍🏽not",
]

READER = """
const {createTokenizer} = await import(new URL("../model/tokenizer.js", args.base));
const tokenizer = createTokenizer(args.vocabulary);
const read = (text) => tokenizer.read(text, 500);
"""


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    base = site_url + "state/"
    vocabulary = json.loads(VOCABULARY.read_text())

    def run(body, **args):
        url = base + "many-sentences-recipe.js"
        return run_module(page, url, READER + body, base=base, vocabulary=vocabulary, **args)

    return run


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.read(VOCABULARY)


def test_every_such_word_goes_and_the_others_stay(js, tokenizer):
    body = "return args.texts.map((text) => module.without(text, read, new Set(['not', 'bad']), ''));"
    for text, left in zip(TEXTS, js(body, texts=TEXTS), strict=True):
        kept = [token for token in tokenizer.tokens(text) if token not in {"not", "bad"}]
        assert list(tokenizer.tokens(left)) == kept


def test_something_else_stands_in_the_place_of_each_even_where_it_holds_the_word_itself(js, tokenizer):
    body = "return args.texts.map((text) => module.without(text, read, new Set(['not']), 'not ever'));"
    for text, left in zip(TEXTS, js(body, texts=TEXTS), strict=True):
        expected = []
        for token in tokenizer.tokens(text):
            expected += ["not", "ever"] if token == "not" else [token]
        assert list(tokenizer.tokens(left)) == expected


def test_the_set_is_the_sentences_that_have_one_of_the_words(js, tokenizer):
    body = """
    const {initialMany} = await import(new URL("many.js", args.base));
    const {initialSentence} = await import(new URL("sentence.js", args.base));
    const all = args.texts.map((title, i) => ({id: String(i), title, truth: 0}));
    const sentence = {...initialSentence([{id: "cnn", name: "CNN"}]), read};
    return args.words.map((words) => {
      const {items, problem} = module.wantedWords({...initialMany(), all, words, by: ""}, sentence);
      return [items.map(({id}) => Number(id)), problem];
    });"""
    asked = ["NOT", "knot see", "xylophone", " "]
    found = js(body, texts=TEXTS, words=asked)
    for words, (ids, problem) in zip(asked, found, strict=True):
        wanted = set(tokenizer.tokens(words))
        assert ids == [i for i, text in enumerate(TEXTS) if wanted & set(tokenizer.tokens(text))]
        assert bool(problem) == (not ids)
