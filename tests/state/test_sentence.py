"""Sentences: steps, words beside the original's, links; each against what can be said without them."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.reviews.tokenizer import Tokenizer

VOCABULARY = Path(__file__).parents[2] / "models/reviews/vocabulary.json"
TEXTS = st.lists(
    st.sampled_from(
        ["good", "bad", "isn't", "it's", "don't", "film", ",", ".", "…", "Amélie", "—", "👍", "a"]
    ),
    min_size=1,
    max_size=14,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words), "  ".join(words) + " ! "]))


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.read(VOCABULARY)


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(
        page, site_url + file, body, base=site_url, vocabulary=json.loads(VOCABULARY.read_text()), **args
    )


STORE = """
const {createStore} = await import(new URL("state/store.js", args.base));
const networks = [{id: "a", name: "A"}, {id: "b", name: "B"}];
const store = createStore(module.initialSentence(networks), module.sentenceReducers);
const tell = (type, facts) => store.dispatch({type, ...facts});
const now = () => module.present(store.get());
const answer = (network, key, p) => {
  const probabilities = new Float32Array([1 - p, p]);
  tell("answerArrived", {network, answer: {key, probabilities, milliseconds: 1}});
};
const show = ({a}) => [a.original, a.modified].map((each) => each && [each.key, each.probabilities[1]]);
"""

READ = """
const {createTokenizer} = await import(new URL("model/tokenizer.js", args.base));
const tokenizer = createTokenizer(args.vocabulary);
const read = module.createReader(tokenizer);
const of = (text) => ({text, words: read(text).words});
"""


def test_typing_without_a_pause_is_one_step_and_undo_takes_it_back(js):
    body = (
        STORE
        + """
    tell("sentenceChosen", {text: "good"});
    let at = 0;
    for (const text of ["good f", "good fi", "good fil", "good film"]) tell("typed", {text, at: at += 100});
    tell("typed", {text: "good films", at: at + 5000});
    const seen = [store.get().steps.length, now().original];
    for (let i = 0; i < 3; i++) { tell("undone"); seen.push(now().text); }
    for (let i = 0; i < 3; i++) { tell("redone"); seen.push(now().text); }
    return seen;"""
    )
    assert js("state/sentence.js", body) == [
        3, "good", "good film", "good", "good", "good film", "good films", "good films",
    ]  # fmt: skip


def test_a_new_edit_ends_what_could_be_redone(js):
    body = (
        STORE
        + """
    tell("sentenceChosen", {text: "a good film"});
    tell("wordStruck", {text: "a film", word: "good"});
    tell("undone");
    tell("wordStruck", {text: "good film", word: "a"});
    tell("redone");
    return store.get().steps.map(({text}) => text);"""
    )
    assert js("state/sentence.js", body) == ["a good film", "good film"]


def test_the_original_is_written_until_it_is_held(js):
    body = (
        STORE
        + """
    const seen = [];
    const note = () => seen.push([now().text, now().original]);
    for (const [i, text] of ["b", "bad", "bad film"].entries()) tell("typed", {text, at: 5000 * i});
    note();
    tell("originalHeld");
    tell("typed", {text: "good film", at: 99_000});
    note();
    tell("resetRequested");
    note();
    tell("undone");
    tell("originalHeld");
    note();
    return seen;"""
    )
    assert js("state/sentence.js", body) == [
        ["bad film", "bad film"],
        ["good film", "bad film"],
        ["bad film", "bad film"],
        ["good film", "good film"],
    ]


def test_an_answer_to_a_sentence_that_nobody_asks_about_any_more_is_dropped(js):
    body = (
        STORE
        + """
    tell("sentenceChosen", {text: "bad film"});
    answer("a", "bad film", 0.25);
    tell("typed", {text: "good film", at: 0});
    answer("a", "goo film", 0.5);
    const before = show(store.get().networks);
    answer("a", "good film", 0.75);
    return [before, show(store.get().networks)];"""
    )
    assert js("state/sentence.js", body) == [
        [["bad film", 0.25], ["bad film", 0.25]],
        [["bad film", 0.25], ["good film", 0.75]],
    ]


def test_what_was_answered_once_is_not_asked_again(js):
    body = (
        STORE
        + """
    tell("readerArrived", {read: (text) => ({words: [], total: text.length}), length: 48});
    tell("sentenceChosen", {text: "one"});
    for (const text of ["two", "three"]) tell("wordStruck", {text, word: "w"});
    const behind = [module.isBehind(store.get())];
    for (const network of ["a", "b"]) for (const key of ["three", "one"]) answer(network, key, 0.5);
    behind.push(module.isBehind(store.get()));
    tell("stepChosen", {index: 0});
    behind.push(module.isBehind(store.get()));
    tell("stepChosen", {index: 1});
    behind.push(module.isBehind(store.get()));
    return behind;"""
    )
    assert js("state/sentence.js", body) == [True, False, False, True]


def test_the_trace_begins_where_the_sentence_was_chosen(js):
    body = (
        STORE
        + """
    tell("sentenceChosen", {text: "one"});
    tell("wordStruck", {text: "", word: "one"});
    tell("sentenceChosen", {text: "two"});
    tell("typed", {text: "two three", at: 0});
    const trace = () => module.traceOf(store.get()).map(({text, index}) => [text, index]);
    const late = trace();
    tell("stepChosen", {index: 1});
    return [late, trace()];"""
    )
    assert js("state/sentence.js", body) == [[["two", 2], ["two three", 3]], [["one", 0], ["", 1]]]


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(TEXTS, min_size=8, max_size=12))
def test_a_word_struck_out_is_the_only_one_that_goes(js, tokenizer, texts):
    body = (
        READ
        + """
    const without = (text, {words}) => words.map((_, i) => module.struck(text, words, i));
    return args.texts.map((text) => without(text, read(text)));"""
    )
    for text, shorter in zip(texts, js("state/sentence-words.js", body, texts=texts), strict=True):
        tokens = list(tokenizer.tokens(text))
        expected = [tokens[:i] + tokens[i + 1 :] for i in range(len(tokens))]
        assert [list(tokenizer.tokens(each)) for each in shorter] == expected


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(TEXTS, min_size=8, max_size=12), seed=st.integers(0, 999))
def test_words_struck_out_and_brought_back_in_any_order_give_the_original(js, tokenizer, texts, seed):
    orders = []
    for text in texts:
        count = len(list(tokenizer.tokens(text)))
        order = list(range(count))
        random.Random(seed).shuffle(order)
        orders.append([order[: count // 2], [random.Random(seed + k).random() for k in range(count)]])
    body = (
        READ
        + """
    return args.texts.map((text, t) => {
      const [strikes, picks] = args.orders[t];
      const chips = (now) => module.chipsOf(of(text), of(now), 48);
      let now = text;
      const lengths = [];
      for (const from of strikes) {
        const kept = chips(now).filter(({kind}) => kind === "kept");
        now = module.struck(now, read(now).words, kept[from % kept.length].at);
        lengths.push(read(now).total);
      }
      for (const pick of picks) {
        const all = chips(now);
        const gone = all.filter(({kind}) => kind === "gone");
        if (!gone.length) break;
        now = module.restored(of(text), of(now), all, gone[Math.floor(pick * gone.length)]);
        lengths.push(read(now).total);
      }
      return [now, lengths];
    });"""
    )
    found = js("state/sentence-words.js", body, texts=texts, orders=orders)
    for text, (strikes, _), (now, lengths) in zip(texts, orders, found, strict=True):
        count = len(list(tokenizer.tokens(text)))
        down = list(range(count - 1, count - len(strikes) - 1, -1))
        assert lengths == down + [n + 1 for n in reversed(down)]
        assert now == text or not strikes


def common(a, b):
    """The length of the longest common subsequence, by its definition."""
    if not a or not b:
        return 0
    if a[0] == b[0]:
        return 1 + common(a[1:], b[1:])
    return max(common(a[1:], b), common(a, b[1:]))


def test_as_many_words_are_kept_as_two_sentences_share_in_order(js, tokenizer):
    pairs = [
        ("a good film , a bad end", "a bad film , a good end"),
        ("it is not good", "it is good good"),
        ("one two three", "four five"),
        ("", "one two"),
        ("one two", ""),
    ]
    body = READ + "return args.pairs.map(([a, b]) => module.chipsOf(of(a), of(b), 48));"
    for (a, b), chips in zip(pairs, js("state/sentence-words.js", body, pairs=pairs), strict=True):
        kinds = [chip["kind"] for chip in chips]
        assert kinds.count("kept") == common(a.split(), b.split())
        assert [chip["text"] for chip in chips if chip["kind"] != "gone"] == b.split()
        assert [chip["text"] for chip in chips if chip["kind"] != "added"] == a.split()


def test_only_the_words_that_are_read_have_chips(js):
    body = (
        READ
        + """
    const long = Array.from({length: 10_000}, (_, i) => "w" + "abcdefghij"[i % 10]).join(" ");
    const shorter = module.struck(long, read(long).words, 3);
    const kinds = (a, b) => module.chipsOf(of(a), of(b), 48).map(({kind}) => kind);
    return [kinds(long, long), kinds(long, shorter)];"""
    )
    same, struck = js("state/sentence-words.js", body)
    assert same == ["kept"] * 48
    assert sorted(struck) == ["gone"] + ["kept"] * 48


@pytest.mark.parametrize(
    ("text", "at", "by", "expected"),
    [
        ("a good film", 1, "bad", "a bad film"),
        ("a good film", 1, "  very bad ", "a very bad film"),
        ("a good film", 1, " ", "a film"),
        ("it isn't good", 2, "could", "it is could good"),
        ("good, bad", 0, "fine", "fine, bad"),
    ],
)
def test_a_word_is_replaced_in_its_place(js, text, at, by, expected):
    body = READ + "return module.replaced(args.text, read(args.text).words, args.at, args.by);"
    assert js("state/sentence-words.js", body, text=text, at=at, by=by) == expected


def test_a_link_brings_a_sentence_and_its_original_back(js):
    steps = [
        {"text": "a good film", "original": "a good film"},
        {"text": "naïve & 100 % #1 👍 + “so”", "original": "a?b=c&original=x"},
        {"text": "", "original": "it was"},
    ]
    body = """
    const links = args.steps.map((step) => module.writeSentence(step));
    return links.map((link) => [link, module.readSentence(link)]);"""
    for step, (link, read) in zip(steps, js("state/sentence-permalink.js", body, steps=steps), strict=True):
        assert link.isascii()
        assert read == step


def test_a_sentence_too_long_for_a_link_stays_out_of_it(js):
    body = "return module.writeSentence({text: 'word '.repeat(10_000), original: ''}).length;"
    assert js("state/sentence-permalink.js", body) < 100


@pytest.mark.parametrize(
    ("hash", "expected"),
    [
        ("", "photograph"),
        ("#probe", "photograph"),
        ("#probe?photo=airliner", "photograph"),
        ("#probe?sentence=", "sentence"),
        ("#probe?sentence=good&original=bad", "sentence"),
        ("#compare?bundle=reviews", None),
    ],
)
def test_an_address_says_what_is_probed(js, hash, expected):
    assert js("state/inputs.js", "return module.inputOf(args.hash);", hash=hash) == expected
