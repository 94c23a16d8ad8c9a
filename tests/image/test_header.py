"""File headers: against files that Pillow writes."""

import io

import numpy as np
import pytest
from PIL import Image


def encoded(format, size=(40, 24), **options):
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (size[1], size[0], 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format, **options)
    return file.getvalue()


@pytest.fixture
def header(run_module, page, site_url):
    page.goto(site_url + "blank.html")

    def read(data):
        return run_module(
            page,
            site_url + "image/header.js",
            "return module.readHeader(args.bytes)",
            bytes=np.frombuffer(data, np.uint8),
        )

    return read


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_format_and_size_are_read_without_decoding(header, format):
    found = header(encoded(format))
    assert (found["format"], found["width"], found["height"]) == (format, 40, 24)
    assert found["complete"]
    assert not found["animated"]


def test_a_progressive_jpeg_with_exif_is_read_too(header):
    exif = Image.Exif()
    exif[0x0112] = 6
    found = header(encoded("JPEG", progressive=True, exif=exif))
    assert (found["width"], found["height"]) == (40, 24)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_file_cut_short_is_not_complete(header, format):
    data = encoded(format, (200, 200))
    assert header(data)["complete"]
    assert not header(data[: len(data) // 2])["complete"]


def test_a_gif_of_two_frames_is_animated(header):
    frames = [Image.new("RGB", (20, 20), c) for c in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert header(file.getvalue())["animated"]


def test_heic_is_known_by_its_brand(header):
    assert header(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")["format"] == "HEIC"


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xff\xd8\xff", b"hello, world", b"\x89PNG", b"GIF89a"])
def test_no_bytes_break_it(header, data):
    assert "format" in header(data)
