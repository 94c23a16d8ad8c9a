"""Neighbours, shares and histograms in the page, against numpy and scikit-learn."""

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

COUNT, UNITS = 60, 17


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda body, **args: run_module(page, site_url + "state/nearest.js", body, **args)


@pytest.fixture
def recorded():
    """Activations on very different scales, as layers have them, and a unit that never moves."""
    rng = np.random.default_rng(5)
    values = rng.gamma(0.5, size=(COUNT, UNITS)) * 10.0 ** rng.integers(-3, 4, UNITS)
    values[:, 3] = 0.25
    return values.astype(np.float16).astype(np.float32)


@pytest.fixture
def fresh(recorded):
    rng = np.random.default_rng(6)
    return (recorded[7] * rng.uniform(0.5, 1.5, UNITS)).astype(np.float32)


NEAREST = """
const scale = module.scaleOf(args.recorded, args.fresh.length);
const recorded = module.directions(args.recorded, scale);
return module.nearest(recorded, module.directions(args.fresh, scale), args.count);"""


def test_the_nearest_by_cosine_are_those_of_scikit_learn(js, recorded, fresh):
    found = js(NEAREST, recorded=recorded, fresh=fresh, count=10)
    moving = recorded.std(0) > 0
    scaler = StandardScaler().fit(recorded[:, moving].astype(float))
    neighbours = NearestNeighbors(metric="cosine").fit(scaler.transform(recorded[:, moving].astype(float)))
    distances, places = neighbours.kneighbors(scaler.transform(fresh[None, moving].astype(float)), 10)
    assert [each["index"] for each in found] == places[0].tolist()
    np.testing.assert_allclose([each["similarity"] for each in found], 1 - distances[0], atol=1e-5)


def test_a_recorded_input_is_its_own_nearest_and_of_equals_the_first_comes_first(js, recorded):
    recorded[40] = recorded[7]
    found = js(NEAREST, recorded=recorded, fresh=recorded[7], count=3)
    assert [each["index"] for each in found[:2]] == [7, 40]
    assert found[0]["similarity"] == pytest.approx(1, abs=1e-6)


def test_an_input_that_is_the_mean_is_like_nothing(js, recorded):
    mean = np.tile(recorded[:1], (COUNT, 1))
    found = js(NEAREST, recorded=mean, fresh=mean[0], count=COUNT)
    assert [each["similarity"] for each in found] == [0] * COUNT


def test_mean_and_deviation_are_numpys(js, recorded):
    body = "const {mean, deviation} = module.scaleOf(args.recorded, args.units); return {mean, deviation}"
    found = js(body, recorded=recorded, units=UNITS)
    np.testing.assert_allclose(found["mean"], recorded.astype(float).mean(0), rtol=1e-6)
    np.testing.assert_allclose(found["deviation"], recorded.astype(float).std(0), rtol=1e-6, atol=1e-12)
    assert found["deviation"][3] == 0


@pytest.mark.parametrize("bins", [1, 7, 24])
def test_histograms_are_numpys(js, recorded, bins):
    for unit in (0, 5):
        found = js(
            "return module.histogramOf(module.columnOf(args.recorded, args.units, args.unit), args.bins)",
            recorded=recorded,
            units=UNITS,
            unit=unit,
            bins=bins,
        )
        counts, edges = np.histogram(recorded[:, unit].astype(float), bins)
        assert found["counts"] == counts.tolist()
        np.testing.assert_allclose(found["edges"], edges, rtol=1e-6, atol=1e-12)


def test_a_unit_that_never_moves_fills_one_bin(js):
    found = js("return module.histogramOf(args.values, 4)", values=np.full(9, 0.25, np.float32))
    assert found["counts"] == [9, 0, 0, 0]


@pytest.mark.parametrize("value", [-1, 0, 1.5, 3, 9])
def test_the_shares_below_and_above_leave_equals_out(js, value):
    values = np.array([0, 0, 1, 2, 3, 3, 3, 5], np.float32)
    found = js("return module.sharesBeside(args.values, args.value)", values=values, value=value)
    assert found == {"below": np.mean(values < value), "above": np.mean(values > value)}


def test_the_closest_values_come_first(js, recorded):
    values = recorded[:, 2].copy()
    found = js("return module.closest(args.values, args.value, 8)", values=values, value=float(values[11]))
    assert found == np.argsort(np.abs(values - values[11]), kind="stable")[:8].tolist()


def test_the_furthest_units_are_measured_in_their_own_deviations(js, recorded, fresh):
    found = js(
        """const scale = module.scaleOf(args.recorded, args.before.length);
        return module.furthest(args.before, args.after, scale, 6)""",
        before=recorded[7],
        after=fresh,
        recorded=recorded,
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = (fresh - recorded[7]).astype(float) / recorded.astype(float).std(0)
    shift[3] = 0
    places = np.argsort(-np.abs(shift), kind="stable")[:6]
    assert [each["unit"] for each in found] == places.tolist()
    np.testing.assert_allclose([each["shift"] for each in found], shift[places], rtol=1e-5)
