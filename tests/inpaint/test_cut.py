"""The minimum cut of a grid, against SciPy's maximum flow."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

RUN = """
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const cut = kernels.place(module.cutArrays(args.neighbours));
const job = kernels.job(module.cutJob(cut));
const outcomes = [];
for (let turn = 0; turn < 2; turn++) {
  cut.capacity.set(args.capacity);
  cut.terminal.set(args.terminal);
  kernels.run.minimum(job, cut.taken.byteOffset);
  outcomes.push(...cut.taken);
}
return {sinks: new Uint8Array(outcomes)};
"""
STEPS = [(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)]  # rows, columns: see grid.js


@pytest.fixture
def minimum(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(neighbours, capacity, terminal):
        arrays = {"neighbours": neighbours, "capacity": capacity, "terminal": terminal}
        url = dist_url + "inpaint/cut.js"
        first, second = run_module(page, url, RUN, base=url, **arrays)["sinks"].reshape(2, -1)
        assert np.array_equal(first, second), "a second cut knew of the first"
        return first > 0

    return run


def neighbours_of(inside):
    """Index of each inside pixel's eight neighbours, -1 where there is none: int32 (n, 8)."""
    index = np.where(inside, np.cumsum(inside).reshape(inside.shape) - 1, -1)
    padded = np.pad(index, 1, constant_values=-1)
    height, width = inside.shape
    around = [padded[1 + y : 1 + y + height, 1 + x : 1 + x + width][inside] for y, x in STEPS]
    return np.stack(around, 1).astype(np.int32)


def flow(neighbours, capacity, terminal):
    n = len(terminal)
    rows, ways = np.nonzero(neighbours >= 0)
    from_source = np.nonzero(terminal > 0)[0]
    to_sink = np.nonzero(terminal < 0)[0]
    row = np.concatenate([rows, np.full(len(from_source), n), to_sink])
    column = np.concatenate([neighbours[rows, ways], from_source, np.full(len(to_sink), n + 1)])
    weight = np.concatenate([capacity[rows, ways], terminal[from_source], -terminal[to_sink]])
    graph = coo_array((weight.astype(np.int32), (row, column)), shape=(n + 2, n + 2)).tocsr()
    return maximum_flow(graph, n, n + 1).flow_value


def price(neighbours, capacity, terminal, sinks):
    """What has to be cut so that the two sides are apart."""
    across = (neighbours >= 0) & ~sinks[:, None] & sinks[neighbours]
    return (
        capacity[across].sum()
        + terminal[sinks & (terminal > 0)].sum()
        - terminal[~sinks & (terminal < 0)].sum()
    )


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(1, 12), st.integers(1, 12), st.floats(0.2, 1), st.integers(0, 2**32 - 1))
def test_nothing_cheaper_can_be_cut(minimum, height, width, share, seed):
    rng = np.random.default_rng(seed)
    inside = rng.random((height, width)) < share
    inside.flat[0] = True
    neighbours = neighbours_of(inside)
    capacity = np.where(neighbours >= 0, rng.integers(0, 30, neighbours.shape), 0).astype(float)
    terminal = rng.integers(-50, 51, len(neighbours)).astype(float)
    sinks = minimum(neighbours, capacity, terminal)
    assert price(neighbours, capacity, terminal, sinks) == flow(neighbours, capacity, terminal)


def test_a_large_grid_with_terminals_far_apart(minimum):
    rng = np.random.default_rng(3)
    neighbours = neighbours_of(np.ones((40, 60), bool))
    capacity = np.where(neighbours >= 0, rng.integers(1, 100, neighbours.shape), 0).astype(float)
    terminal = np.zeros((40, 60))
    terminal[:, 0] = 1000
    terminal[:, -1] = -1000
    sinks = minimum(neighbours, capacity, terminal.ravel())
    assert price(neighbours, capacity, terminal.ravel(), sinks) == flow(
        neighbours, capacity, terminal.ravel()
    )
    assert not sinks.reshape(40, 60)[:, 0].any()
