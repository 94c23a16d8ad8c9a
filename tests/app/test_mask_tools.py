"""The mask as a whole, the wand, and files in and out, as a person meets them, in the built page."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from scipy import ndimage
from skimage.color import rgb2lab
from skimage.segmentation import flood


def tools(probe):
    probe.at("mask-tools").click()
    expect(probe.at("mask-invert")).to_be_visible()


def array(probe, which):
    """A picture's RGB pixels."""
    address = probe.at(f"canvas-{which}").evaluate("canvas => canvas.toDataURL()")
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("RGB"))


def saved(probe, testid):
    """What a button saves, as an array and its name."""
    with probe.page.expect_download() as download:
        probe.at(testid).click()
    return np.asarray(Image.open(download.value.path())), download.value.suggested_filename


def mask(probe):
    pixels, _ = saved(probe, "mask-export")
    assert set(np.unique(pixels[..., :3])) <= {0, 255}
    return pixels[..., 0] == 255


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def import_mask(probe, name, data, type="image/png"):
    probe.at("mask-import").set_input_files({"name": name, "mimeType": type, "buffer": data})


def rectangle(probe):
    """A rectangle in the picture's middle, and its tools."""
    probe.open()
    probe.at("tool-rectangle").click()
    probe.paint((0.4, 0.3), (0.7, 0.6))
    probe.settled()
    tools(probe)


def test_the_saved_mask_is_where_the_picture_changed(probe):
    rectangle(probe)
    probe.at("fill-method").select_option("noise")
    probe.settled()
    region = mask(probe)
    original, modified = (array(probe, which) for which in ("original", "modified"))
    assert region.shape == original.shape[:2]
    changed = (original != modified).any(axis=2)
    assert not changed[~region].any()
    assert changed[region].mean() > 0.99
    picture, name = saved(probe, "picture-export")
    assert np.array_equal(picture[..., :3], modified)
    assert name == "airliner-edited.png"


def test_invert_grow_and_shrink_by_button_and_key(probe, page):
    rectangle(probe)
    first = mask(probe)
    probe.at("mask-pixels").fill("7")
    probe.at("mask-pixels").blur()
    probe.at("mask-grow").click()
    grown = mask(probe)
    assert np.array_equal(grown, ndimage.distance_transform_edt(~first) <= 7)
    probe.at("mask-shrink").click()
    assert np.array_equal(mask(probe), ndimage.distance_transform_edt(grown) > 7)
    probe.at("mask-invert").click()
    assert np.array_equal(mask(probe), ~(ndimage.distance_transform_edt(grown) > 7))
    probe.at("undo").click()
    probe.at("undo").click()
    assert np.array_equal(mask(probe), grown)
    probe.at("undo").click()
    assert np.array_equal(mask(probe), first)
    page.locator("body").press("+")
    assert np.array_equal(mask(probe), grown)
    page.locator("body").press("-")
    page.locator("body").press("i")
    assert np.array_equal(mask(probe), ~(ndimage.distance_transform_edt(grown) > 7))


def test_a_feather_fades_the_filling_out(probe):
    rectangle(probe)
    region = mask(probe)
    probe.at("fill-method").select_option("grey")
    probe.at("feather-pixels").fill("16")
    probe.at("feather-pixels").blur()
    probe.at("mask-feather").click()
    probe.settled()
    assert np.array_equal(mask(probe), region)
    original, modified = (array(probe, which).astype(float) for which in ("original", "modified"))
    distance = ndimage.distance_transform_edt(~region)
    alpha = np.where(distance < 16, (1 + np.cos(np.pi * distance / 16)) / 2, 0)[..., None]
    assert np.abs(modified - np.rint(original + alpha * (128 - original))).max() <= 1
    probe.at("feather-pixels").fill("0")
    probe.at("feather-pixels").blur()
    probe.at("mask-feather").click()
    probe.settled()
    assert ((array(probe, "modified") != original).any(axis=2) <= region).all()


def test_the_tools_need_a_mask(probe, page):
    probe.open()
    tools(probe)
    for each in ("mask-invert", "mask-grow", "mask-shrink", "mask-feather", "mask-export", "picture-export"):
        expect(probe.at(each)).to_be_disabled()
    page.locator("body").press("i")
    probe.await_message("paint one first")


@pytest.mark.parametrize("how", ["shrunk away", "all and inverted"])
def test_a_mask_that_has_become_empty_is_said_to_be(probe, page, how):
    probe.open()
    fresh = probe.pixels()
    tools(probe)
    probe.at("compare-fillers").click()
    if how == "shrunk away":
        probe.paint((0.4, 0.45), (0.6, 0.45))
        probe.settled()
        probe.at("mask-pixels").fill("50")
        probe.at("mask-shrink").click()
    else:
        import_mask(probe, "white.png", png(np.full((64, 64), 255, np.uint8)))
        expect(probe.at("mask-invert")).to_be_enabled()
        probe.at("mask-invert").click()
    probe.await_message("The mask is empty now")
    probe.settled()
    assert probe.pixels() == fresh
    expect(page.get_by_text("Paint over something", exact=True)).to_be_visible()
    expect(probe.at("fillers")).to_contain_text("Paint over something with")
    expect(page.locator("diptych-scores .verdict").first).to_have_text(re.compile("^sees airliner"))
    for each in ("mask-invert", "mask-grow", "mask-shrink", "mask-feather", "mask-export", "picture-export"):
        expect(probe.at(each)).to_be_disabled()
    probe.at("undo").click()
    expect(probe.at("mask-shrink")).to_be_enabled()
    expect(page.locator(".status-line .message")).not_to_contain_text("The mask is empty")


@pytest.mark.parametrize("contiguous", [True, False])
def test_the_wand_selects_by_colour(probe, contiguous):
    probe.open()
    probe.page.keyboard.press("w")
    probe.at("wand-tolerance").fill("25")
    probe.at("wand-contiguous").set_checked(contiguous)
    probe.paint((0.52, 0.44))
    probe.settled()
    x, y = probe.page.evaluate(
        """() => {
          const {edits, original} = document.querySelector("diptych-probe").store.get();
          const long = Math.max(original.width, original.height);
          return edits.at(-1).points.map((value) => Math.floor(value * long));
        }"""
    )
    tools(probe)
    lab = rgb2lab(array(probe, "original"))
    distance = np.linalg.norm(lab - lab[y, x], axis=2)
    alike = flood(distance, (y, x), tolerance=25, connectivity=1) if contiguous else distance <= 25
    assert 50 < alike.sum() < alike.size / 2
    assert np.array_equal(mask(probe), alike)


def test_the_wand_takes_away_and_works_by_keyboard(probe, page):
    probe.open()
    probe.at("tool-rectangle").click()
    probe.paint((0.1, 0.1), (0.9, 0.9))
    probe.settled()
    tools(probe)
    before = mask(probe)
    probe.at("tool-wand").click()
    probe.at("wand-subtract").check()
    probe.at("canvas-modified").focus()
    page.keyboard.press("Space")
    after = mask(probe)
    assert (after <= before).all()
    assert 0 < after.sum() < before.sum()
    assert not after[after.shape[0] // 2, after.shape[1] // 2]


def test_a_mask_comes_back_from_its_file_and_can_be_undone(probe):
    rectangle(probe)
    region = mask(probe)
    data = png(np.where(region, 255, 0).astype(np.uint8))
    probe.at("reset").click()
    probe.settled()
    import_mask(probe, "again.png", data)
    probe.await_message("again.png masks")
    probe.settled()
    assert "again.png masks" in probe.message()
    assert np.array_equal(mask(probe), region)
    probe.at("undo").click()
    expect(probe.at("mask-export")).to_be_disabled()


def test_a_mask_of_another_size_is_scaled_and_the_person_is_told(probe):
    probe.open()
    tools(probe)
    small = np.random.default_rng(7).random((24, 40)) < 0.2
    import_mask(probe, "small.png", png(np.where(small, 200, 90).astype(np.uint8)))
    probe.await_message("stretched from 40 × 24")
    probe.settled()
    found = mask(probe)
    size = found.shape[::-1]
    expected = Image.fromarray(small.astype(np.uint8)).resize(size, Image.Resampling.NEAREST)
    assert np.array_equal(found, np.asarray(expected) == 1)


def test_transparency_makes_a_mask(probe):
    probe.open()
    tools(probe)
    alpha = np.zeros((64, 64), np.uint8)
    alpha[10:30, 20:50] = 255
    import_mask(probe, "cut-out.png", png(np.dstack([np.zeros((64, 64, 3), np.uint8), alpha])))
    probe.await_message("by its transparency")
    probe.settled()
    assert mask(probe).mean() == pytest.approx((alpha > 0).mean(), abs=1e-3)


@pytest.mark.parametrize(
    ("name", "data", "type", "part"),
    [
        ("nothing.png", b"", "image/png", "nothing.png is empty (0 bytes)"),
        ("notes.txt", b"hello", "text/plain", "notes.txt is not a picture"),
        ("black.png", png(np.zeros((30, 30), np.uint8)), "image/png", "black.png selects nothing"),
        ("cut.png", png(np.full((30, 30), 255, np.uint8))[:40], "image/png", "cut.png is cut short"),
        ("huge.png", png(np.zeros((6400, 6400), np.uint8)), "image/png", "has 41 megapixels"),
    ],
)
def test_what_is_no_mask_is_refused_with_the_reason(probe, name, data, type, part):
    rectangle(probe)
    before = mask(probe)
    import_mask(probe, name, data, type)
    probe.await_message(part)
    assert np.array_equal(mask(probe), before)


def test_a_link_brings_back_wand_and_mask_tools(probe, page):
    rectangle(probe)
    for testid in ("mask-grow", "mask-feather"):
        probe.at(testid).click()
        probe.settled()
    probe.at("tool-wand").click()
    probe.paint((0.52, 0.44))
    probe.settled()
    expected = array(probe, "modified")
    page.wait_for_function("location.hash.split('%21').length === 4")
    page.reload()
    probe.ready()
    probe.settled()
    assert np.array_equal(array(probe, "modified"), expected)


def test_axe_finds_nothing_in_mask_tools_and_fillers(probe, accessible):
    probe.open()
    tools(probe)
    probe.at("tool-wand").click()
    probe.paint((0.52, 0.44))
    probe.settled()
    probe.at("compare-fillers").click()
    expect(probe.at("fillers").get_by_role("status")).to_have_text("all 7 done", timeout=60_000)
    accessible()
