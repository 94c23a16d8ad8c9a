"""A classifier beside its numbers: no leaks, no second inference, clear refusals, life after loss."""

import numpy as np
import pytest

# Says what an attempt gave, or how it failed.
ATTEMPT = """
const attempt = async (work) => {
  try { return await work(); } catch (error) { return `${error.name}: ${error.message}`; }
};
"""

LOSE_WEBGL = """
const tf = await import(new URL("../vendor/tfjs.js", args.base + "model/"));
const loseWebGL = () => tf.findBackend("webgl").gpgpu.gl.getExtension("WEBGL_lose_context").loseContext();
"""


@pytest.fixture
def run(js, photographs, dist_url):
    def run(body, **args):
        return js("model/classifier.js", ATTEMPT + LOSE_WEBGL + photographs + body, base=dist_url, **args)

    return run


def test_twenty_classifications_keep_no_tensor(run):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const counts = [];
    for (let i = 0; i < 20; i++) {
      await classifier.classify(await get(i));
      counts.push(tf.memory().numTensors);
    }
    classifier.dispose();
    await classifier.dispose();
    return {counts, left: tf.memory().numTensors};
    """
    found = run(body)
    assert len(set(found["counts"])) == 1
    assert found["counts"][0] > 0
    assert found["left"] == 0


def test_two_networks_on_two_backends_answer_side_by_side(run, reference):
    body = """
    const [a, b] = await Promise.all([
      module.loadClassifier("squeezenet", {backend: "wasm"}),
      module.loadClassifier("mobilenet", {backend: "cpu"}),
    ]);
    const images = await Promise.all([0, 1].map(get));
    const answers = await Promise.all(images.flatMap((image) => [a.classify(image), b.classify(image)]));
    return {backends: [a.backend, b.backend], answers: answers.map(({probabilities}) => probabilities)};
    """
    found = run(body)
    assert found["backends"] == ["wasm", "cpu"]
    for i, answer in enumerate(found["answers"]):
        expected = reference(["squeezenet", "mobilenet"][i % 2])["probabilities"][i // 2]
        np.testing.assert_allclose(answer, expected, atol=1e-4)


def test_an_answer_carries_features_and_time_beside_the_probabilities(run, card, reference):
    body = """
    const {id, size, preprocessing, labels, ...rest} = await module.loadClassifier("squeezenet");
    const {probabilities, ...answer} = await rest.classify(await get(3));
    return {id, size, preprocessing, labels: labels.length, title: labels[574], answer};
    """
    found = run(body)
    assert (found["id"], found["size"], found["preprocessing"]) == ("squeezenet", 227, "caffe")
    assert (found["labels"], found["title"]) == (1000, "golf ball")
    assert found["answer"]["featureShape"] == card("squeezenet")["outputs"]["features"]
    features = reference("squeezenet")["features"][3]
    np.testing.assert_allclose(found["answer"]["features"], features.ravel(), rtol=1e-3, atol=1e-2)
    assert found["answer"]["milliseconds"] > 0


def test_the_map_of_the_last_picture_needs_no_second_inference(run):
    # Without its backend a classifier can still explain the picture that it saw last, but no other.
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "webgl"});
    const [first, second] = await Promise.all([0, 1].map(get));
    await classifier.classify(first);
    loseWebGL();
    const again = new ImageData(first.data.slice(), first.width, first.height);
    const known = await attempt(() => classifier.cam(again, 574));
    first.data.fill(0);
    return {known, painted: await attempt(() => classifier.cam(first, 574)),
      other: await attempt(() => classifier.cam(second, 574))};
    """
    found = run(body)
    assert found["known"]["width"] == 13
    assert found["other"].startswith("BackendLost: ")
    assert found["painted"].startswith("BackendLost: ")


def test_a_lost_webgl_context_is_named_and_the_classifier_goes_on_elsewhere(run, reference):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "webgl"});
    const image = await get(0);
    loseWebGL();
    const lost = await attempt(() => classifier.classify(image));
    const still = await attempt(() => classifier.classify(image));
    await classifier.use("wasm");
    const wasm = await classifier.classify(image);
    await classifier.use("webgl");
    const webgl = await classifier.classify(image);
    const backend = classifier.backend;
    await classifier.dispose();
    return {lost, still, wasm: wasm.probabilities, webgl: webgl.probabilities, backend,
      left: tf.memory().numTensors};
    """
    found = run(body)
    assert found["lost"].startswith("BackendLost: The webgl backend was lost")
    assert found["still"] == found["lost"]
    expected = reference("squeezenet")["probabilities"][0]
    np.testing.assert_allclose(found["wasm"], expected, atol=1e-4)
    np.testing.assert_allclose(found["webgl"], expected, atol=1e-4)
    assert found["backend"] == "webgl"
    assert found["left"] == 0


def test_a_context_lost_amid_an_inference_ends_it_with_an_error(run):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "webgl"});
    const image = await get(0);
    await classifier.classify(image);
    const answer = attempt(() => classifier.classify(image));
    const {gl} = tf.findBackend("webgl").gpgpu;
    // The queue is empty: after one turn of the event loop the inference has begun.
    await new Promise((resolve) => setTimeout(resolve));
    gl.getExtension("WEBGL_lose_context").loseContext();
    return answer;
    """
    assert run(body).startswith("BackendLost: ")


def test_an_aborted_question_is_not_answered_and_the_next_one_is(run):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const image = await get(0);
    const controller = new AbortController();
    const dropped = attempt(() => classifier.classify(image, {signal: controller.signal}));
    controller.abort();
    return {dropped: await dropped, next: (await classifier.classify(image)).probabilities.length};
    """
    found = run(body)
    assert found["dropped"].startswith("AbortError: ")
    assert found["next"] == 1000


def test_questions_asked_while_the_backend_changes_are_all_answered(run, reference):
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const image = await get(0);
    const ask = () => attempt(() => classifier.classify(image));
    const answers = [ask(), ask()];
    const moving = classifier.use("cpu").then(() => classifier.use("wasm"));
    let done = false;
    moving.then(() => (done = true));
    while (!done) {
      answers.push(ask());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    answers.push(ask());
    const found = await Promise.all(answers);
    await classifier.dispose();
    return {found: found.map((answer) => answer.probabilities ?? answer), left: tf.memory().numTensors};
    """
    found = run(body)
    expected = reference("squeezenet")["probabilities"][0]
    assert len(found["found"]) > 3
    for probabilities in found["found"]:
        np.testing.assert_allclose(probabilities, expected, atol=1e-4)
    assert found["left"] == 0


def test_what_is_unknown_or_out_of_range_is_refused_by_name(run):
    body = """
    const load = (...given) => attempt(() => module.loadClassifier(...given));
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const image = await get(0);
    const found = {
      model: await load("foo"),
      backend: await load("squeezenet", {backend: "foo"}),
      preprocessing: await load("squeezenet", {backend: "wasm", preprocessing: "foo"}),
      above: await attempt(() => classifier.cam(image, 1000)),
      below: await attempt(() => classifier.cam(image, -1)),
      between: await attempt(() => classifier.cam(image, 1.5)),
      empty: await attempt(() => classifier.classify({width: 0, height: 0, data: new Uint8Array(0)})),
    };
    await classifier.dispose();
    return {...found, disposed: await attempt(() => classifier.classify(image)),
      left: tf.memory().numTensors};
    """
    assert run(body) == {
        "model": "RangeError: unknown model: foo (one of mobilenet, squeezenet)",
        "backend": "RangeError: unknown backend: foo (one of auto, wasm, webgl, webgpu, cpu)",
        "preprocessing": "RangeError: unknown preprocessing: foo (one of caffe, cabrera-2018)",
        "above": "RangeError: class index 1000 is out of range (0 to 999)",
        "below": "RangeError: class index -1 is out of range (0 to 999)",
        "between": "RangeError: class index 1.5 is out of range (0 to 999)",
        "empty": "RangeError: a picture of 0×0 pixels has nothing to classify",
        "disposed": "Error: this classifier was disposed of: load it again.",
        "left": 0,
    }


LOAD = """
const seen = [];
const loaded = await attempt(async () => {
  const classifier = await module.loadClassifier(args.name, {
    backend: args.backend,
    onProgress: (progress) => seen.push(progress),
  });
  return {backend: classifier.backend};
});
return {loaded, seen};
"""


def test_progress_ends_at_the_size_that_the_card_states(run, card):
    found = run(LOAD, name="mobilenet", backend="wasm")
    size = card("mobilenet")["downloadBytes"]
    assert found["seen"][-1] == {"loaded": size, "total": size}


def test_a_shard_that_is_cut_short_is_named_with_its_bytes(run, page, card):
    shard = next(f for f in card("squeezenet")["files"] if f["name"].startswith("group1"))
    page.route(f"**/squeezenet/{shard['name']}", lambda route: route.fulfill(body=b"x" * 1000))
    found = run(LOAD, name="squeezenet", backend="wasm")
    expected = f"squeezenet/{shard['name']} was cut short: 1000 of {shard['bytes']} bytes arrived."
    assert found["loaded"].startswith(f"DownloadError: {expected}")


@pytest.mark.parametrize("file", ["squeezenet/card.json", "squeezenet/model.json", "models/labels.json"])
def test_a_missing_file_is_named(file, run, page):
    page.expected_errors.append("404")
    page.route(f"**/{file}", lambda route: route.fulfill(status=404, body=""))
    found = run(LOAD, name="squeezenet", backend="wasm")
    assert found["loaded"] == f"DownloadError: {file} is missing on the server (HTTP 404)."


def test_class_weights_that_fail_once_are_asked_for_again(run, page):
    page.expected_errors.append("404")
    page.route("**/class-weights.bin", lambda route: route.fulfill(status=404, body=""), times=1)
    body = """
    const classifier = await module.loadClassifier("squeezenet", {backend: "wasm"});
    const image = await get(0);
    return [await attempt(() => classifier.cam(image, 1)), await attempt(() => classifier.cam(image, 1))];
    """
    first, second = run(body)
    assert first == "DownloadError: squeezenet/class-weights.bin is missing on the server (HTTP 404)."
    assert second["width"] == 13
