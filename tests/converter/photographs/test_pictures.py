"""A picture made ready: what is kept of it, and that the networks get just that."""

import io

import numpy as np
import pytest
from PIL import Image

from converter.networks import resize
from converter.photographs.pictures import PictureError, read_picture
from tests.converter.photographs.conftest import make_picture


def opened(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_small_plain_picture_is_kept_as_it_is(tmp_path, name):
    make_picture(1).save(tmp_path / name)
    picture = read_picture(tmp_path / name, [50])
    assert picture.content == (tmp_path / name).read_bytes()
    assert f"a.{picture.kind}" == name


@pytest.mark.parametrize("size", [(1200, 600), (513, 300), (200, 2000)])
def test_a_large_picture_is_reduced_and_keeps_its_shape(tmp_path, size):
    make_picture(1, size).save(tmp_path / "a.png")
    picture = read_picture(tmp_path / "a.png", [50])
    kept = opened(picture.content)
    scale = 512 / max(size)
    assert kept.format == "JPEG"
    np.testing.assert_allclose(kept.size, np.array(size) * scale, atol=1)
    wanted = make_picture(1, size).resize(kept.size, Image.Resampling.LANCZOS)
    assert np.abs(np.asarray(kept.convert("RGB"), float) - np.asarray(wanted, float)).mean() < 3


@pytest.mark.parametrize("size", [(96, 80), (900, 700)])
def test_the_networks_get_the_pixels_of_what_is_kept(tmp_path, size):
    make_picture(2, size).save(tmp_path / "a.jpg", quality=85)
    picture = read_picture(tmp_path / "a.jpg", [227, 224])
    pixels = np.asarray(opened(picture.content).convert("RGB"))
    for side in (227, 224):
        np.testing.assert_array_equal(picture.inputs[side], resize(pixels[None], side)[0])


def test_the_thumbnail_is_small_and_of_the_same_shape(tmp_path):
    make_picture(3, (400, 200)).save(tmp_path / "a.png")
    picture = read_picture(tmp_path / "a.png", [50])
    thumbnail = opened(picture.thumbnail)
    assert (thumbnail.format, thumbnail.size) == ("JPEG", (112, 56))
    wanted = make_picture(3, (400, 200)).resize((112, 56), Image.Resampling.LANCZOS)
    assert np.abs(np.asarray(thumbnail, float) - np.asarray(wanted, float)).mean() < 4


def test_a_photograph_taken_sideways_stands_upright(tmp_path):
    upright = make_picture(4, (60, 90))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    upright.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif, quality=95)
    kept = opened(read_picture(tmp_path / "a.jpg", [50]).content)
    assert kept.size == (60, 90)
    assert kept.getexif().get(0x0112, 1) == 1
    assert np.abs(np.asarray(kept, float) - np.asarray(upright, float)).mean() < 5


def test_what_is_transparent_becomes_white(tmp_path):
    pixels = np.zeros((20, 20, 4), np.uint8)
    pixels[:10] = (200, 0, 0, 255)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    kept = np.asarray(opened(read_picture(tmp_path / "a.png", [50]).content), float)
    np.testing.assert_allclose(kept[2:6, 2:18].mean((0, 1)), [200, 0, 0], atol=6)
    np.testing.assert_allclose(kept[14:18, 2:18].mean((0, 1)), 255, atol=6)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "I;16", "LA"])
def test_pictures_of_every_mode_can_be_read(tmp_path, mode):
    ending = "jpg" if mode == "CMYK" else "png"
    grey = make_picture(5).convert("L")
    image = Image.fromarray(np.asarray(grey, np.uint16) * 257) if mode == "I;16" else grey.convert(mode)
    image.save(tmp_path / f"a.{ending}")
    picture = read_picture(tmp_path / f"a.{ending}", [50])
    assert picture.inputs[50].shape == (50, 50, 3)
    assert abs(picture.inputs[50].mean() - np.asarray(grey).mean()) < 12


def test_what_can_not_be_used_says_why(tmp_path):
    whole = io.BytesIO()
    make_picture(6).save(whole, "JPEG")
    files = {
        "text.jpg": (b"hello", "is no picture"),
        "empty.jpg": (b"", "is no picture"),
        "short.jpg": (whole.getvalue()[:700], "can't be read"),
    }
    for name, (content, reason) in files.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PictureError, match=reason):
            read_picture(tmp_path / name, [50])
    make_picture(7, (40, 7)).save(tmp_path / "flat.png")
    with pytest.raises(PictureError, match="has 40 × 7 pixels, at least 8 a side are needed"):
        read_picture(tmp_path / "flat.png", [50])
    with pytest.raises(PictureError, match=r"can't be read .*No such file"):
        read_picture(tmp_path / "nowhere.jpg", [50])
