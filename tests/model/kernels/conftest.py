"""A page in which single kernels compute, on one thread and on two."""

import numpy as np
import pytest

from tests.model.conftest import DIST
from tests.server import serve

# A helper needs a moment to come; from then on it takes its share.
RUNS = 20

OPEN = """
const {use, wantThreads} = await import(new URL("model/backend.js", args.base));
const tf = await import(new URL("vendor/tfjs.js", args.base));
const {openTeam} = await import(new URL("model/kernels/team.js", args.base));
const {loadKernels} = await import(new URL("model/kernels/install.js", args.base));
wantThreads(args.threads);
await use("wasm");
const backend = tf.findBackend("wasm");
globalThis.opened = {tf, backend, team: openTeam(backend, await loadKernels(args.threads > 1), args.threads)};
return crossOriginIsolated;
"""

RUN = """
const {tf, backend, team} = globalThis.opened;
const tensors = args.inputs.map(([values, shape]) => tf.tensor(values, shape));
const inputs = args.names ? Object.fromEntries(args.names.map((name, i) => [name, tensors[i]])) : tensors;
const answers = [];
let shape;
for (let i = 0; i < args.runs; i++) {
  const out = module[args.compute](tf, team, {inputs, attrs: args.attrs, backend});
  if (!out) return null;
  shape = out.shape;
  answers.push(backend.readSync(out.dataId));
  backend.disposeData(out.dataId);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
for (const tensor of tensors) tensor.dispose();
return {answers, shape};
"""


@pytest.fixture(scope="module", params=[1, 2], ids=["one thread", "two threads"])
def team(request, browser):
    """A page with a team of so many threads, and the address of the site that it is on."""
    threads = request.param
    url, stop = serve(DIST, "/some/where/", isolated=threads > 1)
    page = browser.new_page()
    page.goto(url + "blank.html")
    yield page, url, threads
    page.close()
    stop()


@pytest.fixture
def compute(run_module, team):
    """`compute(file, function, inputs, attrs)` → every answer [RUNS, ...], None where it is refused."""
    page, url, threads = team

    def run(file, function, inputs, attrs):
        address = f"{url}model/kernels/{file}.js"
        if not page.evaluate("Boolean(globalThis.opened)"):
            assert run_module(page, address, OPEN, base=url, threads=threads) == (threads > 1)
        values = list(inputs.values() if isinstance(inputs, dict) else inputs)
        found = run_module(
            page,
            address,
            RUN,
            runs=RUNS,
            compute=function,
            names=list(inputs) if isinstance(inputs, dict) else None,
            inputs=[[value.ravel().tolist(), value.shape] for value in values],
            attrs=attrs,
        )
        return found and np.stack(found["answers"]).reshape(-1, *found["shape"])

    return run
