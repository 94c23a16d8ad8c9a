""".npy files read in the page, as numpy writes them."""

import io

import numpy as np
import pytest


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")

    def read(data, shape):
        body = """
        try { return module.readHalves(args.data.buffer, args.shape); }
        catch (error) { return error.message; }"""
        data = np.frombuffer(data, np.uint8)
        return run_module(page, site_url + "state/npy.js", body, data=data, shape=list(shape))

    return read


def saved(array, **options):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, **options)
    return file.getvalue()


RNG = np.random.default_rng(0)
HALVES = RNG.normal(size=(7, 5)).astype("<f2")


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
@pytest.mark.parametrize("shape", [(35,), (7, 5), (1, 35), (0, 5)])
def test_what_numpy_wrote_is_read(js, version, shape):
    array = HALVES.ravel()[: np.prod(shape, dtype=int)].reshape(shape)
    found = js(saved(array, version=version), shape)
    np.testing.assert_array_equal(found, array.ravel().astype(np.float32))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no .npy array"),
        (b"PK\x03\x04 not numpy at all", "is no .npy array"),
        (saved(HALVES.astype("<f4")), "holds <f4 values, wanted is <f2"),
        (saved(HALVES.astype(">f2")), "holds >f2 values, wanted is <f2"),
        (saved(np.asfortranarray(HALVES)), "is stored column by column"),
        (saved(HALVES.T.copy()), "holds 5 × 7 values for 7 × 5"),
        (saved(HALVES)[:-3], "holds 33 values for 7 × 5"),
        (saved(np.where(np.arange(35).reshape(7, 5) == 12, np.nan, HALVES).astype("<f2")), "holds NaN at 12"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(js, data, reason):
    assert js(data, (7, 5)) == reason


@pytest.mark.parametrize(
    "array",
    [HALVES, RNG.normal(size=(7, 5)).astype("<f4"), RNG.integers(-(2**31), 2**31, (7, 5)).astype("<i4")],
    ids=lambda array: array.dtype.str,
)
def test_halves_singles_and_whole_numbers_are_read_where_they_are_wanted(run_module, page, site_url, array):
    page.goto(site_url + "blank.html")
    body = "return module.readNumbers(args.data.buffer, [7, 5], ['<f2', '<f4', '<i4'])"
    data = np.frombuffer(saved(array), np.uint8)
    found = run_module(page, site_url + "state/npy.js", body, data=data)
    assert found.dtype == (np.int32 if array.dtype.kind == "i" else np.float32)
    np.testing.assert_array_equal(found, array.ravel())
