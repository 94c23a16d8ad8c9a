"""Bars of the histogram: heights are counts, places are activations."""

import numpy as np
import pytest

BARS = """const {bars, x, value, xTicks} = module.histogramBars(args.histogram, args);
return {bars, xTicks, there: args.values.map(x), back: args.values.map((v) => value(x(v)))};"""


@pytest.fixture
def histogram():
    rng = np.random.default_rng(2)
    values = rng.gamma(2, 1, 5000)
    chosen = values[rng.random(5000) < 0.3]
    edges = np.histogram_bin_edges(values, 40)
    return {
        "edges": edges.tolist(),
        "all": np.histogram(values, edges)[0].tolist(),
        "selected": np.histogram(chosen, edges)[0].tolist(),
    }


def test_heights_are_proportional_to_counts_and_the_highest_fills_the_frame(chart, histogram):
    bars = chart("histogram", BARS, histogram=histogram, width=380, height=150, values=[])["bars"]
    for part in ("all", "selected"):
        expected = np.array(histogram[part]) / max(histogram["all"]) * 150
        assert [bar[part] for bar in bars] == pytest.approx(expected)


def test_heights_may_be_square_roots_of_counts(chart, histogram):
    drawn = chart("histogram", BARS, histogram=histogram, width=380, height=150, root=True, values=[])
    expected = np.sqrt(histogram["selected"]) / np.sqrt(max(histogram["all"])) * 150
    assert [bar["selected"] for bar in drawn["bars"]] == pytest.approx(expected)


def test_bars_and_ticks_stand_where_their_activations_are(chart, histogram):
    edges = np.array(histogram["edges"])
    values = [float(v) for v in np.linspace(edges[0], edges[-1], 7)]
    drawn = chart("histogram", BARS, histogram=histogram, width=380, height=150, values=values)

    def place(value):
        return (np.asarray(value) - edges[0]) / (edges[-1] - edges[0]) * 380

    assert [bar["x"] for bar in drawn["bars"]] == pytest.approx(place(edges[:-1]))
    assert drawn["there"] == pytest.approx(place(values))
    assert drawn["back"] == pytest.approx(values)
    for tick in drawn["xTicks"]:
        assert tick["at"] == pytest.approx(float(place(tick["value"])))


def test_a_neuron_that_never_changes_still_has_a_bar(chart):
    flat = {"edges": [0.0, 0.0], "all": [12], "selected": [3]}
    (bar,) = chart("histogram", BARS, histogram=flat, width=100, height=50, values=[])["bars"]
    assert (bar["all"], bar["selected"]) == (50, 12.5)
