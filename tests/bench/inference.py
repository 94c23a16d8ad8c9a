"""One answer of each network against ONNX Runtime Web, as many threads for both, in one browser, in turns."""

import contextlib
import os
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime

from tests.bench import onnx_models
from tests.bench.browser import chromium
from tests.bench.table import ROOT, row
from tests.server import serve

ROUNDS = 40

# Milliseconds before each answer. ONNX Runtime's threads go on spinning for over 15 ms after an answer and
# would take a core from whoever comes next; rested or not, its own answers take as long.
REST = 200
TARGET = 0.75
PEER = "ONNX Runtime Web"

# Each runs in a worker of its own: the page asks them in turns, so that noise hits both alike.
_OURS = """
const {openNetwork} = await import(base + "site/model/network.js");
const {downloadModel} = await import(base + "site/model/files.js");
const {wantThreads} = await import(base + "site/model/backend.js");
wantThreads(threads);
const {artifacts, card} = await downloadModel(name);
const network = await openNetwork(artifacts, card.size, "wasm");
const run = async () => (await network.run(image)).probabilities;
"""

_PEER = """
const ort = await import(base + "peer/ort.wasm.min.mjs");
Object.assign(ort.env.wasm, {numThreads: threads, wasmPaths: base + "peer/"});
const session = await ort.InferenceSession.create(base + name + ".onnx", {
  executionProviders: ["wasm"],
  graphOptimizationLevel: "all",
  executionMode: "sequential",
});
const run = async () => {
  const answers = await session.run({image: new ort.Tensor("float32", image, [1, 3, size, size])});
  return answers.probabilities.data;
};
"""

_WORKER = """
const run = await new Promise((resolve) => {
  onmessage = async ({data}) => {
    onmessage = null;
    const {base, name, threads, size, image} = data;
    %s
    resolve(run);
  };
});
onmessage = async () => {
  const start = performance.now();
  const probabilities = await run();
  postMessage({milliseconds: performance.now() - start, probabilities});
};
postMessage({});
"""

_MEASURE = """async ([base, sides, groups, rounds, rest]) => {
  const next = (worker) => new Promise((resolve, reject) => {
    worker.onmessage = ({data}) => resolve(data);
    worker.onerror = ({message}) => reject(new Error(message));
  });
  const workers = await Promise.all(sides.map(async ({source, image, ...rest}) => {
    const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    const worker = new Worker(address, {type: "module"});
    const ready = next(worker);
    // Before its modules are there, a worker keeps the message.
    worker.postMessage({base, image: new Float32Array(image), ...rest});
    await ready;
    return worker;
  }));
  const ask = (i) => {
    const answer = next(workers[i]);
    workers[i].postMessage(0);
    return answer;
  };
  const times = groups.map(() => []);
  let answers;
  for (let round = -2; round < rounds; round++) {
    answers = [];
    for (const [g, steps] of groups.entries()) {
      await new Promise((resolve) => setTimeout(resolve, rest));
      const start = performance.now();
      for (const together of steps) answers.push(...await Promise.all(together.map(ask)));
      if (round >= 0) times[g].push(performance.now() - start);
    }
  }
  workers.forEach((worker) => worker.terminate());
  const probabilities = answers.map((answer) => [...answer.probabilities]);
  return {times, probabilities, isolated: crossOriginIsolated};
}"""


def measure():
    """Time both, and both of ours at once.

    Returns
    -------
    list of dict
        Rows of `tests.bench.table`.
    """
    rows = []
    with _folder() as folder, chromium() as browser:
        for threads in (1, 2):
            url, stop = serve(folder, isolated=threads > 1)
            page = browser.new_page()
            page.goto(url + "site/blank.html")
            for name in onnx_models.ALL:
                rows += _against_peer(page, url, folder, name, threads)
            rows.append(_side_by_side(page, url, threads))
            page.close()
            stop()
    return rows


@contextlib.contextmanager
def _folder():
    """A folder to serve: the built site, the peer, and the networks as ONNX."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "site").symlink_to(ROOT / "dist")
        (folder / "peer").symlink_to(ROOT / "node_modules/onnxruntime-web/dist")
        for network in onnx_models.ALL:
            (folder / f"{network}.onnx").write_bytes(onnx_models.build(network))
        yield folder


def _side(source, name, threads):
    image = onnx_models.picture(name)[0]
    if source is _PEER:
        image = image.transpose(2, 0, 1)
    options = {"name": name, "threads": threads, "size": onnx_models.ALL[name]}
    return {"source": _WORKER % source, "image": image.ravel().tolist(), **options}


def _against_peer(page, url, folder, name, threads):
    sides = [_side(_OURS, name, threads), _side(_PEER, name, threads)]
    found = page.evaluate(_MEASURE, [url, sides, [[[0]], [[1]]], ROUNDS, REST])
    assert found["isolated"] == (threads > 1)
    ours, peer = np.array(found["probabilities"])
    assert np.abs(ours - peer).max() < onnx_models.TOLERANCE, f"{name}: the two answers differ"
    ours, peer = map(statistics.median, found["times"])
    label = f"{name}, WASM, {threads} thread{'s' * (threads > 1)}: median of {ROUNDS}"
    native = _native(folder / f"{name}.onnx", name, threads)
    return [
        row(label, ours, "ms", TARGET, peer, PEER),
        row(f"{label}, for scale", ours, "ms", None, native, "native ONNX Runtime"),
    ]


def _side_by_side(page, url, threads):
    """Both networks at once against one after the other; the page gives each half of the cores."""
    sides = [_side(_OURS, name, threads) for name in onnx_models.ALL]
    found = page.evaluate(_MEASURE, [url, sides, [[[0, 1]], [[0], [1]]], ROUNDS, REST])
    together, in_turn = map(statistics.median, found["times"])
    label = f"both networks at once, {threads} thread{'s' * (threads > 1)} each, {os.cpu_count()} cores"
    target = 1 if 2 * threads <= os.cpu_count() else None
    return row(label, together, "ms", target, in_turn, "one after the other")


def _native(path, name, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    image = np.ascontiguousarray(onnx_models.picture(name).transpose(0, 3, 1, 2))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        session.run(None, {"image": image})
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
