"""A network as one list of jobs: the same answers as TensorFlow.js's, or none."""

import numpy as np
import pytest

from tests.model.conftest import DIST
from tests.server import serve

PREPARE = """
const {use, wantThreads} = await import(new URL("model/backend.js", args.base));
const tf = await import(new URL("vendor/tfjs.js", args.base));
wantThreads(args.threads);
await use("wasm");
"""

RUN = """
const {downloadModel} = await import(new URL("model/files.js", args.base));
const {join} = await import(new URL("model/kernels/joined.js", args.base));
const {recordJobs} = await import(new URL("model/kernels/install.js", args.base));
const {artifacts, card} = await downloadModel(args.name);
const model = await tf.loadGraphModel({load: async () => join(tf, artifacts, "wasm")});
const shape = [1, card.size, card.size, 3];
const names = ["probabilities", "features"].map((key) => artifacts.signature.outputs[key].name);
const execute = (pixels) => model.execute({[model.inputs[0].name]: pixels}, names);
const picture = (seed) => Float32Array.from({length: card.size ** 2 * 3}, (_, i) => Math.sin(seed + i * i));
const values = (tensors) => tensors.map((tensor) => tensor.dataSync());
const expected = (pixels) => tf.tidy(() => values(execute(tf.tensor(pixels, shape))));
const recorded = recordJobs(tf, () => tf.tidy(() => execute(tf.tensor(picture(1), shape))));
const before = tf.memory().numTensors;
const program = await module.record(tf, shape, execute);
const found = [];
for (const seed of [1, 2, 3]) {
  const pixels = picture(seed);
  // In between, TensorFlow.js writes wherever it finds room.
  found.push({program: program.run(pixels), tf: expected(pixels)});
}
program.free();
return {found, jobs: recorded.recording.count, left: tf.memory().numTensors - before, shapes: program.shapes};
"""

REFUSED = """
const shape = [1, 8, 8, 4];
const before = tf.memory().numTensors;
const {engine} = tf;
const square = (x) => [engine().runKernel("Square", {x})];
const program = await module.record(tf, shape, square);
return {isRefused: program === undefined, left: tf.memory().numTensors - before};
"""

MEMORY = """
const {openNetwork} = await import(new URL("model/network.js", args.base));
const {downloadModel} = await import(new URL("model/files.js", args.base));
const {artifacts, card} = await downloadModel("squeezenet");
const sizes = [];
for (let i = 0; i < 5; i++) {
  const network = await openNetwork(artifacts, card.size, "wasm");
  await network.close();
  const {wasm} = tf.findBackend("wasm");
  sizes.push(wasm.HEAPU8.byteLength);
}
return sizes;
"""


@pytest.fixture
def run(run_module, page):
    stops = []

    def on_page(body, threads=1, **args):
        url, stop = serve(DIST, "/some/where/", isolated=threads > 1)
        stops.append(stop)
        page.goto(f"{url}blank.html")
        address = f"{url}model/kernels/program.js"
        return run_module(page, address, PREPARE + body, base=url, threads=threads, **args)

    yield on_page
    for stop in stops:
        stop()


@pytest.mark.parametrize("threads", [1, 2])
# SqueezeNet: 10 convolutions, 8 pairs of them, 3 pools. MobileNet: 14 convolutions, 13 depthwise ones, a
# dense layer. Both: a mean and a softmax, and pictures padded first.
@pytest.mark.parametrize(
    ("name", "jobs"), [("squeezenet", 10 + 8 + 3 + 2 + 8), ("mobilenet", 14 + 13 + 1 + 2 + 1)]
)
def test_a_program_answers_as_tensorflow_js(name, jobs, threads, run):
    answers = run(RUN, name=name, threads=threads)
    for each in answers["found"]:
        for ours, theirs in zip(each["program"], each["tf"], strict=True):
            np.testing.assert_array_equal(ours, theirs)
    assert answers["shapes"][0] == [1, 1000]
    assert answers["left"] == 0
    assert answers["jobs"] == jobs


def test_what_tensorflow_js_computes_itself_is_no_program(run):
    assert run(REFUSED) == {"isRefused": True, "left": 0}


def test_a_closed_network_gives_its_memory_back(run):
    sizes = run(MEMORY)
    assert sizes[-1] == sizes[1], sizes
