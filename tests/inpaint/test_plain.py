"""The plain fillers: what each one paints, and that it paints nothing else."""

import numpy as np
import pytest

from tests.inpaint.cases import photograph, photographs, rgba, strokes

FILL = """
const image = {width: args.width, height: args.height, data: new Uint8ClampedArray(args.data)};
return (await module.fill(image, args.mask, args.options)).data;
"""


@pytest.fixture
def fill(page, site_url, run_module):
    page.goto(site_url + "blank.html")

    def run(image, mask, **options):
        height, width = mask.shape
        arguments = {"data": image, "mask": mask, "width": width, "height": height, "options": options}
        filled = run_module(page, site_url + "inpaint/index.js", FILL, **arguments).reshape(image.shape)
        assert np.array_equal(filled[mask == 0], image[mask == 0])
        assert np.array_equal(filled[..., 3], image[..., 3])
        return filled[mask > 0][:, :3]

    return run


@pytest.fixture
def case():
    image = rgba(photograph(photographs()[11], 227, 160))
    return image, strokes(np.random.default_rng(8), 227, 160, 0.2)


def test_mean_is_the_mean_colour_outside_the_mask(fill, case):
    image, mask = case
    mean = image[mask == 0][:, :3].mean(axis=0)
    assert np.abs(fill(image, mask, method="mean") - mean).max() <= 0.5


def test_mean_leaves_a_picture_that_is_all_masked(fill, case):
    image, mask = case
    everything = np.ones_like(mask)
    assert np.array_equal(fill(image, everything, method="mean"), image[..., :3].reshape(-1, 3))


@pytest.mark.parametrize(("options", "level"), [({}, 128), ({"level": 0}, 0), ({"level": 201}, 201)])
def test_grey_is_one_level(fill, case, options, level):
    assert np.all(fill(*case, method="grey", **options) == level)


def test_noise_is_even_and_independent(fill, case):
    image, mask = case
    noise = fill(image, np.ones_like(mask), method="noise", seed=3).astype(float)
    n = noise.size
    counts = np.bincount(noise.astype(int).ravel(), minlength=256)
    chi = ((counts - n / 256) ** 2 / (n / 256)).sum()  # mean 255, standard deviation 22.6
    assert 165 < chi < 345
    for shifted in (noise[1:, 0], noise[227:, 0]):  # the neighbours in a row and in a column
        assert abs(np.corrcoef(noise[: len(shifted), 0], shifted)[0, 1]) < 0.025
    correlations = np.corrcoef(noise.T)[np.triu_indices(3, 1)]
    assert np.abs(correlations).max() < 0.025


def test_noise_depends_on_its_seed_and_place_only(fill, case):
    image, mask = case
    first = fill(image, mask, method="noise", seed=5)
    assert np.array_equal(fill(255 - image, mask, method="noise", seed=5), first)
    assert (fill(image, mask, method="noise", seed=6) != first).mean() > 0.98
    everywhere = fill(image, np.ones_like(mask), method="noise", seed=5).reshape(*mask.shape, 3)
    assert np.array_equal(everywhere[mask > 0], first)


def test_a_filler_without_options_says_so(page, site_url, run_module):
    page.goto(site_url + "blank.html")
    attempt = """
      const image = {width: 1, height: 1, data: new Uint8ClampedArray(4)};
      return module.fill(image, Uint8Array.of(1), {method: "mean", level: 3}).catch(String);
    """
    message = run_module(page, site_url + "inpaint/index.js", attempt)
    assert message == "RangeError: unknown option of mean: level (it has none)"
