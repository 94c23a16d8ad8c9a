import numpy as np
from diptych._histogram import histogram
from hypothesis import given
from hypothesis import strategies as st

halves = st.floats(-100, 100, width=16)


@given(st.lists(halves, min_size=1, max_size=50), st.integers(1, 20), st.data())
def test_bins_count_what_lies_between_their_edges(values, bins, data):
    values = np.array(values, np.float32)
    chosen = np.array(data.draw(st.lists(st.integers(0, len(values) - 1), unique=True)), int)
    got = histogram(values, chosen, float(values.min()), float(values.max()), bins)
    edges = got["edges"]
    assert len(edges) == bins + 1
    for counts, own in ((got["all"], values), (got["selected"], values[chosen])):
        lower, upper = edges[:-1, None], edges[1:, None]
        inside = (own >= lower) & (own < upper)
        inside[-1] |= own == edges[-1]
        np.testing.assert_array_equal(counts, inside.sum(axis=1))
        assert counts.sum() == len(own)


def test_it_is_numpys_histogram():
    values = np.random.default_rng(0).normal(size=1000).astype(np.float32)
    got = histogram(values, np.arange(10), float(values.min()), float(values.max()), 40)
    counts, edges = np.histogram(values.astype(np.float64), 40)
    np.testing.assert_array_equal(got["all"], counts)
    np.testing.assert_allclose(got["edges"], edges)


def test_a_constant_neuron_has_a_histogram_too():
    got = histogram(np.zeros(5, np.float32), np.arange(2), 0.0, 0.0, 4)
    assert got["all"].sum() == 5
    assert got["selected"].sum() == 2
    assert (np.diff(got["edges"]) > 0).all()
