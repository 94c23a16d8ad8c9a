"""The interval of a share against statsmodels."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

BODY = "return args.cases.map(([k, n]) => Object.values(module.wilson(k, n)));"


def test_the_interval_is_that_of_statsmodels(js):
    random = np.random.default_rng(1)
    totals = [1, 2, 3, 10, 73, 100, 1096, 2121, 100_000]
    cases = [(k, n) for n in totals for k in {0, n, *random.integers(0, n + 1, 5).tolist()}]
    expected = [proportion_confint(k, n, method="wilson") for k, n in cases]
    found = js("statistics/wilson.js", BODY, cases=cases)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_none_and_all_reach_the_ends_exactly(js):
    found = np.array(js("statistics/wilson.js", BODY, cases=[(0, n) for n in range(1, 200)]))
    assert (found[:, 0] == 0).all()
    found = np.array(js("statistics/wilson.js", BODY, cases=[(n, n) for n in range(1, 200)]))
    assert (found[:, 1] == 1).all()


def test_of_nothing_counted_nothing_is_known(js):
    assert js("statistics/wilson.js", BODY, cases=[(0, 0)]) == [[0, 1]]


@pytest.mark.parametrize("case", [(-1, 10), (11, 10), (None, 10)])
def test_what_is_no_share_is_refused(js, case):
    body = """
    const [k, n] = args.case;
    try { module.wilson(k ?? NaN, n); return ""; } catch (error) { return error.name; }"""
    assert js("statistics/wilson.js", body, case=case) == "RangeError"
