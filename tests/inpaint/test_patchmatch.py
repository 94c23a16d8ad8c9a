"""PatchMatch: what must hold for any image and mask, and fills nearer to the truth than Telea's."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inpaint.backgrounds import backgrounds, detail, quality
from tests.inpaint.cases import photograph, photographs, rgba, strokes

RUN = """
const image = {width: args.width, height: args.height, data: new Uint8ClampedArray(args.data)};
const before = [image.data.slice(), args.mask.slice()];
const kernels = await (await import(new URL("./kernels.js", args.base))).borrow();
const work = module.patchmatch(image, args.mask, args.options, kernels);
const fractions = [];
let step = work.next();
for (; !step.done; step = work.next()) fractions.push(step.value);
const same = (a, b) => a.every((value, i) => value === b[i]);
const untouched = same(before[0], image.data) && same(before[1], args.mask);
return {data: step.value.data, width: step.value.width, height: step.value.height, fractions, untouched};
"""


@pytest.fixture
def patchmatch(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(image, mask, **options):
        """RGBA (h, w, 4) and mask (h, w) in; the RGBA outcome comes back, outside the mask as it was."""
        height, width = mask.shape
        module = dist_url + "inpaint/patchmatch.js"
        size = {"width": width, "height": height}
        out = run_module(page, module, RUN, base=module, data=image, mask=mask, options=options, **size)
        assert out["untouched"], "the inputs were changed"
        assert (out["width"], out["height"]) == (width, height)
        filled = out["data"].reshape(image.shape)
        assert np.array_equal(filled[mask == 0], image[mask == 0])
        assert np.array_equal(filled[..., 3], image[..., 3])
        run.fractions = out["fractions"]
        return filled

    return run


def random_image(rng, height, width):
    return rng.integers(0, 256, (height, width, 4)).astype(np.uint8)


def block(shape, rows, columns):
    mask = np.zeros(shape, np.uint8)
    mask[rows, columns] = 255
    return mask


def bricks(height, width):
    """Rows of bricks of one colour each, every other row shifted, with noise on them."""
    rng = np.random.default_rng(1)
    y, x = np.mgrid[:height, :width]
    x = x + 12 * (y // 12 % 2)
    joint = (y % 12 < 2) | (x % 24 < 2)
    rgb = np.where(joint[..., None], [190, 185, 175], [150, 70, 50]) + rng.normal(
        scale=6, size=(height, width, 1)
    )
    return rgb.clip(0, 255).astype(np.uint8)


def stripes(height, width):
    """Slanted waves of two colours."""
    y, x = np.mgrid[:height, :width]
    wave = 0.5 + 0.5 * np.sin((x + 0.5 * y) / 3)
    return (wave[..., None] * [40, 120, 200] + (1 - wave[..., None]) * [220, 200, 60]).astype(np.uint8)


def checks(height, width):
    y, x = np.mgrid[:height, :width]
    return np.where(((x // 8 + y // 8) % 2)[..., None], [30, 60, 30], [200, 220, 180]).astype(np.uint8)


@pytest.mark.parametrize("texture", [bricks, stripes, checks])
def test_a_regular_texture_is_continued(patchmatch, texture):
    truth = texture(160, 200)
    mask = block((160, 200), np.s_[50:106], np.s_[70:141])
    holed = np.where(mask[..., None] > 0, 0, truth).astype(np.uint8)
    ours = []
    for seed in (1, 2, 3):  # which bricks are a little off is chance
        filled = patchmatch(rgba(holed), mask, seed=seed)[..., :3]
        ours.append(quality(np.ascontiguousarray(filled), truth, mask))
    psnr, ssim = np.mean(ours, axis=0)
    telea_psnr, telea_ssim = quality(cv2.inpaint(holed, mask, 3, cv2.INPAINT_TELEA), truth, mask)
    assert psnr > telea_psnr + 6
    assert ssim > max(0.7, telea_ssim + 0.3)


def test_backgrounds_come_nearer_to_the_truth_than_telea_and_keep_their_detail(patchmatch):
    ours, teleas = [], []
    for truth, mask in backgrounds(256):
        sharp = []
        for seed in (1, 2, 3):  # where a maze's hedges go on, and which grass is taken, is chance
            filled = np.ascontiguousarray(patchmatch(rgba(truth), mask, seed=seed)[..., :3])
            sharp.append(detail(filled, mask) / detail(truth, mask))
            ours.append(quality(filled, truth, mask))
        assert 0.7 < np.mean(sharp) < 1.5  # grass is not as sharp everywhere
        teleas.append(quality(cv2.inpaint(truth, mask, 3, cv2.INPAINT_TELEA), truth, mask))
    psnr, ssim = np.mean(ours, axis=0)
    telea_psnr, telea_ssim = np.mean(teleas, axis=0)
    assert psnr > telea_psnr + 0.8
    assert ssim > telea_ssim


def test_the_seed_decides_and_what_lies_under_the_mask_does_not(patchmatch):
    rgb = photograph(photographs()[3], 120, 90)
    mask = strokes(np.random.default_rng(4), 120, 90, 0.15)
    first = patchmatch(rgba(rgb), mask, seed=7)
    other = rgba(np.where(mask[..., None] > 0, 255 - rgb, rgb))
    assert np.array_equal(patchmatch(other, mask, seed=7), first)
    assert not np.array_equal(patchmatch(rgba(rgb), mask, seed=8), first)


def test_progress_never_falls_and_comes_often_enough_to_cancel(patchmatch):
    rgb = photograph(photographs()[5], 300, 300)
    patchmatch(rgba(rgb), strokes(np.random.default_rng(6), 300, 300, 0.2))
    assert len(patchmatch.fractions) > 100
    assert patchmatch.fractions == sorted(patchmatch.fractions)
    assert patchmatch.fractions[0] > 0
    assert 0.9 < patchmatch.fractions[-1] <= 1


def test_it_can_be_cancelled(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")
    rgb = photograph(photographs()[5], 400, 400)
    mask = strokes(np.random.default_rng(6), 400, 400, 0.3)
    body = """
    const image = {width: 400, height: 400, data: new Uint8ClampedArray(args.data)};
    const control = new AbortController();
    const seen = [];
    const onProgress = (fraction) => { seen.push(fraction); if (seen.length === 3) control.abort(); };
    const options = {method: "patchmatch", signal: control.signal, onProgress};
    const outcome = await module.fill(image, args.mask, options).then(() => "done", ({name}) => name);
    return {outcome, seen};
    """
    out = run_module(page, dist_url + "inpaint/index.js", body, data=rgba(rgb), mask=mask)
    assert out["outcome"] == "AbortError"
    assert len(out["seen"]) == 3


def test_an_empty_mask_gives_an_equal_copy(patchmatch):
    image = random_image(np.random.default_rng(1), 30, 40)
    assert np.array_equal(patchmatch(image, np.zeros((30, 40), np.uint8)), image)


def test_a_mask_over_everything_leaves_the_image_as_it_is(patchmatch):
    image = random_image(np.random.default_rng(2), 30, 40)
    assert np.array_equal(patchmatch(image, np.ones((30, 40), np.uint8)), image)


@pytest.mark.parametrize("shape", [(1, 40), (40, 1), (2, 40), (3, 40), (40, 5), (6, 6), (9, 9)])
def test_thin_and_tiny_images_are_filled_from_what_is_known(patchmatch, shape):
    image = np.full((*shape, 4), 90, np.uint8)
    mask = np.zeros(shape, np.uint8)
    mask.reshape(-1)[mask.size // 3 : mask.size // 2] = 1
    image[mask > 0, :3] = 250
    assert np.abs(patchmatch(image, mask).astype(int) - 90).max() <= 10  # Telea's rounding adds up


@pytest.mark.parametrize(
    "hole", [np.s_[:9, :9], np.s_[-9:, -9:], np.s_[:, :10], np.s_[:5, :], np.s_[1:30, 1:30], np.s_[:-1, :]]
)
def test_masks_at_the_border_are_filled_whole(patchmatch, hole):
    image = np.full((40, 48, 4), 90, np.uint8)
    mask = np.zeros((40, 48), np.uint8)
    mask[hole] = 1
    image[mask > 0, :3] = 250
    assert np.abs(patchmatch(image, mask).astype(int) - 90).max() <= 10


def test_the_size_of_patches_can_be_chosen(patchmatch):
    truth = checks(80, 80)
    mask = block((80, 80), np.s_[30:50], np.s_[30:50])
    for size in (3, 5, 9, 15):
        filled = patchmatch(rgba(truth), mask, patchSize=size)[..., :3]
        assert quality(np.ascontiguousarray(filled), truth, mask)[0] > 12


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1), st.booleans(), st.integers(0, 2**32 - 1))
def test_outside_any_mask_nothing_changes_and_colours_stay_those_of_the_image(
    patchmatch, width, height, share, whole, seed
):
    rng = np.random.default_rng(seed)
    image = random_image(rng, height, width)
    if whole:
        mask = strokes(rng, 60, 60, min(share, 0.8))[:height, :width]
    else:
        mask = (rng.random((height, width)) < share).astype(np.uint8)
    image[..., :3] = image[..., :3] // 4 + 100
    filled = patchmatch(image, np.ascontiguousarray(mask), seed=seed % 1000)
    if mask.all():
        return
    # A fill of patches stays between the least and the greatest value; shades and Telea go a little beyond.
    inside = filled[mask > 0][:, :3]
    assert inside.size == 0 or (inside.min() >= 60 and inside.max() <= 203)
