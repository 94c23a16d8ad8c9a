"""The biharmonic method against scikit-image's, and what must hold for any image and mask."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.ndimage import binary_dilation
from skimage import data
from skimage.morphology import disk
from skimage.restoration import inpaint_biharmonic

from tests.inpaint.cases import all_cases, photograph, photographs, rgba

RUN = """
const data = new Uint8ClampedArray(args.data);
const before = [data.slice(), args.mask.slice()];
const image = {width: args.width, height: args.height, data};
const work = module.biharmonic(image, args.mask, {splitIntoRegions: args.split});
let step = work.next();
const fractions = [];
for (; !step.done; step = work.next()) fractions.push(step.value);
const same = before[0].every((v, i) => v === data[i]) && before[1].every((v, i) => v === args.mask[i]);
const filled = step.value.data;
const hole = [];
let kept = filled.length === data.length;
for (let i = 0; i < args.mask.length; i++) {
  if (args.mask[i]) hole.push(filled[4 * i], filled[4 * i + 1], filled[4 * i + 2]);
  for (let c = args.mask[i] ? 3 : 0; c < 4; c++) kept &&= filled[4 * i + c] === data[4 * i + c];
}
return {hole: Uint8Array.from(hole), fractions, untouched: same, kept};
"""


@pytest.fixture
def biharmonic(page, site_url, run_module):
    page.goto(site_url + "blank.html")

    def run(image, mask, split=False):
        """RGBA (h, w, 4) and mask (h, w) in; out come the colours of the masked pixels, (n, 3)."""
        height, width = mask.shape
        module = site_url + "inpaint/biharmonic.js"
        arguments = {"data": image, "mask": mask, "width": width, "height": height, "split": split}
        out = run_module(page, module, RUN, **arguments)
        assert out["untouched"], "the inputs were changed"
        assert out["kept"], "something outside the mask changed, or alpha did"
        run.fractions = out["fractions"]
        return out["hole"].reshape(-1, 3)

    return run


def reference(rgb, mask, split=False):
    """scikit-image's answer in levels of 255, not rounded."""
    filled = inpaint_biharmonic(rgb, mask > 0, split_into_regions=split, channel_axis=-1)
    return 255 * filled[mask > 0]


def assert_agrees(filled, expected):
    assert np.abs(filled - expected).max() <= 1


def test_it_agrees_with_scikit_image_on_photographs(biharmonic):
    at_the_border = 0
    for rgb, mask, _ in all_cases():
        assert_agrees(biharmonic(rgba(rgb), mask), reference(rgb, mask))
        at_the_border += bool(mask[0].any() | mask[-1].any() | mask[:, 0].any() | mask[:, -1].any())
    assert at_the_border >= 20


def test_region_by_region_gives_the_same(biharmonic):
    for rgb, mask, _ in all_cases(6)[2:]:
        filled = biharmonic(rgba(rgb), mask, split=True)
        assert_agrees(filled, reference(rgb, mask, split=True))
        assert np.abs(filled.astype(int) - biharmonic(rgba(rgb), mask)).max() <= 1


def test_it_agrees_deep_inside_a_large_hole(biharmonic):
    rgb = photograph(photographs()[5], 300, 300)
    mask = np.zeros((300, 300), np.uint8)
    mask[40:260, 60:270] = 1
    mask[120:123, 150:170] = 0
    assert_agrees(biharmonic(rgba(rgb), mask), reference(rgb, mask))


def documented_defects(shape):
    """The mask of scikit-image's example "Fill in defects with inpainting"."""
    mask = np.zeros(shape, bool)
    mask[20:60, 0:20] = 1
    mask[160:180, 70:155] = 1
    mask[30:60, 170:195] = 1
    mask[-60:-30, 170:195] = 1
    mask[-180:-160, 70:155] = 1
    mask[-60:-20, 0:20] = 1
    mask[200:205, -200:] = 1
    mask[150:255, 20:23] = 1
    mask[365:368, 60:130] = 1
    rng = np.random.default_rng(0)
    for radius in [0, 2, 4]:
        points = rng.standard_normal(shape) > 3 + 0.25 * radius
        mask |= binary_dilation(points, disk(radius, dtype=bool)) if radius else points
    return mask.astype(np.uint8)


@pytest.mark.parametrize("split", [False, True])
def test_it_agrees_on_the_example_of_scikit_image(biharmonic, split):
    rgb = data.astronaut()
    mask = documented_defects(rgb.shape[:2])
    assert_agrees(biharmonic(rgba(rgb), mask, split), reference(rgb, mask, split))


def test_it_agrees_on_the_example_in_the_docstring(biharmonic):
    levels = np.rint(255 * np.tile(np.square(np.linspace(0, 1, 5)), (5, 1))).astype(np.uint8)
    rgb = np.dstack([levels, 255 - levels, levels.T])
    mask = np.zeros((5, 5), np.uint8)
    mask[2, 2:] = 1
    mask[1, 3:] = 1
    mask[0, 4:] = 1
    assert_agrees(biharmonic(rgba(rgb), mask), reference(rgb, mask))


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(1, 30),
    st.integers(1, 30),
    st.floats(0, 0.9),
    st.integers(1, 5),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_it_agrees_on_noise_of_any_shape_and_reads_nothing_under_the_mask(
    biharmonic, width, height, share, grain, split, seed
):
    rng = np.random.default_rng(seed)
    image = rng.integers(0, 256, (height, width, 4)).astype(np.uint8)
    coarse = rng.random((height // grain + 1, width // grain + 1)) < share
    mask = np.kron(coarse, np.ones((grain, grain)))[:height, :width].astype(np.uint8)
    mask *= rng.integers(1, 256, mask.shape, dtype=np.uint8)
    if mask.all():
        return
    filled = biharmonic(image, mask, split)
    if not mask.any():
        return
    assert_agrees(filled, reference(image[..., :3], mask))
    other = image.copy()
    other[mask > 0, :3] = rng.integers(0, 256, (int((mask > 0).sum()), 3))
    assert np.array_equal(biharmonic(other, mask, split), filled)


def test_a_mask_over_everything_leaves_the_image_as_it_is(biharmonic):
    image = np.random.default_rng(2).integers(0, 256, (9, 7, 4)).astype(np.uint8)
    assert np.array_equal(biharmonic(image, np.ones((9, 7), np.uint8)), image[..., :3].reshape(-1, 3))


@pytest.mark.parametrize("split", [False, True])
def test_progress_never_falls_and_stays_within_0_and_1(biharmonic, split):
    rgb, mask, _ = all_cases(6)[5]
    biharmonic(rgba(rgb), mask, split)
    assert len(biharmonic.fractions) > 10
    assert biharmonic.fractions == sorted(biharmonic.fractions)
    assert biharmonic.fractions[0] >= 0
    assert biharmonic.fractions[-1] <= 1


DRIVE = """
const image = {width: 300, height: 300, data: new Uint8ClampedArray(4 * 300 * 300).fill(90)};
const mask = Uint8Array.from({length: 300 * 300}, (_, i) => (i % 300 > 40 ? 1 : 0));
const outcome = (options) => module.fill(image, mask, {method: "biharmonic", ...options}).then(
  ({width}) => width, ({name, message}) => `${name}: ${message}`);
const stop = new AbortController();
return [
  await outcome({splitIntoRegions: 1}),
  await outcome({signal: stop.signal, onProgress: () => stop.abort()}),
  await outcome({splitIntoRegions: true}),
];
"""


def test_the_driver_checks_the_option_and_cancels(page, site_url, run_module):
    page.goto(site_url + "blank.html")
    wrong, stopped, good = run_module(page, site_url + "inpaint/index.js", DRIVE)
    assert wrong == "RangeError: invalid splitIntoRegions: 1 (true or false)"
    assert stopped == "AbortError: the fill was cancelled"
    assert good == 300
