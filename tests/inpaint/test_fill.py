"""The blur against OpenCV's, and the driver: validation, progress, cancellation, and the worker around it."""

import cv2
import numpy as np
import pytest

from tests.inpaint.cases import photograph, photographs, rgba, strokes

FILL = """
const image = {width: args.width, height: args.height, data: new Uint8ClampedArray(args.data)};
const seen = [];
try {
  const filled = await module.fill(image, args.mask, {...args.options, onProgress: (f) => seen.push(f)});
  return {data: filled.data, seen};
} catch (error) {
  return {error: `${error.name}: ${error.message}`};
}
"""


@pytest.fixture
def fill(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(image, mask, size=None, **options):
        height, width = size or image.shape[:2]
        module = dist_url + "inpaint/index.js"
        return run_module(
            page, module, FILL, data=image, mask=mask, width=width, height=height, options=options
        )

    return run


@pytest.mark.parametrize(
    ("sigma", "size"), [(8, (227, 227)), (2.5, (400, 267)), (0.5, (64, 48)), (30, (40, 227))]
)
def test_the_blur_agrees_with_opencv(fill, sigma, size):
    rgb = photograph(photographs()[7], *size)
    mask = strokes(np.random.default_rng(5), *size, 0.2)
    reference = cv2.GaussianBlur(rgb, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    image = rgba(rgb)
    for region in (mask, None):
        blurred = fill(image, region, method="blur", sigma=sigma)["data"].reshape(image.shape)
        inside = np.ones(mask.shape, bool) if region is None else mask > 0
        assert np.abs(blurred[inside][:, :3].astype(int) - reference[inside]).max() <= 1
        assert np.array_equal(blurred[~inside], image[~inside])
        assert np.array_equal(blurred[..., 3], image[..., 3])


def test_progress_is_told_and_the_default_is_telea(fill):
    rgb = photograph(photographs()[3], 512, 512)
    mask = strokes(np.random.default_rng(6), 512, 512, 0.3)
    out = fill(rgba(rgb), mask, radius=8)
    assert out["seen"] == sorted(out["seen"])
    assert 0 < out["seen"][0] <= out["seen"][-1] <= 1
    reference = cv2.inpaint(rgb, mask, 8, cv2.INPAINT_TELEA)
    filled = out["data"].reshape(512, 512, 4)[..., :3]
    assert np.abs(filled[mask > 0].astype(int) - reference[mask > 0]).mean() < 0.1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"method": "foo"}, "RangeError: unknown method: foo (one of telea, "),
        ({"radius": 0}, "RangeError: invalid radius: 0 (a whole number from 1 to 100)"),
        ({"radius": 2.5}, "RangeError: invalid radius: 2.5"),
        ({"radius": "3"}, "RangeError: invalid radius: 3"),
        ({"sigma": 3}, "RangeError: unknown option of telea: sigma (one of radius)"),
        ({"mask": np.ones(11, np.uint8)}, "TypeError: the mask has 11 values, but the image has 12 pixels"),
        ({"mask": None}, "TypeError: telea needs a mask"),
        ({"size": (5, 4)}, "TypeError: the image has 48 bytes, but 4×5 pixels need 80"),
    ],
)
def test_what_is_wrong_is_told_with_its_value(fill, change, message):
    arguments = {"image": np.zeros((3, 4, 4), np.uint8), "mask": np.ones(12, np.uint8), **change}
    assert fill(**arguments)["error"].startswith(message)


WORKER = """
const worker = module.connect(new URL("inpaint.js", args.base));
const image = (size) => ({width: size, height: size, data: new Uint8ClampedArray(4 * size * size).fill(90)});
const mask = (size) => Uint8Array.from({length: size * size}, (_, i) => (i % size > size / 4 ? 1 : 0));
const failure = ({name, message}) => ({name, message});
const outcome = (promise) => promise.then((value) => ({value}), failure);
"""


@pytest.fixture
def in_page(page, dist_url, run_module):
    page.goto(dist_url + "blank.html")

    def run(body, **args):
        base = dist_url + "workers/"
        return run_module(page, base + "call.js", WORKER + body, base=base, **args)

    return run


def test_a_worker_fills_and_tells_progress(in_page):
    out = in_page("""
      const seen = [];
      const request = {image: image(300), mask: mask(300), options: {radius: 5}};
      const before = worker.alive;
      const onProgress = (fraction) => seen.push(fraction);
      const {image: filled, milliseconds} = await worker.call("fill", request, {onProgress});
      const alive = worker.alive;
      worker.terminate();
      const {width, data: {length}} = filled;
      return {before, alive, after: worker.alive, width, length, milliseconds, seen};
    """)
    assert [out["before"], out["alive"], out["after"]] == [False, True, False]
    assert (out["width"], out["length"]) == (300, 4 * 300 * 300)
    assert out["milliseconds"] > 0
    assert out["seen"] == sorted(out["seen"])


def test_an_error_in_a_worker_arrives_with_its_name_and_the_worker_lives_on(in_page):
    bad, unknown, good = in_page("""
      const bad = await outcome(worker.call("fill", {image: image(4), mask: mask(4), method: "foo"}));
      const unknown = await outcome(worker.call("dance"));
      const good = await outcome(worker.call("fill", {image: image(4), mask: mask(4)}));
      worker.terminate();
      return [bad, unknown, good.value.image.data.length];
    """)
    assert bad["name"] == "RangeError"
    assert bad["message"].startswith("unknown method: foo")
    assert unknown["message"] == "unknown operation: dance (one of fill)"
    assert good == 64


def test_an_aborted_call_is_rejected_and_a_later_one_answered(in_page):
    first, second, inside = in_page("""
      const control = new AbortController();
      const request = {image: image(600), mask: mask(600), options: {radius: 20}};
      const onProgress = () => control.abort();
      const first = outcome(worker.call("fill", request, {signal: control.signal, onProgress}));
      await first;
      const second = await outcome(worker.call("fill", {image: image(4), mask: mask(4)}));
      worker.terminate();
      const {fill} = await import(new URL("../inpaint/index.js", args.base));
      const stop = new AbortController();
      const all = {signal: stop.signal, onProgress: () => stop.abort(), radius: 20};
      const inside = await outcome(fill(image(600), mask(600), all));
      return [await first, second.value.image.width, inside];
    """)
    assert first["name"] == "AbortError"
    assert second == 4
    assert inside == {"name": "AbortError", "message": "the fill was cancelled"}


def test_a_call_that_waits_when_its_worker_dies_is_rejected_and_the_next_one_starts_anew(in_page):
    waiting, again = in_page("""
      const request = {image: image(600), mask: mask(600), options: {radius: 20}};
      const waiting = outcome(worker.call("fill", request));
      worker.terminate();
      const again = await outcome(worker.call("fill", {image: image(4), mask: mask(4)}));
      worker.terminate();
      return [await waiting, again.value.image.width];
    """)
    assert waiting == {"name": "WorkerError", "message": "the worker was terminated"}
    assert again == 4


def test_a_worker_that_cannot_be_loaded_is_told(page, in_page):
    page.expected_errors.append("404")
    out = in_page("""
      const none = module.connect(new URL("nowhere.js", args.base));
      return [await outcome(none.call("fill")), none.alive];
    """)
    assert out == [
        {"name": "WorkerError", "message": "the worker nowhere.js stopped: it could not be loaded"},
        False,
    ]
