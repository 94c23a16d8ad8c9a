"""The text classifiers in the page against Keras in Python: tokens, answers, left-out words, filters."""

import numpy as np
import pytest

from converter.folders import Folders
from converter.quiet import quiet
from converter.reviews._build import read_test
from converter.reviews._train import encode
from converter.reviews.networks import load_network, read_weights
from converter.reviews.tokenizer import Tokenizer
from tests.converter.reviews.test_tokenizer import HARD_TEXTS

FOLDERS = Folders.default()
MODELS = FOLDERS.root / "models"
NAMES = ["cnn", "lstm"]
TOLERANCE = 0.005

ODD_TEXTS = [
    *HARD_TEXTS,
    "Unforgettable 👍🏽 — très émouvant… ★★★★☆",
    "It isn't bad; it's dull, isn't it?",
    "word " * 60 + "wonderful",
    "\n".join(["a gorgeous, witty, seductive movie"] * 2_000),
]

# Units, because half a surrogate pair would not survive the way to the browser.
TEXTS = """
const texts = args.texts.map((units) => {
  let text = "";
  for (const unit of units) text += String.fromCharCode(unit);
  return text;
});
const {createTokenizer} = await import(new URL("tokenizer.js", args.base));
const tokenizer = createTokenizer(await (await fetch("models/reviews/vocabulary.json")).json());
"""
ANSWER = (
    TEXTS
    + """
const classifier = await module.loadTextClassifier(args.name);
const rows = new Int32Array(texts.length * classifier.length);
for (const [i, text] of texts.entries()) rows.set(tokenizer.encode(text), i * classifier.length);
const probabilities = new Float32Array(texts.length * 2);
for (let at = 0; at < texts.length; at += 64) {
  const chunk = rows.subarray(at * classifier.length, (at + 64) * classifier.length);
  probabilities.set(await classifier.classifyAll(chunk), at * 2);
}
return {rows, probabilities, backend: classifier.backend};
"""
)
EXPLAIN = (
    TEXTS
    + """
const classifier = await module.loadTextClassifier(args.name);
const found = [];
for (const text of texts) {
  const ids = tokenizer.read(text, classifier.length + 1).words.map((word) => word.id);
  const {probabilities} = await classifier.classify(ids);
  const without = await classifier.without(ids);
  found.push({ids, probabilities, without, filters: await classifier.filters(ids, args.classIndex)});
}
return found;
"""
)


def units(text):
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16).tolist()


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.read(MODELS / "reviews/vocabulary.json")


@pytest.fixture(scope="module")
def networks(tokenizer):
    with quiet():
        return {name: load_network(name, MODELS / name / "weights.npz", tokenizer.length) for name in NAMES}


@pytest.fixture
def in_page(js, dist_url):
    def run(body, texts, **args):
        texts = [units(text) for text in texts]
        return js("model/text-classifier.js", body, texts=texts, base=dist_url + "model/", **args)

    return run


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_test_set_has_the_answers_of_keras(name, in_page, networks, tokenizer):
    texts = read_test(FOLDERS).texts
    assert len(texts) == 2_121
    ids = encode(tokenizer, texts)
    expected = networks[name].predict(ids, batch_size=500, verbose=0)["output"]
    found = in_page(ANSWER, texts, name=name)
    assert found["backend"] == "wasm"
    np.testing.assert_array_equal(found["rows"].reshape(ids.shape), ids)
    np.testing.assert_allclose(found["probabilities"].reshape(-1, 2), expected, atol=TOLERANCE)


@pytest.mark.parametrize("name", NAMES)
def test_odd_texts_have_the_answers_of_keras(name, in_page, networks, tokenizer):
    ids = encode(tokenizer, ODD_TEXTS)
    expected = networks[name].predict(ids, verbose=0)["output"]
    found = in_page(ANSWER, ODD_TEXTS, name=name)
    np.testing.assert_array_equal(found["rows"].reshape(ids.shape), ids)
    np.testing.assert_allclose(found["probabilities"].reshape(-1, 2), expected, atol=TOLERANCE)


def test_words_are_read_where_they_stand_in_the_text(in_page, tokenizer):
    body = TEXTS + "return texts.map((text) => tokenizer.read(text, 100));"
    for text, found in zip(ODD_TEXTS, in_page(body, ODD_TEXTS), strict=True):
        tokens = list(tokenizer.tokens(text))
        assert found["total"] == len(tokens)
        assert [word["token"] for word in found["words"]] == tokens[:100]
        raw = text.encode("utf-16-le", "surrogatepass")
        end = 0
        for word in found["words"]:
            assert end <= word["start"] < word["end"]
            end = word["end"]
            piece = raw[2 * word["start"] : 2 * end].decode("utf-16-le", "surrogatepass")
            assert list(tokenizer.tokens(piece)) == [word["token"]]
            assert tokenizer.encode(piece)[0] == word["id"]


@pytest.mark.parametrize("name", NAMES)
def test_each_word_is_left_out_as_if_it_had_not_been_written(name, in_page, networks, tokenizer):
    texts = [
        "Even Murphy's expert comic timing can't rescue this effort.",
        "dull " + "fine film , " * 16 + "bad",
    ]
    for found, text in zip(in_page(EXPLAIN, texts, name=name, classIndex=0), texts, strict=True):
        tokens = list(tokenizer.tokens(text))
        kept = [" ".join(tokens[:i] + tokens[i + 1 :]) for i in range(min(len(tokens), tokenizer.length))]
        ids = encode(tokenizer, [" ".join(tokens), *kept])
        expected = networks[name].predict(ids, verbose=0)["output"]
        np.testing.assert_allclose(found["probabilities"], expected[0], atol=TOLERANCE)
        np.testing.assert_allclose(found["without"].reshape(-1, 2), expected[1:], atol=TOLERANCE)


def activations(weights, ids, words):
    """Each convolution over a sentence after relu, by its definition: {width: [words, filters]}."""
    vectors = weights["vectors/embeddings"].astype(np.float64)[ids] * (np.asarray(ids) > 0)[:, None]
    answers = {}
    for width in (3, 4, 5):
        kernel = weights[f"conv{width}/kernel"].astype(np.float64)
        before = (width - 1) // 2
        sides = np.pad(vectors, [(before, width - 1 - before), (0, 0)])
        windows = np.stack([sides[t : t + width] for t in range(words)])
        sums = np.einsum("twd,wdf->tf", windows, kernel) + weights[f"conv{width}/bias"]
        answers[width] = np.maximum(sums, 0)
    return answers


def test_the_filters_won_by_the_words_that_answer_most(in_page, tokenizer):
    import tensorflow as tf

    weights = read_weights(MODELS / "cnn/weights.npz")
    text = "a waste of a good cast , but never boring ."
    words = len(list(tokenizer.tokens(text)))
    [found] = in_page(EXPLAIN, [text], name="cnn", classIndex=1)
    by_width = activations(weights, tokenizer.encode(text), words)
    features = np.concatenate([by_width[width].max(0) for width in (3, 4, 5)]).astype(np.float32)
    with tf.GradientTape() as tape:
        inputs = tf.constant(features[None])
        tape.watch(inputs)
        hidden = tf.nn.relu(
            inputs @ weights["hidden/kernel"].astype("f4") + weights["hidden/bias"].astype("f4")
        )
        logits = hidden @ weights["output/kernel"].astype("f4") + weights["output/bias"].astype("f4")
        margin = logits[0, 1] - logits[0, 0]
    slopes = tape.gradient(margin, inputs).numpy()[0]
    contributions = (slopes * features).reshape(3, 100)
    winners = found["filters"]
    assert len(winners) == (features > 0).sum()
    sizes = [abs(winner["contribution"]) for winner in winners]
    assert sizes == sorted(sizes, reverse=True)
    for winner in winners:
        width, index = winner["width"], winner["index"]
        answers = by_width[width][:, index]
        assert winner["activation"] == pytest.approx(answers.max(), abs=1e-3)
        assert winner["contribution"] == pytest.approx(contributions[width - 3, index], abs=1e-3)
        first = int(answers.argmax()) - (width - 1) // 2
        assert (winner["start"], winner["stop"]) == (max(0, first), min(words, first + width))


def test_a_network_without_convolutions_has_no_filters(in_page):
    [found] = in_page(EXPLAIN, ["a good cast"], name="lstm", classIndex=1)
    assert found["filters"] == []


def test_an_unknown_network_is_named(js):
    body = "return module.loadTextClassifier('gru').catch((error) => error.message);"
    assert js("model/text-classifier.js", body) == "unknown model: gru (one of cnn, lstm)"
