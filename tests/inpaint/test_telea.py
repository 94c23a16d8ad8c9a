"""Telea's method against OpenCV's, and what must hold for any image and mask."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inpaint.cases import all_cases, rgba

RUN = """
const data = new Uint8ClampedArray(args.data);
const before = [data.slice(), args.mask.slice()];
const image = {width: args.width, height: args.height, data};
const work = module.telea(image, args.mask, {radius: args.radius});
let step = work.next();
const fractions = [];
for (; !step.done; step = work.next()) fractions.push(step.value);
const same = before[0].every((v, i) => v === data[i]) && before[1].every((v, i) => v === args.mask[i]);
const {data: filled, width, height} = step.value;
const hole = [];
let kept = filled.length === data.length;
for (let i = 0; i < args.mask.length; i++) {
  if (args.mask[i]) hole.push(filled[4 * i], filled[4 * i + 1], filled[4 * i + 2]);
  for (let c = args.mask[i] ? 3 : 0; c < 4; c++) kept &&= filled[4 * i + c] === data[4 * i + c];
}
return {hole: Uint8Array.from(hole), width, height, fractions, untouched: same, kept};
"""


@pytest.fixture
def telea(page, site_url, run_module):
    page.goto(site_url + "blank.html")

    def run(image, mask, radius=3):
        """RGBA (h, w, 4) and mask (h, w) in; out come the colours of the masked pixels, (n, 3)."""
        height, width = mask.shape
        size = {"width": width, "height": height}
        out = run_module(
            page, site_url + "inpaint/telea.js", RUN, data=image, mask=mask, radius=radius, **size
        )
        assert out["untouched"], "the inputs were changed"
        assert (out["width"], out["height"]) == (width, height)
        assert out["kept"], "something outside the mask changed, or alpha did"
        run.fractions = out["fractions"]
        return out["hole"].reshape(-1, 3)

    return run


def test_it_agrees_with_opencv_on_photographs(telea):
    differences = []
    for rgb, mask, radius in all_cases():
        filled = telea(rgba(rgb), mask, radius)
        reference = cv2.inpaint(rgb, mask, radius, cv2.INPAINT_TELEA)
        difference = np.abs(filled.astype(int) - reference[mask > 0])
        assert difference.mean() <= 0.1
        assert (difference.max(axis=1) > 8).mean() <= 0.01
        differences.append(difference)
    everything = np.concatenate(differences)
    assert (everything == 0).mean() > 0.99


def test_progress_never_falls_and_stays_within_0_and_1(telea):
    rgb, mask, radius = all_cases(6)[4]
    telea(rgba(rgb), mask, radius)
    assert len(telea.fractions) > 3
    assert telea.fractions == sorted(telea.fractions)
    assert telea.fractions[0] > 0
    assert telea.fractions[-1] <= 1


def random_image(rng, height, width):
    return rng.integers(0, 256, (height, width, 4)).astype(np.uint8)


def test_an_empty_mask_gives_an_equal_copy(telea):
    image = random_image(np.random.default_rng(1), 9, 7)
    assert len(telea(image, np.zeros((9, 7), np.uint8))) == 0


def test_a_mask_over_everything_leaves_the_image_as_it_is(telea):
    image = random_image(np.random.default_rng(2), 9, 7)
    assert np.array_equal(telea(image, np.ones((9, 7), np.uint8)), image[..., :3].reshape(-1, 3))


def test_a_single_pixel_stays_as_it_is(telea):
    image = np.full((1, 1, 4), 77, np.uint8)
    assert np.array_equal(telea(image, np.ones((1, 1), np.uint8)), [[77, 77, 77]])


def assert_flat(filled):
    # Rounding, done as OpenCV does it, may add 1 from one layer to the next.
    assert filled.min() >= 89
    assert filled.max() <= 100


@pytest.mark.parametrize("shape", [(1, 40), (40, 1), (2, 40), (40, 2)])
def test_thin_images_are_filled_from_what_is_known(telea, shape):
    image = np.full((*shape, 4), 90, np.uint8)
    mask = np.zeros(shape, np.uint8)
    mask.reshape(-1)[mask.size // 3 : mask.size // 2] = 1
    image[mask > 0] = 250
    assert_flat(telea(image, mask))


@pytest.mark.parametrize(
    "hole", [np.s_[:5, :5], np.s_[-5:, -5:], np.s_[:, :6], np.s_[:3, :], np.s_[1:5, 1:5], np.s_[:-1, :]]
)
def test_masks_at_the_border_are_filled_whole(telea, hole):
    image = np.full((20, 24, 4), 90, np.uint8)
    mask = np.zeros((20, 24), np.uint8)
    mask[hole] = 1
    image[mask > 0, :3] = 250
    assert_flat(telea(image, mask))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(1, 24), st.integers(1, 24), st.floats(0, 1), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_outside_the_mask_nothing_changes_and_inside_nothing_matters(
    telea, width, height, share, radius, seed
):
    rng = np.random.default_rng(seed)
    image = random_image(rng, height, width)
    mask = (rng.random((height, width)) < share).astype(np.uint8) * rng.integers(1, 256, dtype=np.uint8)
    filled = telea(image, mask, radius)
    if mask.all():
        return
    other = image.copy()
    other[mask > 0, :3] = rng.integers(0, 256, (int((mask > 0).sum()), 3))
    assert np.array_equal(telea(other, mask, radius), filled)
