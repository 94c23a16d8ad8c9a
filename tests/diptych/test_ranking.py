import numpy as np
from diptych._arrays import ordered_codes
from diptych._ranking import most_telling, rank_neurons
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import mannwhitneyu


def expected_areas(activations, a, b):
    """The U statistic over the number of pairs, as SciPy has it."""
    u = mannwhitneyu(activations[:, a].T.astype(float), activations[:, b].T.astype(float)).statistic
    return u / (len(a) * len(b))


def test_areas_are_scipys_mann_whitney_statistic_with_ties():
    rng = np.random.default_rng(0)
    activations = np.round(rng.normal(size=(30, 200)), 1).astype(np.float16)
    activations[::3] = np.maximum(activations[::3], 0)
    a, b = np.arange(60), np.arange(60, 200)
    got = rank_neurons([activations[:7], activations[7:]], 30, a, b)
    np.testing.assert_allclose(got, expected_areas(activations, a, b), rtol=1e-12)


@given(arrays(np.float16, (2, 9), elements=st.floats(-2, 2, width=16)), st.integers(1, 8))
def test_areas_of_two_groups_swapped_add_up_to_one(activations, size):
    a, b = np.arange(size), np.arange(size, 9)
    forth, back = rank_neurons([activations], 2, a, b), rank_neurons([activations], 2, b, a)
    np.testing.assert_allclose(forth + back, 1)
    np.testing.assert_allclose(forth, expected_areas(activations, a, b))


def test_an_empty_group_ranks_nothing():
    activations = np.ones((3, 5), np.float16)
    assert np.isnan(rank_neurons([activations], 3, np.arange(0), np.arange(5))).all()


def test_the_most_telling_come_first_whichever_way_they_tell():
    np.testing.assert_array_equal(most_telling(np.array([0.5, 0.9, 0.05, np.nan, 0.6])), [2, 1, 4, 0, 3])


@given(arrays(np.float16, 20, elements=st.floats(width=16, allow_nan=False)))
def test_codes_are_in_the_order_of_the_numbers(values):
    codes = ordered_codes(values).astype(int)
    wide = values.astype(float)
    np.testing.assert_array_equal(np.sign(codes[:, None] - codes), np.sign(_minus(wide)))


def _minus(values):
    """All differences, with infinities equal to themselves."""
    with np.errstate(invalid="ignore"):
        return np.where(values[:, None] == values, 0, values[:, None] - values)
