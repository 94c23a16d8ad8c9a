"""The paired comparison against statsmodels."""

import numpy as np
from statsmodels.stats.contingency_tables import mcnemar

BODY = "return args.cases.map(([a, b]) => module.mcnemar(a, b));"


def test_p_is_that_of_statsmodels(js):
    random = np.random.default_rng(1)
    cases = [(0, 0), (1, 0), (0, 1), (5, 5), (4, 17), (0, 60), (900, 1100), (1500, 1500)]
    cases += random.integers(0, 60, (30, 2)).tolist()
    expected = [mcnemar([[7, a], [b, 3]], exact=True).pvalue for a, b in cases]
    found = js("statistics/mcnemar.js", BODY, cases=cases)
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_it_does_not_matter_which_network_comes_first(js):
    forth = js("statistics/mcnemar.js", BODY, cases=[(a, b) for a in range(9) for b in range(9)])
    back = js("statistics/mcnemar.js", BODY, cases=[(b, a) for a in range(9) for b in range(9)])
    assert forth == back
